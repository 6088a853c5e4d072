package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Stubs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.RedisClient;

/** All ports of the store on one client. */
public record RedisStore(
        Ledger ledger, Schedules schedules, Rows rows, BusinessTime time, SequenceWatch sequences, Stubs stubs) {

    /** Raised when stored keys or values change their shape; an older program then refuses to start on them. */
    static final int FORMAT = 5;

    /**
     * Of stores that an archive belongs to: a program that does not know stubs would take archived records for records
     * without a state. A store gets it with its archive, so until then one may go back.
     */
    static final int ARCHIVED_FORMAT = 6;

    /**
     * Of stores without sealed histories (1), without hidden texts (2), and with incidents that know nothing of what was
     * tried before (3, 4): their keys and values are read as they are. Each with the format that it becomes.
     */
    private static final Map<String, Integer> OLDER_FORMATS =
            Map.of("1", FORMAT, "2", FORMAT, "3", FORMAT, "4", ARCHIVED_FORMAT);

    /**
     * Checks the stored format and the name of the key, which the first start writes; an older format becomes this one.
     *
     * @param redis opened with {@link StoreLimits#client()}; the caller closes it
     * @param chain seals histories; every program on the same store has the same key
     * @throws IllegalStateException with one sentence if the data was written with another format, partition count or key
     * @throws io.soprelay.ledger.LedgerUnavailableException if the server does not answer
     */
    public static RedisStore open(RedisClient redis, StoreLimits limits, HistoryChain chain) {
        return open(redis, limits, chain, SequenceMemory.NONE);
    }

    /**
     * Opens a store that was seen before. One that has gone back since is frozen when this returns, before anything is
     * read or sent out of it.
     *
     * @param before what the last bot on this store remembered of it
     */
    public static RedisStore open(RedisClient redis, StoreLimits limits, HistoryChain chain, SequenceMemory before) {
        RedisDoor door = new RedisDoor(redis, limits);
        checkFormat(door, chain.keyName());
        RedisBusinessTime time = new RedisBusinessTime(door);
        time.offset();
        DueWakers wakers = new DueWakers();
        SequenceWatch sequences = new SequenceWatch(before);
        RedisSchedules schedules = new RedisSchedules(door, time, wakers, sequences);
        if (!before.equals(SequenceMemory.NONE)) {
            schedules.due(0);
        }
        return new RedisStore(
                new RedisLedger(door, limits, time, wakers, sequences, chain),
                schedules,
                new RedisRows(door),
                time,
                sequences,
                new RedisStubs(door));
    }

    private static void checkFormat(RedisDoor door, String keyName) {
        byte[] key = RedisKeys.format();
        byte[] historyKey = RedisKeys.bytes("history-key");
        byte[] format = found(door);
        while (OLDER_FORMATS.containsKey(text(format))) {
            int raised = Objects.requireNonNull(OLDER_FORMATS.get(text(format)));
            // Another program may have done it before, and even have an archive by now: what counts is what is stored.
            door.repeatable(StoreScript.UPGRADE, List.of(key), List.of(format, ChangeArguments.number(raised)));
            format = found(door);
        }
        if (!text(format).equals(Integer.toString(ARCHIVED_FORMAT))) {
            require("format", FORMAT, format);
        }
        byte[] named = door.read("format", redis -> {
            redis.hsetnx(key, historyKey, RedisKeys.bytes(keyName));
            return redis.hget(key, historyKey);
        });
        if (!text(named).equals(keyName)) {
            throw new IllegalStateException("The histories in Redis are sealed with another key than this program has:"
                    + " give it the file history.key of the bot that made them, or set relay.redis.history-key.");
        }
    }

    /** The stored format, which the first start writes. */
    private static byte[] found(RedisDoor door) {
        byte[] key = RedisKeys.format();
        byte[] partitions = RedisKeys.bytes("partitions");
        byte[] format = RedisKeys.bytes("format");
        List<byte[]> found = door.read("format", redis -> {
            redis.hsetnx(key, partitions, ChangeArguments.number(AggregateId.PARTITIONS));
            redis.hsetnx(key, format, ChangeArguments.number(FORMAT));
            return redis.hmget(key, partitions, format);
        });
        require("partitions", AggregateId.PARTITIONS, found.getFirst());
        return found.get(1);
    }

    private static void require(String what, int expected, byte[] found) {
        String text = text(found);
        if (!text.equals(Integer.toString(expected))) {
            throw new IllegalStateException(
                    "The data in Redis was written with %s %s, this program needs %d: start the program that wrote it."
                            .formatted(what, text, expected));
        }
    }

    private static String text(byte[] found) {
        return new String(Objects.requireNonNull(found), StandardCharsets.US_ASCII);
    }
}
