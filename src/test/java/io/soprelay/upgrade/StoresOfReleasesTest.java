package io.soprelay.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.LedgerDefinitionStore;
import io.soprelay.digest.Subscriptions;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.Todos;
import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentKind;
import io.soprelay.incident.Incidents;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.HistoryVerdict;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.CreateTry;
import io.soprelay.outbox.Deliveries;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.StoreLimits;
import io.soprelay.reminder.Reminders;
import io.soprelay.testkit.StoreDump;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** What a released version has stored is read by this one, in full and as it was. */
class StoresOfReleasesTest {
    private static final Path STORES = Path.of("src", "test", "resources", "stores");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Set<String> BEFORE_INCIDENTS = Set.of("0.1.0-feishu.jsonl", "0.1.0-dingtalk.jsonl");

    private static final Set<String> BEFORE_ARCHIVES =
            Set.of("0.1.0-format2-feishu.jsonl", "0.1.0-format2-dingtalk.jsonl");

    private static final Set<String> BEFORE_KEPT_TRIES = Set.of(
            "0.1.0-feishu.jsonl",
            "0.1.0-dingtalk.jsonl",
            "0.1.0-format2-feishu.jsonl",
            "0.1.0-format2-dingtalk.jsonl",
            "0.1.0-format3-feishu.jsonl",
            "0.1.0-format3-dingtalk.jsonl");

    private final Deliveries deliveries = new Deliveries();

    static List<Path> stores() throws IOException {
        try (Stream<Path> files = Files.list(STORES)) {
            return files.sorted().toList();
        }
    }

