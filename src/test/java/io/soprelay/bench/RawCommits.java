package io.soprelay.bench;

import io.soprelay.engine.FlowEngine;
import io.soprelay.redis.client.LuaScript;
import io.soprelay.redis.client.LuaScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.RedisClient;

/**
 * The store's own limit: the very commits the engine sends, replayed blindly. Whole deliveries are recorded at the
 * client, then sent again for records of other ids with the version check off: same script, same keys, same payload
 * sizes, same partitions, one round trip an act, no read, no decision, no encoding.
 */
final class RawCommits {
    /** Enough different ids to reach every partition. */
    private static final int RECORDED = 256;

    /** Places of the arguments of {@code commit.lua} (its header is their contract). */
    private static final int EXPECTED_VERSION = 2;

    private static final byte[] ANY_VERSION = "-1".getBytes(StandardCharsets.US_ASCII);

    /** Bigger arguments are state and payload: opaque to the script, so the id inside them does not matter. */
    private static final int ID_HOLDER_BYTES_MAX = 250;

    private final RedisClient client;
    private final LuaScript script = LuaScripts.fromClasspath().named("commit");
    private final List<Recorded> recorded = new ArrayList<>();

    /** One call of the script. */
    record Call(List<byte[]> keys, List<byte[]> arguments) {}

    /** The calls of one delivery. */
    private record Recorded(String flowId, List<Call> calls) {}

    /** Plays and records on the lab's server. */
    RawCommits(EngineLab lab) throws IOException {
        client = lab.client();
        try (CommitRecorder recorder = new CommitRecorder(lab.server(), script.sha())) {
            FlowEngine engine = lab.engineOn(recorder.client());
            DeliveryPlay play = new DeliveryPlay(engine, nanos -> {});
            recorder.take();
            for (int i = 0; i < RECORDED; i++) {
                String id = play.finish(play.start("recorded-" + i)).id().value();
                List<Call> calls = recorder.take();
                if (calls.size() != DeliveryPlay.COMMITS) {
                    throw new IllegalStateException("A delivery is %d commits, but %d were recorded"
                            .formatted(DeliveryPlay.COMMITS, calls.size()));
                }
                recorded.add(new Recorded(id, calls));
            }
        }
    }

    /** Mean payload of a commit in bytes, keys included. */
    double meanBytes() {
        return recorded.stream()
                .flatMap(one -> one.calls().stream())
                .mapToLong(call -> bytes(call.keys()) + bytes(call.arguments()))
                .average()
                .orElseThrow();
    }

    private static long bytes(List<byte[]> parts) {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    /** The calls of a new delivery, ready to be sent. */
    List<Call> prepare(long number) {
        Recorded from = recorded.get((int) (number % RECORDED));
        byte[] old = from.flowId().getBytes(StandardCharsets.US_ASCII);
        byte[] fresh = String.format("%0" + old.length + "x", number).getBytes(StandardCharsets.US_ASCII);
        return from.calls().stream()
                .map(call -> new Call(renamed(call.keys(), old, fresh), blind(renamed(call.arguments(), old, fresh))))
                .toList();
    }

    void send(Call call) {
        Object reply = script.run(client, call.keys(), call.arguments());
        boolean committed = reply instanceof List<?> values
                && values.getFirst() instanceof byte[] code
                && new String(code, StandardCharsets.US_ASCII).equals("COMMITTED");
        if (!committed) {
            throw new IllegalStateException("A raw commit was not applied");
        }
    }

    private static List<byte[]> blind(List<byte[]> arguments) {
        List<byte[]> changed = new ArrayList<>(arguments);
        changed.set(EXPECTED_VERSION, ANY_VERSION);
        return changed;
    }

    private static List<byte[]> renamed(List<byte[]> parts, byte[] old, byte[] fresh) {
        List<byte[]> renamed = new ArrayList<>(parts);
        renamed.replaceAll(part -> part.length > ID_HOLDER_BYTES_MAX ? part : renamed(part, old, fresh));
        return renamed;
    }

    /** Both ids are of one length; a part that does not hold the old one stays the same object. */
    static byte[] renamed(byte[] part, byte[] old, byte[] fresh) {
        byte[] result = part;
        for (int at = 0; at + old.length <= part.length; at++) {
            if (Arrays.equals(part, at, at + old.length, old, 0, old.length)) {
                result = result == part ? part.clone() : result;
                System.arraycopy(fresh, 0, result, at, fresh.length);
            }
        }
        return result;
    }
}
