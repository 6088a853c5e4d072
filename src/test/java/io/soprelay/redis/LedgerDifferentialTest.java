package io.soprelay.redis;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.flow;
import static io.soprelay.testkit.Commits.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.ledger.ScheduleChange.BringBack;
import io.soprelay.ledger.ScheduleChange.Cancel;
import io.soprelay.ledger.ScheduleChange.Raise;
import io.soprelay.ledger.Schedules;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random commands on the in-memory store and on Redis give the same answers. 10,000 of them, 100,000 with
 * {@code -Dsop.long=true}; another start with {@code -Dsop.seed=…}.
 */
class LedgerDifferentialTest {

    private static final int COMMANDS = Boolean.getBoolean("sop.long") ? 100_000 : 10_000;
    private static final long SEED = Long.getLong("sop.seed", 20_261_122L);
    /** Delays are either past or this far, so that the time a run takes decides nothing. */
    private static final long FAR = Duration.ofDays(30).toMillis();

    private static final List<AggregateId> IDS = List.of(
            flow("a1"),
            flow("a2"),
            flow("a3"),
            new AggregateId(AggregateId.Kind.MEMBER, "a1"),
            new AggregateId(AggregateId.Kind.INBOX, "a1"));

    private final Random random = new Random(SEED);
    private final StoreUnderTest real = RedisUnderTest.empty();
    private final InMemoryLedger fake =
            new InMemoryLedger(new SettableClock(real.time().now()));
    private final StoreUnderTest model = new StoreUnderTest(fake, fake, fake, fake, by -> {});
    private final List<Claimed> realClaims = new ArrayList<>();
    private final List<Claimed> modelClaims = new ArrayList<>();

    /** Which version was put last, by list and source: forgetting is tried at, before and after it. */
    private final Map<String, Long> lastPut = new HashMap<>();

    @Test
    void both_stores_answer_every_command_alike() {
        for (int step = 0; step < COMMANDS; step++) {
            Act act = randomAct();
            Object expected = act.on(model, modelClaims);
            Object found = act.on(real, realClaims);
            assertThat(found).as("seed %d, step %d: %s", SEED, step, act.name).isEqualTo(expected);
        }
        assertThat(TestRedis.keys())
                .as("I13: no key of a partition without its tag")
                .isNotEmpty()
                .allMatch(key -> key.matches("\\{(p[0-9]+|relay)\\}:.+"), "has a tag");
    }

    private record Act(String name, Run run) {
        private Object on(StoreUnderTest store, List<Claimed> claims) {
            return run.on(store, claims);
        }
    }

    private interface Run {
        Object on(StoreUnderTest store, List<Claimed> claims);
    }

