package io.soprelay.redis;

import static io.soprelay.redis.ChangeArguments.number;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.redis.client.LuaScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.resps.Tuple;

/**
 * The leased schedules in Redis. A claim whose answer is lost is not sent again: the entries come back when the lease
 * ends, or are given back. A settling call is: its repeat finds the token gone and answers false.
 */
final class RedisSchedules implements Schedules {

    /** Values a claim gives for each entry. */
    private static final int CLAIMED_VALUES = 9;

    private static final byte[] KEPT_ELSEWHERE = RedisKeys.bytes("kept");

    private final RedisDoor door;
    private final RedisBusinessTime time;
    private final DueWakers wakers;
    private final SequenceWatch sequences;

    RedisSchedules(RedisDoor door, RedisBusinessTime time, DueWakers wakers, SequenceWatch sequences) {
        this.door = door;
        this.time = time;
        this.wakers = wakers;
        this.sequences = sequences;
    }

    @Override
    public void onDue(Waker waker) {
        wakers.add(waker);
    }

    @Override
    public Claims claim(int partition, Map<Lane, Integer> limits, long leaseMillis) {
        Schedules.requireClaim(partition, limits, leaseMillis);
        List<Lane> lanes = List.copyOf(new TreeMap<>(limits).keySet());
        long before = sequences.seen(partition);
        List<byte[]> keys = new ArrayList<>(List.of(RedisKeys.tokens(partition), RedisKeys.sequence(partition)));
        List<byte[]> arguments = new ArrayList<>(List.of(number(leaseMillis), number(before)));
        for (Lane lane : lanes) {
            keys.addAll(RedisKeys.lane(partition, lane));
            arguments.add(number(limits.getOrDefault(lane, 0)));
            arguments.add(number(time.offsetOf(lane)));
        }
        ScriptReply reply = door.once(StoreScript.CLAIM, keys, arguments);
        if (reply.result() == ScriptResult.BEHIND) {
            // What waits there may have left before: the next claim comes after the freeze.
            sequences.looked(partition, before, reply.number(0));
            return new Claims(List.of(), 0);
        }
        time.observe(reply.number(0));
        List<Claimed> entries = new ArrayList<>();
        for (int at = 2; at < reply.values().size(); at += CLAIMED_VALUES) {
            entries.add(claimed(partition, lanes.get((int) reply.number(at)), reply, at));
        }
        return new Claims(entries, reply.number(1));
    }

    private static Claimed claimed(int partition, Lane lane, ScriptReply reply, int at) {
        return new Claimed(
                partition,
                lane,
                reply.text(at + 1),
                reply.bytes(at + 2),
                reply.number(at + 3),
                (int) reply.number(at + 4),
                reply.number(at + 5),
                reply.number(at + 6),
                reply.bytesOrNull(at + 7),
                reply.bytesOrNull(at + 8));
    }

    @Override
    public int giveBack(int partition, Set<Lane> lanes) {
        return madeDue(StoreScript.GIVEBACK, partition, lanes);
    }

    @Override
    public int hasten(int partition, Set<Lane> lanes) {
        int entries = madeDue(StoreScript.HASTEN, partition, lanes);
        if (entries > 0) {
            wakers.wake(partition, 0);
        }
        return entries;
    }

    private int madeDue(StoreScript script, int partition, Set<Lane> lanes) {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> offsets = new ArrayList<>();
        for (Lane lane : lanes) {
            keys.addAll(RedisKeys.lane(partition, lane));
            offsets.add(number(time.offsetOf(lane)));
        }
        return (int) door.repeatable(script, keys, offsets).number(0);
    }

