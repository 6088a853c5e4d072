package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import redis.clients.jedis.RedisClient;

/** All ports of the store on one client. */
public record RedisStore(Ledger ledger, Schedules schedules, Rows rows, BusinessTime time, SequenceWatch sequences) {

    /** Raised when stored keys or values change their shape; an older program then refuses to start on them. */
    static final int FORMAT = 1;

    /**
     * Checks the stored format, which the first start writes.
     *
     * @param redis opened with {@link StoreLimits#client()}; the caller closes it
     * @throws IllegalStateException with one sentence if the data was written with another format or partition count
     * @throws io.soprelay.ledger.LedgerUnavailableException if the server does not answer
     */
    public static RedisStore open(RedisClient redis, StoreLimits limits) {
        return open(redis, limits, SequenceMemory.NONE);
    }

    /**
     * Opens a store that was seen before. One that has gone back since is frozen when this returns, before anything is
     * read or sent out of it.
     *
     * @param before what the last bot on this store remembered of it
     */
    public static RedisStore open(RedisClient redis, StoreLimits limits, SequenceMemory before) {
        RedisDoor door = new RedisDoor(redis, limits);
        checkFormat(door);
        RedisBusinessTime time = new RedisBusinessTime(door);
        time.offset();
        DueWakers wakers = new DueWakers();
        SequenceWatch sequences = new SequenceWatch(before);
        RedisSchedules schedules = new RedisSchedules(door, time, wakers, sequences);
        if (!before.equals(SequenceMemory.NONE)) {
            schedules.due(0);
        }
        return new RedisStore(
                new RedisLedger(door, limits, time, wakers, sequences),
                schedules,
                new RedisRows(door),
                time,
                sequences);
    }

    private static void checkFormat(RedisDoor door) {
        byte[] key = RedisKeys.format();
        byte[] partitions = RedisKeys.bytes("partitions");
        byte[] format = RedisKeys.bytes("format");
        List<byte[]> found = door.read("format", redis -> {
            redis.hsetnx(key, partitions, ChangeArguments.number(AggregateId.PARTITIONS));
            redis.hsetnx(key, format, ChangeArguments.number(FORMAT));
            return redis.hmget(key, partitions, format);
        });
        require("partitions", AggregateId.PARTITIONS, found.getFirst());
        require("format", FORMAT, found.get(1));
    }

    private static void require(String what, int expected, byte[] found) {
        String text = new String(Objects.requireNonNull(found), StandardCharsets.US_ASCII);
        if (!text.equals(Integer.toString(expected))) {
            throw new IllegalStateException(
                    "The data in Redis was written with %s %s, this program needs %d: start the program that wrote it."
                            .formatted(what, text, expected));
        }
    }
}
