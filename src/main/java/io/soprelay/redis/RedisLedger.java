package io.soprelay.redis;

import static io.soprelay.redis.ChangeArguments.number;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.ArchivedException;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.Sealed;
import io.soprelay.ledger.StoredHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.Tuple;

/** Aggregates in Redis: a read is one script, a commit is one script. */
final class RedisLedger implements Ledger {

    private static final byte[] VERSION = RedisKeys.bytes("v");
    private static final byte[] STATE = RedisKeys.bytes("s");
    private static final byte[] SEAL = RedisKeys.bytes("h");
    private static final byte[] PLACE = RedisKeys.bytes("a");
    private static final byte[] KEEP = RedisKeys.bytes("");
    private static final byte[] DROP = RedisKeys.bytes("-");

    private static final Logger LOG = LoggerFactory.getLogger(RedisLedger.class);

    /** Keys looked at in one step of a walk; the server serves nobody else meanwhile. */
    private static final int WALK_STEP = 500;

    private final RedisDoor door;
    private final StoreLimits limits;
    private final RedisBusinessTime time;
    private final DueWakers wakers;
    private final SequenceWatch sequences;
    private final HistoryChain chain;
    /** The highest count of sealed commits that a partition answered. */
    private final AtomicLongArray seals = new AtomicLongArray(AggregateId.PARTITIONS);

    RedisLedger(
            RedisDoor door,
            StoreLimits limits,
            RedisBusinessTime time,
            DueWakers wakers,
            SequenceWatch sequences,
            HistoryChain chain) {
        this.door = door;
        this.limits = limits;
        this.time = time;
        this.wakers = wakers;
        this.sequences = sequences;
        this.chain = chain;
    }

    /** What is stored under a command id: {@code <version> <nonce> <outcome>}. */
    private record Remembered(StoredOutcome outcome, String nonce) {
        private static Remembered parse(byte[] stored) {
            String[] parts = new String(stored, StandardCharsets.UTF_8).split(" ", 3);
            return new Remembered(new StoredOutcome(parts[2], Long.parseLong(parts[0])), parts[1]);
        }

        private static @Nullable StoredOutcome outcomeOf(byte @Nullable [] stored) {
            return stored == null ? null : parse(stored).outcome;
        }
    }

    @Override
    public Loaded load(AggregateId aggregate, String commandId) {
        ScriptReply reply = door.repeatable(
                StoreScript.LOAD,
                List.of(
                        RedisKeys.state(aggregate),
                        RedisKeys.commands(aggregate.partition()),
                        RedisKeys.keys(aggregate.partition())),
                List.of(RedisKeys.command(aggregate, commandId), RedisKeys.key(aggregate)));
        return reply.result() == ScriptResult.MISSING
                ? Loaded.missing(Remembered.outcomeOf(reply.bytesOrNull(0)))
                : new Loaded(
                        reply.number(0),
                        reply.bytesOrNull(1),
                        Remembered.outcomeOf(reply.bytesOrNull(2)),
                        reply.bytesOrNull(3),
                        text(reply.bytesOrNull(4)),
                        key(aggregate, reply.bytesOrNull(5)));
    }

    private @Nullable RecordKey key(AggregateId aggregate, byte @Nullable [] stored) {
        return stored == null ? null : chain.recordKey(aggregate, stored);
    }

    @Override
    public RecordKey newKey(AggregateId aggregate) {
        return chain.newRecordKey(aggregate);
    }

    @Override
    public Loaded load(AggregateId aggregate) {
        // As for a command that nobody gave: state and key are of one moment.
        return load(aggregate, "");
    }

