package io.soprelay.redis;

import static io.soprelay.testkit.Commits.bytes;
import static io.soprelay.testkit.Commits.commit;
import static io.soprelay.testkit.Commits.flow;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.ScheduleChange.Add;
import io.soprelay.ledger.ScheduleChange.Cancel;
import io.soprelay.ledger.ScheduleChange.Raise;
import io.soprelay.redis.client.LuaScript;
import io.soprelay.redis.client.LuaScripts;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.RespProxy;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.TestRedis;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;

/** Scripts, their headers and the Java side say the same; no script reaches a key that it was not handed. */
class StoreScriptTest {

    private static final Pattern ANSWER = Pattern.compile("(?:return \\{?|reply\\[1] = |reply = \\{)'([A-Z_]+)'");
    private static final Pattern CALL = Pattern.compile("redis\\.call\\('(\\w+)'(?:, ([^,)]+))?");
    private static final Pattern TAG = Pattern.compile("^\\{[^{}]+}");

    private static LuaScript script(StoreScript script) {
        return LuaScripts.fromClasspath().named(script.file());
    }

    @ParameterizedTest
    @EnumSource(StoreScript.class)
    void header_code_and_callers_know_the_same_results(StoreScript script) {
        Set<String> known = script.results().stream().map(Enum::name).collect(Collectors.toSet());
        assertThat(script(script).contract().codes()).isEqualTo(known);
        Set<String> answered = ANSWER.matcher(script(script).source())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(answered).containsAll(known);
    }

    @Test
    void every_result_is_some_scripts() {
        Set<ScriptResult> used = Arrays.stream(StoreScript.values())
                .flatMap(script -> script.results().stream())
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrder(ScriptResult.values());
    }

    @ParameterizedTest
    @EnumSource(StoreScript.class)
    void no_script_makes_a_key(StoreScript script) {
        String code = script(script)
                .source()
                .lines()
                .filter(line -> !line.strip().startsWith("--"))
                .collect(Collectors.joining("\n"));
        List<MatchResult> calls = CALL.matcher(code).results().toList();
        assertThat(calls)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.group(1).equals("TIME") ? "KEYS[" : call.group(2))
                        .as(call.group())
                        .startsWith("KEYS["));
        assertThat(calls)
                .hasSameSizeAs(
                        Pattern.compile("redis\\.").matcher(code).results().toList());
    }

    @Test
    void all_keys_of_every_real_call_share_one_tag() {
        RedisUnderTest.empty();
        TestRedis.client().hset("{relay}:format", "format", "2");
        try (RespProxy proxy = new RespProxy(TestRedis.server().address());
                RedisClient client = RedisConnections.open(
                        proxy.address(), TestRedis.server().password(), RedisUnderTest.PATIENT.client())) {
            RedisStore store = RedisStore.open(client, RedisUnderTest.PATIENT, TestChain.CHAIN);
            TestRedis.client().scriptFlush();
            Arrays.stream(StoreScript.values()).forEach(script -> script(script).load(TestRedis.client()));
            callEverything(store);
            Map<String, StoreScript> bySha = Arrays.stream(StoreScript.values())
                    .collect(Collectors.toMap(one -> script(one).sha(), Function.identity()));
            Set<StoreScript> called = new HashSet<>();
            for (List<String> command : proxy.commands()) {
                if (command.getFirst().equalsIgnoreCase("EVALSHA")) {
                    StoreScript script = bySha.get(command.get(1));
                    called.add(script);
                    List<String> keys = command.subList(3, 3 + Integer.parseInt(command.get(2)));
                    assertThat(keys.stream().map(StoreScriptTest::tag).distinct())
                            .as("%s", script)
                            .hasSize(1);
                }
            }
            assertThat(called).containsExactlyInAnyOrder(StoreScript.values());
        }
    }

    private static String tag(String key) {
        return TAG.matcher(key)
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " has no tag"));
    }

    private static void callEverything(RedisStore store) {
        int partition = flow("a").partition();
        List<ScheduleChange> changes = Arrays.stream(Lane.values())
                .<ScheduleChange>map(lane -> new Add(lane, "x", 0, bytes("")))
                .toList();
        store.ledger().load(flow("a"), "c1");
        store.ledger().inspect(flow("a"));
        store.ledger().commit(commit(flow("a"), "c1", 0, changes.toArray(ScheduleChange[]::new)));
        store.schedules()
                .restore(partition, List.of(new Raise(Lane.CARD, "k", 1, 0, bytes("")), new Cancel(Lane.CARD, "no")));
        store.ledger().release(AggregateId.Kind.FLOW, partition, Map.of("a", 1L));
        Archived archived = new Archived(
                flow("a"),
                1,
                true,
                bytes("s"),
                store.ledger().inspect(flow("a")).seal(),
                List.of(bytes("e")),
                List.of(new Archived.Kept(Lane.CARD, "k", 1), new Archived.Kept(Lane.HANDOVER, "t", 1)));
        store.stubs().trim(archived, "1:2:3");
        store.stubs().recall(archived, "1:2:3");
        store.time().advance(Duration.ofSeconds(1));
        Map<Lane, Integer> all = new EnumMap<>(Lane.class);
        Arrays.stream(Lane.values()).forEach(lane -> all.put(lane, 10));
        List<Claimed> claimed = store.schedules().claim(partition, all, 60_000).entries();
        store.schedules().done(claimed.get(0));
        store.schedules().retry(claimed.get(1), 0, null);
        store.schedules().shown(claimed.get(2), 1, bytes("r"));
        store.schedules().answered(partition, Lane.CARD, "other", 1, null, bytes("r"));
        store.schedules().giveBack(partition, all.keySet());
        store.schedules().hasten(partition, all.keySet());
        store.schedules().due(0);
        store.ledger().allotNumber("FH", "20261122", "a");
        store.rows().put("todo:an", "a", 1, bytes("row"));
        store.rows().forgetRemoved("todo:an", Map.of("a", 1L));
    }
}
