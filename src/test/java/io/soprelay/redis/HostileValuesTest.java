package io.soprelay.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.testkit.RedisUnderTest;
import io.soprelay.testkit.StoreUnderTest;
import io.soprelay.testkit.TestRedis;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Whatever is handed to the scripts is data: it comes back byte for byte, and no key is named by it. */
class HostileValuesTest {
    private static final int COMMITS = 1_500;
    private static final long LEASE = 60_000;

    private static final List<String> PIECES = List.of(
            "\r\n",
            "\0",
            "*3\r\n$8\r\nFLUSHALL\r\n",
            "'); redis.call('FLUSHALL') --",
            "]] redis.call('SET','x','y') [[",
            "\" .. redis.call('KEYS','*') .. \"",
            "{p1}",
            "{p1}:live",
            "}",
            "{",
            ":",
            "%s",
            "nil",
            "false",
            "-1",
            "0",
            "1e308",
            "9223372036854775808",
            "\u00ff\u00fe",
            "KEYS[1]",
            "ARGV[1]",
            "发货",
            "\ud83d\ude00");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_122);
    private final StoreUnderTest store = RedisUnderTest.empty();

    @Test
    void values_come_back_as_they_were_and_make_no_keys() {
        AggregateId id = new AggregateId(AggregateId.Kind.FLOW, "a1");
        int partition = id.partition();
        store.ledger().commit(commit(id, "first", bytes("s"), List.of()));
        int keys = TestRedis.keys().size();
        Map<Lane, Integer> cards = new EnumMap<>(Map.of(Lane.NOTICE, 10));
        for (int i = 0; i < COMMITS; i++) {
            byte[] state = bytes(hostile());
            byte[] payload = bytes(hostile());
            String entry = shortened("e" + hostile(), 200);
            String command = shortened(hostile() + i, 80);

            store.ledger()
                    .commit(commit(
                            id, command, state, List.of(new ScheduleChange.Add(Lane.NOTICE, entry, 0, payload))));

            assertThat(store.ledger().load(id, command).state())
                    .as("state %d", i)
                    .isEqualTo(state);
            assertThat(store.ledger().load(id, command).outcome())
                    .as("outcome %d", i)
                    .isNotNull();
            List<Claimed> claimed =
                    store.schedules().claim(partition, cards, LEASE).entries();
            assertThat(claimed).as("entry %d: %s", i, entry).hasSize(1);
            assertThat(claimed.getFirst().id()).isEqualTo(entry);
            assertThat(claimed.getFirst().payload()).isEqualTo(payload);
            assertThat(store.schedules().done(claimed.getFirst())).isTrue();
        }
        assertThat(TestRedis.keys())
                .allMatch(key -> key.matches("\\{p\\d+}:[A-Za-z0-9:_-]+|relay:[a-z:-]+|\\{[a-z]+}:.*"));
        // Audit, schedule and command ids of one aggregate: as many keys as after a handful of commits.
        assertThat(TestRedis.keys().size() - keys).isLessThan(10);
    }

    private static Commit commit(AggregateId id, String command, byte[] state, List<ScheduleChange> changes) {
        return new Commit(id, command, Basis.ANY, state, state, "OK", true, changes);
    }

    private String hostile() {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.append(random.nextInt(100) == 0 ? piece.repeat(500) : piece);
        }
        return text.toString();
    }

    private static String shortened(String text, int chars) {
        return text.length() <= chars ? text : text.substring(text.length() - chars);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