    @Test
    void every_release_in_the_changelog_has_left_one() throws IOException {
        List<String> released = Files.readAllLines(Path.of("CHANGELOG.md")).stream()
                .filter(line -> line.matches("## \\d+\\.\\d+\\.\\d+.*"))
                .map(line -> line.split("[ (]")[1])
                .toList();

        assertThat(stores().stream().map(file -> file.getFileName().toString().split("-")[0]))
                .containsAll(released);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void histories_replayed_give_the_stored_records(Path file) throws IOException {
        RedisStore store = opened(file);
        FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles(store));
        List<FlowInstance> found = ids("f").stream()
                .map(id -> records.find(new FlowId(id)).orElseThrow())
                .toList();

        assertThat(found).hasSizeGreaterThan(3);
        assertThat(found).extracting(FlowInstance::state).contains("已退货", "已审批");
        for (FlowInstance instance : found) {
            FlowInstance replayed = null;
            for (FlowCommit commit : records.history(instance.id())) {
                replayed = FlowEvolver.apply(replayed, commit.events());
            }
            assertThat(replayed).isEqualTo(instance);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void people_roles_flows_wishes_and_lists_are_there(Path file) throws IOException {
        RedisStore store = opened(file);
        Members members = new Members(store.ledger());
        members.loadAll();
        Roles roles = roles(store);
        FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles);

        assertThat(members.all()).hasSize(ids("m").size()).hasSizeGreaterThan(4);
        assertThat(roles.all()).containsKeys("审批人", "库管", "财务", "销售");
        assertThat(new LedgerDefinitionStore(store.ledger()).all()).hasSizeGreaterThan(1);
        assertThat(new Subscriptions(store.ledger(), store.schedules(), deliveries, store.time(), ZONE).all())
                .hasSize(1);
        Todos todos = new Todos(store.rows(), records, store.time());
        assertThat(members.all().stream()
                        .mapToInt(member -> todos.recordsOf(member.id()).size())
                        .sum())
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void whatever_waited_can_be_carried_out(Path file) throws IOException {
        RedisStore store = opened(file);
        Schedules schedules = store.schedules();
        store.time().advance(Duration.ofDays(30));
        Set<Lane> lanes = EnumSet.noneOf(Lane.class);
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            for (Lane lane : Lane.values()) {
                for (byte[] payload : waiting(partition, lane)) {
                    lanes.add(lane);
                    assertThat(deliveries.read(payload)).isNotNull();
                }
            }
            schedules.giveBack(partition, EnumSet.allOf(Lane.class));
            schedules.claim(partition, limits(), 60_000).entries().forEach(entry -> {
                lanes.add(entry.lane());
                assertThat(deliveries.read(entry.payload())).isNotNull();
                if (entry.record() != null) {
                    assertThat(deliveries.readCard(entry.record())).isNotNull();
                }
                if (entry.memo() != null) {
                    assertThat(deliveries.readTry(entry.memo())).isNotNull();
                }
            });
        }

        assertThat(lanes).contains(Lane.CARD, Lane.NOTICE, Lane.TIMER);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void what_is_known_of_peoples_screens_is_still_known(Path file) throws IOException {
        RedisStore unused = opened(file);
        List<CardRecord> cards = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            TestRedis.client().hgetAll("{p" + partition + "}:rec:c").forEach((field, value) -> {
                if (field.startsWith("r:")) {
                    cards.add(deliveries.readCard(value.getBytes(StandardCharsets.UTF_8)));
                }
            });
        }

        assertThat(cards).hasSizeGreaterThan(10);
    }

    /** Stores of before there were incidents have none; those since then have one of each kind. */
    @ParameterizedTest
    @MethodSource("stores")
    void incidents_nudges_and_waiting_reminders_are_still_known(Path file) throws IOException {
        RedisStore store = opened(file);
        Incidents incidents = new Incidents(store.ledger(), store.schedules(), deliveries, roles(store), store.time());
        incidents.load();
        List<Incident> known = ids("i").stream()
                .filter(id -> !id.equals(Incidents.MANY))
                .map(id -> incidents.find(id).orElseThrow())
                .toList();
        Reminders reminders = new Reminders(store.ledger(), store.schedules(), deliveries, store.time());

        assertThat(known)
                .extracting(Incident::id)
                .containsAll(incidents.open().stream().map(Incident::id).toList());
        known.stream()
                .flatMap(incident -> incident.held().stream())
                .forEach(held -> assertThat(deliveries.read(held.payload())).isNotNull());
        if (!BEFORE_KEPT_TRIES.contains(file.getFileName().toString())) {
            List<CreateTry> tries = known.stream()
                    .flatMap(incident -> incident.held().stream())
                    .flatMap(held -> Stream.ofNullable(held.memo()))
                    .map(deliveries::readTry)
                    .toList();
            assertThat(tries).isNotEmpty().allMatch(CreateTry::mayHaveArrived);
            assertThat(known).anyMatch(incident -> !incident.isOpen() && incident.keeps());
        }
        ids("k").forEach(member ->
                assertThat(reminders.gathered(new MemberId(member))).as(member).isNotNull());
        if (!BEFORE_INCIDENTS.contains(file.getFileName().toString())) {
            assertThat(known)
                    .extracting(incident -> incident.trouble().kind())
                    .containsAll(EnumSet.complementOf(EnumSet.of(
                            IncidentKind.QUOTA,
                            BEFORE_ARCHIVES.contains(file.getFileName().toString())
                                    ? IncidentKind.ARCHIVE
                                    : IncidentKind.QUOTA)));
            assertThat(ids("k")).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void histories_are_whole_and_the_next_act_seals_what_was_not(Path file) throws IOException {
        RedisStore store = opened(file);
        for (String id : ids("f")) {
            AggregateId aggregate = new AggregateId(AggregateId.Kind.FLOW, id);
            HistoryVerdict before =
                    TestChain.CHAIN.check(aggregate, store.ledger().inspect(aggregate));
            assertThat(before.flaws()).isEmpty();

            Loaded loaded = store.ledger().load(aggregate);
            store.ledger()
                    .commit(new Commit(
                            aggregate,
                            "next",
                            loaded.basis(),
                            Objects.requireNonNull(loaded.state()),
                            store.ledger().history(aggregate).getLast(),
                            "done",
                            true,
                            List.of()));

            assertThat(TestChain.CHAIN.check(aggregate, store.ledger().inspect(aggregate)))
                    .isEqualTo(new HistoryVerdict(aggregate, before.entries() + 1, before.sealed() + 1, List.of()));
        }
    }

    /** Whatever waits, however far ahead. */
    private static List<byte[]> waiting(int partition, Lane lane) {
        return TestRedis.client().hgetAll("{p" + partition + "}:e:" + lane.code()).entrySet().stream()
                .filter(field -> field.getKey().startsWith("p:"))
                .map(field -> field.getValue().getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<Lane, Integer> limits() {
        Map<Lane, Integer> limits = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            limits.put(lane, 100);
        }
        return limits;
    }

    private Roles roles(RedisStore store) {
        Roles roles = new Roles(store.ledger(), deliveries, List.of());
        roles.load();
        return roles;
    }

    private static RedisStore opened(Path file) throws IOException {
        TestRedis.flush();
        StoreDump.load(TestRedis.client(), file);
        return RedisStore.open(TestRedis.client(), StoreLimits.DEFAULTS, TestChain.CHAIN);
    }

    /** Of every aggregate of a kind, whether it is on a list or not. */
    private static List<String> ids(String kind) {
        List<String> ids = new ArrayList<>();
        String cursor = "0";
        do {
            ScanResult<String> page = TestRedis.client()
                    .scan(cursor, new ScanParams().match("{p*}:" + kind + ":*").count(1_000));
            page.getResult().forEach(key -> ids.add(key.substring(key.indexOf("}:" + kind + ":") + 3 + kind.length())));
            cursor = Objects.requireNonNull(page.getCursor());
        } while (!cursor.equals("0"));
        return ids;
    }
}