    @Override
    public Map<Integer, Long> due(long withinMillis) {
        LuaScript script = door.script(StoreScript.DUE);
        List<Lane> lanes = Arrays.asList(Lane.values());
        List<byte[]> offsets =
                lanes.stream().map(lane -> number(time.offsetOf(lane))).toList();
        return door.pipelined("due", pipeline -> {
            Response<byte[]> offset = pipeline.hget(RedisKeys.clock(), RedisKeys.bytes("ms"));
            List<Response<Object>> looks = new ArrayList<>();
            long[] before = new long[AggregateId.PARTITIONS];
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                int of = partition;
                before[of] = sequences.seen(of);
                List<byte[]> keys = new ArrayList<>(List.of(RedisKeys.sequence(of)));
                lanes.forEach(lane -> keys.add(RedisKeys.queue(of, lane)));
                looks.add(script.runIn(pipeline, keys, offsets));
            }
            return () -> {
                if (offset.get() instanceof byte[] millis) {
                    time.observeOffset(Long.parseLong(new String(millis, StandardCharsets.US_ASCII)));
                }
                return waits(looks, before, withinMillis);
            };
        });
    }

    private Map<Integer, Long> waits(List<Response<Object>> looks, long[] before, long withinMillis) {
        Map<Integer, Long> waits = new TreeMap<>();
        for (int partition = 0; partition < looks.size(); partition++) {
            ScriptReply reply =
                    ScriptReply.of(StoreScript.DUE, looks.get(partition).get());
            time.observe(reply.number(0));
            sequences.looked(partition, before[partition], reply.number(1));
            if (reply.result() == ScriptResult.WAITING && reply.number(2) <= withinMillis) {
                waits.put(partition, reply.number(2));
            }
        }
        return waits;
    }

    @Override
    public boolean done(Claimed entry) {
        return settle(StoreScript.DONE, entry, entry.wanted(), 0, null);
    }

    @Override
    public boolean letGo(Claimed entry) {
        return settle(StoreScript.DONE, entry, entry.wanted(), 0, KEPT_ELSEWHERE);
    }

    @Override
    public boolean retry(Claimed entry, long delayMillis, byte @Nullable [] memo) {
        return settle(StoreScript.RETRY, entry, delayMillis, delayMillis, memo);
    }

    @Override
    public boolean shown(Claimed entry, long shown, byte @Nullable [] record) {
        return settle(StoreScript.SHOWN, entry, shown, 0, record);
    }

    private boolean settle(StoreScript script, Claimed entry, long number, long waitIfKept, byte @Nullable [] kept) {
        List<byte[]> lane = RedisKeys.lane(entry.partition(), entry.lane());
        List<byte[]> arguments = new ArrayList<>(List.of(
                RedisKeys.bytes(entry.id()),
                number(entry.token()),
                number(number),
                number(time.offsetOf(entry.lane()))));
        if (kept != null) {
            arguments.add(kept);
        }
        List<byte[]> keys = script == StoreScript.SHOWN ? lane : lane.subList(0, 2);
        ScriptResult result = door.repeatable(script, keys, arguments).result();
        if (result == ScriptResult.DUE_AGAIN || result == ScriptResult.PUT_BACK) {
            wakers.wake(entry.partition(), waitIfKept);
        }
        return result != ScriptResult.STALE;
    }

    @Override
    public Answered answered(int partition, Lane lane, String id, long shown, byte @Nullable [] read, byte[] record) {
        List<byte[]> arguments =
                new ArrayList<>(List.of(RedisKeys.bytes(id), number(shown), number(time.offsetOf(lane)), record));
        if (read != null) {
            arguments.add(read);
        }
        ScriptResult result = door.repeatable(StoreScript.ANSWERED, RedisKeys.lane(partition, lane), arguments)
                .result();
        if (result == ScriptResult.DUE_AGAIN) {
            wakers.wake(partition, 0);
        }
        return switch (result) {
            case SETTLED, DUE_AGAIN -> Answered.KEPT;
            case CHANGED -> Answered.CHANGED;
            default -> Answered.NOT_NOW;
        };
    }

    @Override
    public Optional<byte[]> record(int partition, Lane lane, String id) {
        return Optional.ofNullable(
                door.read("record", redis -> redis.hget(RedisKeys.records(partition, lane), RedisKeys.record(id))));
    }

    @Override
    public Map<String, Standing> standing(int partition, Lane lane, List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        byte[][] kept = new byte[2 * ids.size()][];
        byte[][] payloads = new byte[ids.size()][];
        byte[][] queued = new byte[ids.size()][];
        for (int i = 0; i < ids.size(); i++) {
            kept[2 * i] = RedisKeys.shown(ids.get(i));
            kept[2 * i + 1] = RedisKeys.record(ids.get(i));
            payloads[i] = RedisKeys.payload(ids.get(i));
            queued[i] = RedisKeys.bytes(ids.get(i));
        }
        return door.pipelined("standing", pipeline -> {
            Response<List<byte[]>> records = pipeline.hmget(RedisKeys.records(partition, lane), kept);
            Response<List<byte[]>> entries = pipeline.hmget(RedisKeys.entries(partition, lane), payloads);
            Response<List<Double>> dues = pipeline.zmscore(RedisKeys.queue(partition, lane), queued);
            return () -> {
                Map<String, Standing> standing = new LinkedHashMap<>();
                for (int i = 0; i < ids.size(); i++) {
                    byte[] shown = records.get().get(2 * i);
                    standing.put(
                            ids.get(i),
                            new Standing(
                                    entries.get().get(i) != null && dues.get().get(i) != null,
                                    shown == null ? 0 : Long.parseLong(new String(shown, StandardCharsets.US_ASCII)),
                                    records.get().get(2 * i + 1)));
                }
                return standing;
            };
        });
    }

    @Override
    public void restore(int partition, List<ScheduleChange> changes) {
        Commit.requireBounded(changes);
        if (changes.isEmpty()) {
            return;
        }
        ChangeArguments encoded = new ChangeArguments(partition, changes);
        List<byte[]> arguments = new ArrayList<>(List.of(number(time.offsetMillis())));
        arguments.addAll(encoded.arguments());
        wakers.wake(
                partition,
                door.repeatable(StoreScript.RESTORE, encoded.keys(), arguments).number(0));
    }

    @Override
    public Map<Lane, Long> backlog() {
        return door.pipelined("backlog", pipeline -> {
            Map<Lane, List<Response<Long>>> sizes = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                    sizes.computeIfAbsent(lane, any -> new ArrayList<>())
                            .add(pipeline.zcard(RedisKeys.queue(partition, lane)));
                }
            }
            return () -> {
                Map<Lane, Long> sums = new EnumMap<>(Lane.class);
                sizes.forEach((lane, each) -> sums.put(
                        lane,
                        each.stream()
                                .mapToLong(size -> Objects.requireNonNull(size.get()))
                                .sum()));
                return sums;
            };
        });
    }

    @Override
    public Map<Lane, Long> overdue() {
        long now = time.now().toEpochMilli() - time.offsetMillis();
        return door.pipelined("overdue", pipeline -> {
            Map<Lane, List<Response<List<Tuple>>>> firsts = new EnumMap<>(Lane.class);
            for (Lane lane : Lane.values()) {
                for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                    firsts.computeIfAbsent(lane, any -> new ArrayList<>())
                            .add(pipeline.zrangeWithScores(RedisKeys.queue(partition, lane), 0, 0));
                }
            }
            return () -> {
                Map<Lane, Long> longest = new EnumMap<>(Lane.class);
                firsts.forEach((lane, each) -> longest.put(
                        lane,
                        each.stream()
                                .flatMap(first -> first.get().stream())
                                .mapToLong(first -> now + time.offsetOf(lane) - (long) first.getScore())
                                .filter(late -> late > 0)
                                .max()
                                .orElse(0)));
                return longest;
            };
        });
    }
}