    private Act randomAct() {
        AggregateId id = IDS.get(random.nextInt(IDS.size()));
        int partition = id.partition();
        Lane lane = Lane.values()[random.nextInt(Lane.values().length)];
        String entry = "e" + random.nextInt(4);
        long revision = 1 + random.nextInt(12);
        byte[] record = bytes("record " + random.nextInt(1_000));
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> commit(id);
            case 3, 4 -> claim(partition);
            case 5 -> settle("done", (schedules, claimed) -> schedules.done(claimed));
            case 6 -> settle("shown " + revision, (schedules, claimed) -> schedules.shown(claimed, revision, record));
            case 7 -> {
                long delay = random.nextBoolean() ? 0 : FAR;
                byte @Nullable [] memo = random.nextBoolean() ? record : null;
                yield settle("retry " + delay, (schedules, claimed) -> schedules.retry(claimed, delay, memo));
            }
            case 8 -> {
                boolean guess = random.nextInt(4) == 0;
                yield new Act(
                        "answered %s %s %d".formatted(lane, entry, revision),
                        (store, claims) -> store.schedules()
                                .answered(
                                        partition,
                                        lane,
                                        entry,
                                        revision,
                                        guess
                                                ? null
                                                : store.schedules()
                                                        .record(partition, lane, entry)
                                                        .orElse(null),
                                        record));
            }
            case 9 -> {
                List<ScheduleChange> changes = changes();
                yield new Act("restore " + changes, (store, claims) -> {
                    store.schedules().restore(partition, changes);
                    return store.schedules().backlog();
                });
            }
            case 10 -> rows(entry, revision);
            case 11 -> numbers();
            case 12 -> madeDue(partition);
            case 13 -> lists();
            case 14 -> settle("let go", (schedules, claimed) -> schedules.letGo(claimed));
            default -> looks(id, lane, entry);
        };
    }

    private Act commit(AggregateId id) {
        Basis basis = switch (random.nextInt(4)) {
            case 0 -> Basis.version(random.nextInt(5));
            case 1 -> fake.load(id).basis();
            default -> Basis.ANY;
        };
        Commit commit = new Commit(
                id,
                "c" + random.nextInt(COMMANDS / 20),
                basis,
                bytes("state " + random.nextInt()),
                bytes("audit " + random.nextInt()),
                "O" + random.nextInt(9),
                random.nextBoolean(),
                changes());
        return new Act("commit " + commit, (store, claims) -> store.ledger().commit(commit));
    }

    private List<ScheduleChange> changes() {
        List<ScheduleChange> changes = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            Lane lane = Lane.values()[random.nextInt(Lane.values().length)];
            String id = "e" + random.nextInt(4);
            byte[] payload = bytes("payload " + random.nextInt(1_000));
            long due = random.nextBoolean() ? 0 : FAR;
            int kind = random.nextInt(6);
            if (kind == 0) {
                changes.add(new Cancel(lane, id));
            } else if (kind == 5) {
                changes.add(new BringBack(lane, id, payload, random.nextBoolean() ? payload : bytes("")));
            } else if (kind < 3 || lane.businessTime()) {
                changes.add(new Add(lane, id, lane.businessTime() ? timer() : due, payload));
            } else {
                changes.add(new Raise(lane, id, 1 + random.nextInt(12), due, payload));
            }
        }
        return changes;
    }

    /** Long past, or half a day beside the moments that {@link #looks} moves business time to. */
    private long timer() {
        long now = fake.now().toEpochMilli();
        return random.nextBoolean()
                ? 0
                : now + Duration.ofHours(12 + 24L * random.nextInt(3)).toMillis();
    }

    private Act claim(int partition) {
        Map<Lane, Integer> limits = new EnumMap<>(Lane.class);
        Arrays.stream(Lane.values()).filter(lane -> random.nextInt(3) > 0).forEach(lane -> limits.put(lane, 100));
        long lease = random.nextInt(3) == 0 ? 0 : FAR;
        return new Act("claim %s for %d".formatted(limits.keySet(), lease), (store, claims) -> {
            Schedules.Claims claimed = store.schedules().claim(partition, limits, lease);
            List<Claimed> sorted = claimed.entries().stream()
                    .sorted(Comparator.comparing(Claimed::lane).thenComparing(Claimed::id))
                    .toList();
            claims.addAll(sorted);
            return sorted.stream().map(LedgerDifferentialTest::described).toList() + " next "
                    + rounded(claimed.nextInMillis());
        });
    }

    private Act madeDue(int partition) {
        Set<Lane> lanes = EnumSet.noneOf(Lane.class);
        Arrays.stream(Lane.values()).filter(lane -> random.nextBoolean()).forEach(lanes::add);
        return random.nextBoolean()
                ? new Act(
                        "hasten " + lanes, (store, claims) -> store.schedules().hasten(partition, lanes))
                : new Act(
                        "give back " + lanes,
                        (store, claims) -> store.schedules().giveBack(partition, lanes));
    }

    /** Some rows, a walk through all of them, now and then a list less. */
    private Act lists() {
        String list = "l" + random.nextInt(3);
        boolean drops = random.nextInt(8) == 0;
        return new Act("lists", (store, claims) -> {
            if (drops) {
                store.rows().drop(list);
            }
            Map<String, String> walked = new TreeMap<>();
            List<Rows.Place> places = List.of(Rows.Place.start(list));
            while (!places.isEmpty()) {
                List<Rows.Page> pages = store.rows().pages(places, 2);
                pages.forEach(page -> page.rows().forEach(row -> walked.put(row.source(), text(row.bytes()))));
                places = pages.stream()
                        .map(Rows.Page::next)
                        .filter(Objects::nonNull)
                        .toList();
            }
            Map<String, String> some = new TreeMap<>();
            store.rows()
                    .some(Map.of(list, List.of("e1", "e3", "never")))
                    .values()
                    .forEach(rows -> some.putAll(texts(rows)));
            List<String> states = store.ledger().loadAll(IDS).values().stream()
                    .map(loaded -> loaded.version() + (loaded.state() == null ? "-" : text(loaded.state())))
                    .toList();
            return List.of(walked, some, states);
        });
    }

    private static String described(Claimed entry) {
        return "%s %s %s a%d w%d %s %s"
                .formatted(
                        entry.lane(),
                        entry.id(),
                        text(entry.payload()),
                        entry.attempts(),
                        entry.wanted(),
                        entry.record() == null ? "-" : text(entry.record()),
                        entry.memo() == null ? "-" : text(entry.memo()));
    }

    /** A wait without what the time of the run adds to it. */
    private static String rounded(long millis) {
        return millis <= 0 ? Long.toString(millis) : Math.round(millis / 3_600_000.0) + " h";
    }

    private interface Settle {
        boolean on(Schedules schedules, Claimed claimed);
    }

    private Act settle(String name, Settle settle) {
        int recent = random.nextInt(8);
        return new Act(
                name,
                (store, claims) -> claims.size() <= recent
                        ? "nothing claimed"
                        : settle.on(store.schedules(), claims.get(claims.size() - 1 - recent)));
    }

    private Act rows(String source, long version) {
        byte @Nullable [] row = random.nextInt(3) == 0 ? null : bytes("row " + random.nextInt());
        String list = "l" + random.nextInt(3);
        long later = version + random.nextInt(50);
        lastPut.put(list + source, later);
        Map<String, Long> over = random.nextInt(4) == 0 ? nearLastPut(list, source) : Map.of();
        return new Act("row %s %s %d, over %s".formatted(list, source, later, over), (store, claims) -> {
            store.rows().put(list, source, later, row);
            store.rows().forgetRemoved(list, over);
            // The first version is taken only where no later one is remembered.
            over.keySet().stream()
                    .filter(each -> !each.equals("never"))
                    .forEach(each -> store.rows().put(list, each, 1, bytes("anew")));
            return texts(store.rows().all(list));
        });
    }

    /** The row that was just put, one of an earlier act, one that never was: each with a version near its last. */
    private Map<String, Long> nearLastPut(String list, String source) {
        Map<String, Long> versions = new TreeMap<>();
        for (String each : List.of(source, "e" + random.nextInt(4), "never")) {
            long last = lastPut.getOrDefault(list + each, 1L);
            versions.put(each, last - 1 + random.nextInt(3));
        }
        return versions;
    }

    private static Map<String, String> texts(Map<String, byte[]> rows) {
        Map<String, String> texts = new TreeMap<>();
        rows.forEach((source, row) -> texts.put(source, text(row)));
        return texts;
    }

    private Act numbers() {
        String prefix = random.nextBoolean() ? "FH" : "TH";
        String day = "2026112" + random.nextInt(3);
        String bearer = "n" + random.nextInt(500);
        boolean over = random.nextInt(4) == 0;
        return new Act("number", (store, claims) -> {
            String number = store.ledger().allotNumber(prefix, day, bearer);
            if (over) {
                store.ledger().forgetAsking(Map.of(number, bearer));
            }
            return number + store.ledger().findNumber(number);
        });
    }

    private static String standing(StoreUnderTest store, int partition, Lane lane, String entry) {
        Schedules.Standing one = Objects.requireNonNull(store.schedules()
                .standing(partition, lane, List.of("never", entry))
                .get(entry));
        return "%s %d %s".formatted(one.waits(), one.shown(), one.record() == null ? "-" : text(one.record()));
    }

    private Act looks(AggregateId id, Lane lane, String entry) {
        boolean moves = random.nextInt(10) == 0;
        String command = "c" + random.nextInt(COMMANDS / 20);
        long looked = 1 + random.nextInt(40);
        return new Act("look", (store, claims) -> {
            if (moves) {
                store.time().advance(Duration.ofHours(24));
            }
            store.ledger().release(id.kind(), id.partition(), Map.of(id.id(), looked));
            var loaded = store.ledger().load(id, command);
            var stored = store.ledger().inspect(id);
            return List.of(
                    store.ledger().ended(id.kind(), id.partition()),
                    standing(store, id.partition(), lane, entry),
                    loaded.version(),
                    loaded.state() == null ? "-" : text(loaded.state()),
                    String.valueOf(loaded.outcome()),
                    store.ledger().history(id).stream()
                            .map(bytes -> text(bytes))
                            .toList(),
                    stored.entries().stream().map(HexFormat.of()::formatHex).toList(),
                    loaded.seal() == null ? "-" : HexFormat.of().formatHex(loaded.seal()),
                    TestChain.CHAIN.check(id, stored),
                    store.ledger().sealCounts(),
                    store.ledger().live(id.kind(), id.partition()).stream()
                            .sorted()
                            .toList(),
                    store.schedules().record(id.partition(), lane, entry).map(bytes -> text(bytes)),
                    store.schedules().backlog(),
                    store.schedules().due(FAR * 100).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, one -> rounded(one.getValue()))),
                    store.time().offset());
        });
    }
}
