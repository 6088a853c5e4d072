package io.soprelay.digest;

import io.soprelay.codec.StoredCodec;
import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.engine.Finished;
import io.soprelay.engine.TodoRow;
import io.soprelay.engine.Todos;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the company's numbers off the projections: who holds what ({@link Todos}) and who finished what ({@link
 * Finished}). Rows are read in small pages and added up as they come; between pages the
 * processor is left to presses. Safe for concurrent use: one reading at a time.
 */
public final class Digests {
    /** In all lists of a page together: an answer of the store stays below some 50 KB. */
    private static final int ROWS_AT_ONCE = 320;

    /** A person's list is short: many together save round trips. */
    private static final int PEOPLE_AT_ONCE = 8;

    /** A day's list is long, and as long as it is walked what was seen of it is remembered. */
    private static final int DAYS_AT_ONCE = 1;

    /** As long as the digests of one hour are being sent, they are cut out of one reading. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(60);

    private final Rows rows;
    private final Members members;
    private final BusinessTime time;
    private final ZoneId zone;
    private final Breather breather;
    private final StoredCodec codec = new StoredCodec();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Snapshot latest;

    public Digests(Rows rows, Members members, BusinessTime time, ZoneId zone, Breather breather) {
        this.rows = rows;
        this.members = members;
        this.time = time;
        this.zone = zone;
        this.breather = breather;
    }

    public ZoneId zone() {
        return zone;
    }

    /** Today, in the company's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(time.now(), zone);
    }

    /**
     * The numbers as they are about now: a reading of today that is at most a minute old serves again. Empty while
     * somebody else reads them: whoever has many to tell would wait with all hands.
     */
    public Optional<Snapshot> recent() {
        Snapshot known = latest;
        Instant since = startOfFreshness(time.now());
        if (known != null && known.takenAt().isAfter(since)) {
            return Optional.of(known);
        }
        if (!reading.tryLock()) {
            return Optional.empty();
        }
        try {
            return Optional.of(taken(since));
        } finally {
            reading.unlock();
        }
    }

    /** A reading from before midnight would tell about the day before yesterday. */
    private Instant startOfFreshness(Instant now) {
        Instant minuteAgo = now.minus(FRESH_FOR);
        Instant midnight =
                LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant().minusNanos(1);
        return minuteAgo.isAfter(midnight) ? minuteAgo : midnight;
    }

    /** The numbers now: a reading that began before this call does not serve. */
    public Snapshot fresh() {
        return taken(time.now());
    }

    private Snapshot taken(Instant since) {
        reading.lock();
        try {
            Snapshot known = latest;
            if (known != null && known.takenAt().isAfter(since)) {
                return known;
            }
            Snapshot snapshot = read();
            latest = snapshot;
            return snapshot;
        } finally {
            reading.unlock();
        }
    }

    private Snapshot read() {
        Snapshot snapshot = new Snapshot(time.now(), zone);
        Map<String, MemberId> holders = new HashMap<>();
        members.all().stream().map(Member::id).forEach(member -> holders.put(Todos.list(member), member));
        walk(holders.keySet().stream(), PEOPLE_AT_ONCE, (list, rows) -> {
            MemberId holder = Objects.requireNonNull(holders.get(list));
            codec.readAll(rows, TodoRow.class, row -> snapshot.add(holder, row));
        });
        LocalDate first = LocalDate.ofInstant(snapshot.since(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(snapshot.takenAt(), ZoneOffset.UTC);
        walk(
                first.datesUntil(last.plusDays(1)).map(Finished::list),
                DAYS_AT_ONCE,
                (list, rows) -> codec.readAll(rows, Finished.Row.class, row -> snapshot.add(row, this::person)));
        return snapshot;
    }

    private MemberId person(MemberId member) {
        return members.find(member).map(Member::id).orElse(member);
    }

    /** A list that is being walked through, with what was seen of it: a page may bring a row again. */
    private record Walk(Rows.Place place, SeenRows seen) {
        private List<byte[]> unseen(Rows.Page page) {
            List<byte[]> rows = new ArrayList<>(page.rows().size());
            for (Rows.Row row : page.rows()) {
                if (seen.add(row.source())) {
                    rows.add(row.bytes());
                }
            }
            return rows;
        }
    }

    private void walk(Stream<String> lists, int listsAtOnce, BiConsumer<String, List<byte[]>> visit) {
        Deque<Walk> waiting = new ArrayDeque<>();
        lists.forEach(list -> waiting.add(new Walk(Rows.Place.start(list), new SeenRows())));
        while (!waiting.isEmpty()) {
            long began = System.nanoTime();
            List<Walk> now = new ArrayList<>();
            while (now.size() < listsAtOnce && !waiting.isEmpty()) {
                now.add(waiting.removeFirst());
            }
            List<Rows.Page> pages = rows.pages(now.stream().map(Walk::place).toList(), ROWS_AT_ONCE / listsAtOnce);
            for (int i = 0; i < now.size(); i++) {
                Walk walk = now.get(i);
                visit.accept(walk.place().list(), walk.unseen(pages.get(i)));
                Rows.Place next = pages.get(i).next();
                if (next != null) {
                    // In front: few lists are under way at a time, so little has to be remembered as seen.
                    waiting.addFirst(new Walk(next, walk.seen()));
                }
            }
            breather.rest(System.nanoTime() - began);
        }
    }
}
