package io.soprelay.crash;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.HistoryVerdict;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.testkit.TestChain;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;

/** What the store holds, read past the bot. */
final class Truth {
    private static final StoredCodec CODEC = new StoredCodec();

    /** All in one moment: whoever counts one after the other misses what has just gone over to one that was counted before. */
    private static final String COUNTED = """
            local waiting = 0
            for at, queue in ipairs(KEYS) do
              waiting = waiting + redis.call('zcount', queue, '-inf', ARGV[at])
            end
            return waiting
            """;

    private final Jedis store;

    Truth(Jedis store) {
        this.store = store;
    }

    /** The id behind a number that people use. */
    String flowOf(String number) {
        String prefix = number.substring(0, number.indexOf('-'));
        String key = "{p%d}:num:%s".formatted(AggregateId.partitionOf(prefix), prefix);
        return Objects.requireNonNull(store.hget(key, "n:" + number), number);
    }

    static AggregateId aggregate(String flow) {
        return new AggregateId(AggregateId.Kind.FLOW, flow);
    }

    /** As keys of that record's partition begin. */
    static String partition(String flow) {
        return "{p%d}:".formatted(aggregate(flow).partition());
    }

    /** Whether nothing is due or under way: every lane is empty, timers wait for moments to come (I4, I14). */
    boolean isDrained() {
        long now = Long.parseLong(store.time().getFirst()) * 1_000;
        String ahead = store.hget("{relay}:clock", "ms");
        long businessNow = now + (ahead == null ? 0 : Long.parseLong(ahead));
        List<String> queues = new ArrayList<>();
        List<String> latest = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            for (Lane lane : Lane.values()) {
                queues.add("{p%d}:q:%s".formatted(partition, lane.code()));
                latest.add(lane.businessTime() ? Long.toString(businessNow) : "+inf");
            }
        }
        return store.eval(COUNTED, queues, latest).equals(0L);
    }

    /** What waits, for a sentence. */
    String waiting() {
        List<String> found = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            for (Lane lane : Lane.values()) {
                String queue = "{p%d}:q:%s".formatted(partition, lane.code());
                String known = "{p%d}:e:%s".formatted(partition, lane.code());
                store.zrangeWithScores(queue, 0, -1)
                        .forEach(entry -> found.add("%s %s (due at %.0f, attempts %s, wanted %s, shown %s)"
                                .formatted(
                                        queue,
                                        entry.getElement(),
                                        entry.getScore(),
                                        store.hget(known, "a:" + entry.getElement()),
                                        store.hget(known, "w:" + entry.getElement()),
                                        store.hget(known.replace(":e:", ":rec:"), "s:" + entry.getElement()))));
            }
        }
        return "at %s: %s".formatted(store.time(), String.join(", ", found));
    }

    /** How far the commits of each partition are. */
    List<Long> sequences() {
        return IntStream.range(0, AggregateId.PARTITIONS)
                .mapToObj(partition -> store.get("{p%d}:seq".formatted(partition)))
                .map(sequence -> sequence == null ? 0L : Long.valueOf(sequence))
                .toList();
    }

    /**
     * Whether an entry of a lane waits that was claimed before and is held by nobody now.
     *
     * @param partition as its keys begin
     */
    boolean isTriedInVain(String partition, Lane lane) {
        Set<String> fields = store.hkeys(partition + "e:" + lane.code());
        return fields.stream()
                .filter(field -> field.startsWith("a:"))
                .anyMatch(field -> !fields.contains("t:" + field.substring(2)));
    }

    /** Ids of incidents that are open. */
    List<String> openIncidents() {
        return live("i");
    }

    /** Ids of records that are not at an end. */
    List<String> liveRecords() {
        return live("f");
    }

    private List<String> live(String kind) {
        List<String> found = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            found.addAll(store.smembers("{p%d}:live:%s".formatted(partition, kind)));
        }
        return found;
    }

    FlowInstance record(String flow) {
        byte[] state = store.hget(key(flow, "f:"), bytes("s"));
        return CODEC.read(Objects.requireNonNull(state, flow), FlowInstance.class);
    }

    List<FlowCommit> history(String flow) {
        return store.lrange(key(flow, "log:f:"), 0, -1).stream()
                .map(entry -> CODEC.read(HistoryChain.opened(entry), FlowCommit.class))
                .toList();
    }

    /** Whether the store has a stub of it and nothing else. */
    boolean isArchived(String flow) {
        return store.hexists(key(flow, "f:"), bytes("a"))
                && !store.hexists(key(flow, "f:"), bytes("s"))
                && !store.exists(key(flow, "log:f:"));
    }

    private StoredHistory stored(String flow, long version) {
        byte[] state = key(flow, "f:");
        return new StoredHistory(
                version,
                store.hget(state, bytes("s")),
                store.hget(state, bytes("h")),
                store.lrange(key(flow, "log:f:"), 0, -1));
    }

    private static byte[] key(String flow, String kind) {
        return bytes(partition(flow) + kind + flow);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** I1, I2, I3, I8 and I9 of one record: each broken one in a sentence. */
    List<String> broken(String flow) {
        List<String> found = new ArrayList<>();
        FlowInstance record = record(flow);
        List<FlowCommit> history = history(flow);
        FlowInstance folded = null;
        Set<CommandId> commands = new HashSet<>();
        for (int at = 0; at < history.size(); at++) {
            FlowCommit entry = history.get(at);
            folded = applied(folded, entry, found);
            if (entry.version() != at + 1) {
                found.add("I3: entry %d of the history is version %d".formatted(at + 1, entry.version()));
            }
            if (!commands.add(entry.command())) {
                found.add("I1: command " + entry.command() + " is in the history twice");
            }
        }
        if (!record.equals(folded)) {
            found.add("I2: the state is not what the history says");
        }
        if (record.version() != history.size()) {
            found.add("I3: version %d with %d entries".formatted(record.version(), history.size()));
        }
        HistoryVerdict chain = TestChain.CHAIN.check(aggregate(flow), stored(flow, record.version()));
        if (!chain.isWhole() || chain.sealed() != history.size()) {
            found.add("I3: the chain of the history is not whole: " + chain);
        }
        onceOnly(history, found);
        Set<ItemId> rounds = new HashSet<>();
        for (WorkItem item : record.items()) {
            if (!rounds.add(item.id())) {
                found.add("I8: " + item.id() + " is there twice");
            }
        }
        return found;
    }

    private static @Nullable FlowInstance applied(@Nullable FlowInstance before, FlowCommit entry, List<String> found) {
        try {
            return FlowEvolver.apply(before, entry.events());
        } catch (IllegalStateException doesNotFollow) {
            found.add("I2: version %d does not follow: %s".formatted(entry.version(), doesNotFollow.getMessage()));
            return before;
        }
    }

    private static void onceOnly(List<FlowCommit> history, List<String> found) {
        Set<String> seen = new HashSet<>();
        for (FlowCommit entry : history) {
            for (FlowEvent event : entry.events()) {
                String once = switch (event) {
                    case FlowEvent.TaskOpened opened -> "I8: opened " + opened.task();
                    case FlowEvent.ApprovalOpened opened -> "I8: opened " + opened.approval();
                    case FlowEvent.ApprovalGranted granted ->
                        "I1: granted " + granted.approval() + " by " + granted.by();
                    case FlowEvent.HoldersReminded reminded ->
                        "I9: reminded of " + reminded.item() + " at " + reminded.moment();
                    default -> "";
                };
                if (!once.isEmpty() && !seen.add(once)) {
                    found.add(once + " twice");
                }
                if (event instanceof FlowEvent.HoldersReminded reminded
                        && reminded.at().isBefore(reminded.moment())) {
                    found.add("I9: reminded of %s before its time".formatted(reminded.item()));
                }
            }
        }
    }
}
