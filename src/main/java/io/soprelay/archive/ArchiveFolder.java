package io.soprelay.archive;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.HistoryReport.ArchiveFlaw;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what was archived. Many processes may read one folder while one of them writes. Safe for concurrent use. */
public final class ArchiveFolder {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveFolder.class);

    private final Path folder;
    private final HistoryChain chain;

    /** @param folder need not be there until something is archived */
    public ArchiveFolder(Path folder, HistoryChain chain) {
        this.folder = folder;
        this.chain = chain;
    }

    Path path() {
        return folder;
    }

    HistoryChain chain() {
        return chain;
    }

    /**
     * The entry of an aggregate. As with the store, what does not fit its seal is read all the same and told by a check.
     *
     * @param version that the stub names
     * @throws ArchiveUnreadableException if nothing can be read there, or something else
     */
    Archived read(AggregateId aggregate, long version, String place) {
        try {
            Place at = Place.parse(place);
            Archived found = EntryFormat.read(Segment.content(Segment.file(folder, at.segment()), at));
            if (!found.aggregate().equals(aggregate) || found.version() != version) {
                throw new ArchiveUnreadableException(
                        "%s at version %d stands at %s".formatted(found.aggregate(), found.version(), place));
            }
            return found;
        } catch (IOException | ArchiveUnreadableException e) {
            throw new ArchiveUnreadableException(
                    "%s at version %d is in the archive %s and cannot be read there: %s"
                            .formatted(aggregate, version, folder, e.getMessage()),
                    e);
        }
    }

    /** Every entry, oldest first, with its place; what cannot be read is left out, a check tells of it. */
    public void each(BiConsumer<Archived, String> reader) {
        int last = segments();
        for (int number = 1; number <= last; number++) {
            try {
                Segment.each(folder, number, (place, content) -> {
                    Archived archived;
                    try {
                        archived = EntryFormat.read(content);
                    } catch (ArchiveUnreadableException changed) {
                        LOG.warn("Nothing can be read at {} of the archive: {}", place.text(), changed.getMessage());
                        return;
                    }
                    reader.accept(archived, place.text());
                });
            } catch (IOException e) {
                LOG.warn("Segment {} of the archive {} cannot be read", number, folder, e);
            }
        }
    }

    /** How many segments follow each other from the first. */
    int segments() {
        int number = 0;
        while (Files.exists(Segment.file(folder, number + 1))) {
            number++;
        }
        return number;
    }

    /**
     * Compares everything with its seals and with how far it should be. What stands behind that in the last segment was
     * never acknowledged: it is being written, or a crash left it.
     *
     * @param head what the store was told last; null if it never was
     * @param rest called now and then, so that presses are not kept waiting; may block
     */
    public List<ArchiveFlaw> flaws(@Nullable String head, Runnable rest) {
        ArchiveHead known = ArchiveHead.parse(head);
        List<ArchiveFlaw> flaws = new ArrayList<>();
        byte[] before = Segment.BEGINNING;
        int last = segments();
        for (int number = 1; number <= last; number++) {
            boolean isHead = known.segment() == number;
            try {
                Segment.Found found = Segment.look(
                        Segment.file(folder, number), number, before, chain, isHead ? known.end() : -1, rest);
                // A segment that is followed by another one, or by the head, is complete.
                long complete = number < last ? Long.MAX_VALUE : isHead ? known.end() : 0;
                if (!found.headFits() && complete > 0) {
                    flaws.add(new ArchiveFlaw(number, 0));
                }
                int of = number;
                found.flaws().stream()
                        .filter(at -> at > 0 && at < complete)
                        .forEach(at -> flaws.add(new ArchiveFlaw(of, at)));
                if (isHead && !known.isSealedBy(found.sealAt())) {
                    flaws.add(new ArchiveFlaw(number, known.end()));
                }
                before = found.seal();
            } catch (IOException e) {
                flaws.add(new ArchiveFlaw(number, 0));
            }
        }
        if (known.segment() > last) {
            flaws.add(new ArchiveFlaw(last + 1, 0));
        }
        return flaws;
    }
}
