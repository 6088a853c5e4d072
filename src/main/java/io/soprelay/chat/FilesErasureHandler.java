package io.soprelay.chat;

import io.soprelay.engine.RecordFiles;
import io.soprelay.flow.model.FlowId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.media.MediaStore.Aside;
import io.soprelay.outbox.Delivery.FilesErasure;
import io.soprelay.outbox.DeliveryHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what was sent for an erased record and is held by no other. First each file is moved aside, so that whoever gets the
 * same one from now on stores it anew; then every record is looked at, a few seconds at a time; then those are put back
 * that another one holds.
 */
final class FilesErasureHandler implements DeliveryHandler<FilesErasure> {
    private static final Logger LOG = LoggerFactory.getLogger(FilesErasureHandler.class);

    /** Much shorter than a lease, whatever a piece of the walk takes. */
    private static final Duration AT_A_TIME = Duration.ofSeconds(5);

    /** People press buttons meanwhile. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration WHEN_OLD_ENOUGH = MediaStore.YOUNG.plusMinutes(1);

    private final RecordFiles files;
    private final MediaStore media;
    private final InstantSource clock;
    /** Begun again after a restart: what is aside then is aside still. */
    private final Map<FlowId, Begun> begun = new ConcurrentHashMap<>();

    /** @param clock the machine's */
    FilesErasureHandler(RecordFiles files, MediaStore media, InstantSource clock) {
        this.files = files;
        this.media = media;
        this.clock = clock;
    }

    /** @param someYoung whether others have to wait until they are old enough */
    private record Begun(Set<String> aside, boolean someYoung, RecordFiles.Walk walk) {}

    @Override
    public Class<FilesErasure> kind() {
        return FilesErasure.class;
    }

    @Override
    public Result handle(FilesErasure erasure, Claimed entry) {
        FlowId flow = erasure.flow();
        Begun erasing = begun.computeIfAbsent(flow, this::begin);
        Instant until = clock.instant().plus(AT_A_TIME);
        try {
            while (erasing.walk().goOn()) {
                if (!clock.instant().isBefore(until)) {
                    return new Result.Later(REST);
                }
            }
        } catch (LedgerUnavailableException away) {
            begun.remove(flow);
            throw away;
        }
        begun.remove(flow);
        return ended(flow, erasing);
    }

    private Begun begin(FlowId flow) {
        Set<String> aside = new TreeSet<>();
        boolean someYoung = false;
        for (String sha256 : files.of(flow)) {
            Aside came = media.setAside(new MediaId(sha256));
            someYoung |= came == Aside.YOUNG;
            if (came == Aside.MOVED) {
                aside.add(sha256);
            }
        }
        return new Begun(aside, someYoung, files.walk(flow, aside));
    }

    private Result ended(FlowId flow, Begun erasing) {
        RecordFiles.Walk walk = erasing.walk();
        boolean knowsAll = walk.unreadable().isEmpty();
        erasing.aside().forEach(sha256 -> {
            MediaId file = new MediaId(sha256);
            if (knowsAll && !walk.held().contains(sha256)) {
                media.deleteAside(file);
            } else {
                media.putBack(file);
            }
        });
        if (!knowsAll) {
            String why = "the files of " + flow + " stay: " + walk.unreadable().orElseThrow();
            LOG.warn("Erasing is not over: {}", why);
            return new Result.Impossible(why);
        }
        return erasing.someYoung() ? new Result.Later(WHEN_OLD_ENOUGH) : new Result.Done();
    }
}
