package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.testkit.TestRedis;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the store keeps of a record that is archived, whichever key it is under: with it the store would grow for ever. */
class ArchiveTracesTest extends ArchiveSpecification {
    /** Command ids are not of the record: they are forgotten after 72 hours of the store's own time. */
    @Test
    void nothing_is_left_of_an_archived_record_but_its_stub_its_number_and_its_key() throws Exception {
        FlowInstance record = world.accepted();
        String id = record.id().value();
        String partition = "{p%d}:".formatted(AggregateId.partitionOf(id));
        assertThat(traces(id)).hasSizeGreaterThan(10);
        archived(record);

        assertThat(traces(id))
                .containsExactlyInAnyOrder(
                        partition + "f:" + id,
                        partition + "keys f:" + id,
                        "{p%d}:num:FH n:%s".formatted(AggregateId.partitionOf("FH"), record.number()));
        assertThat(TestRedis.client().hkeys(ArchiveWorld.key(record))).containsExactlyInAnyOrder("v", "a");
    }

    /** Keys that are named by an id, and fields of others that hold it. */
    private static Set<String> traces(String id) {
        Set<String> traces = new TreeSet<>();
        for (String key : TestRedis.keys()) {
            if (key.contains(id)) {
                traces.add(key);
            } else if (!key.contains(":cmd")) {
                fields(key).filter(field -> field.contains(id)).forEach(field -> traces.add(key + " " + name(field)));
            }
        }
        return traces;
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf('\n'));
    }

    /** Name and value, or a member and nothing. */
    private static Stream<String> fields(String key) {
        return switch (TestRedis.client().type(key)) {
            case "hash" ->
                TestRedis.client().hgetAll(key).entrySet().stream()
                        .map(field -> field.getKey() + "\n" + field.getValue());
            case "set" -> TestRedis.client().smembers(key).stream().map(member -> member + "\n");
            case "zset" -> TestRedis.client().zrange(key, 0, -1).stream().map(member -> member + "\n");
            case "list" -> TestRedis.client().lrange(key, 0, -1).stream().map(entry -> "entry\n" + entry);
            default -> Stream.empty();
        };
    }

    @Test
    void what_comes_back_is_listed_again_and_leaves_as_little_as_before() throws Exception {
        FlowInstance delivery = world.accepted();
        archived(delivery);
        Set<String> left = traces(delivery.id().value());
        world.stocks(world.startReturn(delivery));
        assertThat(world.now(delivery).state()).isEqualTo("已退货");
        assertThat(traces(delivery.id().value())).hasSizeGreaterThan(left.size());
        archived(delivery);

        assertThat(traces(delivery.id().value())).isEqualTo(left);
        assertThat(world.engine.findByNumber(delivery.number())).contains(world.now(delivery));
    }
}