    @Override
    public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
        if (aggregates.isEmpty()) {
            return Map.of();
        }
        return door.pipelined("load", pipeline -> {
            Map<AggregateId, Response<List<byte[]>>> asked = new LinkedHashMap<>();
            Map<AggregateId, Response<byte[]>> keys = new HashMap<>();
            aggregates.forEach(id -> {
                asked.put(id, pipeline.hmget(RedisKeys.state(id), VERSION, STATE, SEAL, PLACE));
                // The key after the state: an aggregate that is made in between is not there yet, and one that is
                // erased in between reads as erased. The other way a new one would read so.
                keys.put(id, pipeline.hget(RedisKeys.keys(id.partition()), RedisKeys.key(id)));
            });
            return () -> {
                Map<AggregateId, Loaded> all = new LinkedHashMap<>();
                asked.forEach((id, fields) -> all.put(
                        id,
                        loaded(
                                fields.get(),
                                key(id, Objects.requireNonNull(keys.get(id)).get()))));
                return all;
            };
        });
    }

    private static Loaded loaded(List<byte[]> fields, @Nullable RecordKey key) {
        byte[] version = fields.getFirst();
        return version == null
                ? Loaded.missing(null)
                : new Loaded(
                        Long.parseLong(new String(version, StandardCharsets.US_ASCII)),
                        fields.get(1),
                        null,
                        fields.get(2),
                        text(fields.get(3)),
                        key);
    }

    private static @Nullable String text(byte @Nullable [] stored) {
        return stored == null ? null : new String(stored, StandardCharsets.US_ASCII);
    }

    @Override
    public CommitResult commit(Commit commit) {
        AggregateId id = commit.aggregate();
        String nonce = door.nonce();
        ChangeArguments changes = new ChangeArguments(id.partition(), commit.changes());
        Sealed sealed = chain.seal(commit, this);
        long before = sequences.seen(id.partition());
        ScriptReply reply =
                door.repeatable(StoreScript.COMMIT, keys(id, changes), arguments(commit, sealed, nonce, changes));
        return switch (reply.result()) {
            case COMMITTED -> {
                time.observe(reply.number(3));
                sequences.committed(id.partition(), before, reply.number(2));
                seals.accumulateAndGet(id.partition(), reply.number(4), Math::max);
                wakers.wake(id.partition(), reply.number(1));
                yield new CommitResult.Committed(reply.number(0));
            }
            case REPEATED -> repeated(commit, nonce, Remembered.parse(reply.bytes(0)));
            case ARCHIVED -> throw new ArchivedException(id, reply.text(0));
            default -> new CommitResult.Conflict(reply.number(0));
        };
    }

    /** A repeat of this very call, whose first answer was lost, is its commit: the caller cannot tell. */
    private CommitResult repeated(Commit commit, String nonce, Remembered before) {
        if (!before.nonce.equals(nonce)) {
            return new CommitResult.Repeated(before.outcome);
        }
        wakers.wake(commit.aggregate().partition(), commit.changes().isEmpty() ? -1 : 0);
        return new CommitResult.Committed(before.outcome.version());
    }

    private static List<byte[]> keys(AggregateId id, ChangeArguments changes) {
        int partition = id.partition();
        List<byte[]> keys = new ArrayList<>(List.of(
                RedisKeys.state(id),
                RedisKeys.log(id),
                RedisKeys.commands(partition),
                RedisKeys.commandTimes(partition),
                RedisKeys.live(id.kind(), partition),
                RedisKeys.ended(id.kind(), partition),
                RedisKeys.sequence(partition),
                RedisKeys.sealed(partition),
                RedisKeys.keys(partition)));
        keys.addAll(changes.keys());
        return keys;
    }

    private List<byte[]> arguments(Commit commit, Sealed sealed, String nonce, ChangeArguments changes) {
        AggregateId id = commit.aggregate();
        List<byte[]> arguments = new ArrayList<>(List.of(
                RedisKeys.command(id, commit.commandId()),
                RedisKeys.bytes(nonce),
                number(commit.basis().version()),
                commit.state(),
                sealed.entry(),
                sealed.seal(),
                RedisKeys.bytes(commit.outcome()),
                RedisKeys.bytes(id.id()),
                number(commit.live() ? 1 : id.kind().endsWatched() ? 2 : 0),
                number(limits.commandIdsKept().toMillis()),
                number(time.offsetMillis()),
                RedisKeys.key(id),
                keyChange(commit.key())));
        arguments.addAll(changes.arguments());
        return arguments;
    }

    private static byte[] keyChange(Commit.KeyChange change) {
        return switch (change) {
            case Commit.KeyChange.Keep keep -> KEEP;
            case Commit.KeyChange.Drop drop -> DROP;
            case Commit.KeyChange.Store(RecordKey key) -> key.stored();
        };
    }

    @Override
    public List<byte[]> history(AggregateId aggregate) {
        return door.read("history", redis -> redis.lrange(RedisKeys.log(aggregate), 0, -1)).stream()
                .map(HistoryChain::opened)
                .toList();
    }

    @Override
    public StoredHistory inspect(AggregateId aggregate) {
        ScriptReply reply = door.repeatable(
                StoreScript.INSPECT, List.of(RedisKeys.state(aggregate), RedisKeys.log(aggregate)), List.of());
        return reply.result() == ScriptResult.MISSING
                ? new StoredHistory(0, null, null, reply.list(0))
                : new StoredHistory(
                        reply.number(0),
                        reply.bytesOrNull(1),
                        reply.bytesOrNull(2),
                        reply.list(3),
                        text(reply.bytesOrNull(4)));
    }

    @Override
    public Aggregates aggregates(String cursor) {
        byte[] from = cursor.equals(START) ? ScanParams.SCAN_POINTER_START_BINARY : RedisKeys.bytes(cursor);
        ScanParams step = new ScanParams().match(RedisKeys.aggregates()).count(WALK_STEP);
        ScanResult<byte[]> page = door.read("walk", redis -> redis.scan(from, step));
        List<AggregateId> ids = page.getResult().stream()
                .flatMap(key -> RedisKeys.aggregateOf(key).stream())
                .distinct()
                .toList();
        return new Aggregates(ids, page.isCompleteIteration() ? null : page.getCursor());
    }

    @Override
    public List<SealCount> sealCounts() {
        return door.pipelined("seals", pipeline -> {
            List<Response<byte[]>> counters = new ArrayList<>();
            for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                counters.add(pipeline.get(RedisKeys.sealed(partition)));
            }
            return () -> {
                List<SealCount> counts = new ArrayList<>();
                for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
                    byte[] stored = counters.get(partition).get();
                    counts.add(new SealCount(
                            stored == null ? 0 : Long.parseLong(new String(stored, StandardCharsets.US_ASCII)),
                            seals.get(partition)));
                }
                return counts;
            };
        });
    }

    /** An external server may not permit it, or keep no such file: whoever runs it sees to its files. */
    @Override
    public boolean rewrite() {
        return door.read("rewrite", redis -> {
            try {
                redis.sendCommand(Protocol.Command.BGREWRITEAOF);
                return true;
            } catch (JedisDataException refused) {
                boolean busy = String.valueOf(refused.getMessage()).contains("in progress");
                if (!busy) {
                    LOG.warn("Redis does not write its files anew when told ({}): see to it", refused.getMessage());
                }
                return !busy;
            }
        });
    }

    @Override
    public Rewriting rewriting() {
        return door.read("rewriting", FileRewrite::ask);
    }

    @Override
    public List<String> live(AggregateId.Kind kind, int partition) {
        Set<byte[]> members = door.read("live", redis -> redis.smembers(RedisKeys.live(kind, partition)));
        return members.stream()
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public Map<String, Long> ended(AggregateId.Kind kind, int partition) {
        List<Tuple> members =
                door.read("ended", redis -> redis.zrangeWithScores(RedisKeys.ended(kind, partition), 0, -1));
        Map<String, Long> versions = new TreeMap<>();
        members.forEach(member ->
                versions.put(new String(member.getBinaryElement(), StandardCharsets.UTF_8), (long) member.getScore()));
        return versions;
    }

    @Override
    public void release(AggregateId.Kind kind, int partition, Map<String, Long> versions) {
        if (versions.isEmpty()) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>();
        versions.forEach((id, version) -> {
            arguments.add(RedisKeys.bytes(id));
            arguments.add(number(version));
        });
        door.repeatable(StoreScript.RELEASE, List.of(RedisKeys.ended(kind, partition)), arguments);
    }

    @Override
    public String allotNumber(String prefix, String day, String bearer) {
        if (!prefix.matches("[A-Z]{1,8}") || !day.matches("\\d{8}")) {
            throw new IllegalArgumentException("No number can be made of '%s' and '%s'".formatted(prefix, day));
        }
        return door.repeatable(
                        StoreScript.NUMBER,
                        List.of(RedisKeys.numbers(prefix)),
                        List.of(RedisKeys.bytes(prefix), RedisKeys.bytes(day), RedisKeys.bytes(bearer)))
                .text(0);
    }

    @Override
    public Optional<String> findNumber(String number) {
        String prefix = prefixOf(number);
        byte[] bearer = door.read("number", redis -> redis.hget(RedisKeys.numbers(prefix), RedisKeys.number(number)));
        return Optional.ofNullable(bearer).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void forgetAsking(Map<String, String> bearers) {
        Map<String, List<byte[]>> asked = new TreeMap<>();
        bearers.forEach((number, bearer) -> asked.computeIfAbsent(prefixOf(number), any -> new ArrayList<>())
                .add(RedisKeys.asked(bearer)));
        asked.forEach((prefix, fields) ->
                door.read("number", redis -> redis.hdel(RedisKeys.numbers(prefix), fields.toArray(byte[][]::new))));
    }

    private static String prefixOf(String number) {
        return number.substring(0, Math.max(0, number.indexOf('-')));
    }
}
