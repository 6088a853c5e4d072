package io.soprelay.redis;

import static io.soprelay.redis.ChangeArguments.number;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Stubs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Response;

/** Stubs in Redis: the aggregate's own hash, with nothing in it but version and place. */
final class RedisStubs implements Stubs {
    private static final Logger LOG = LoggerFactory.getLogger(RedisStubs.class);

    private static final byte[] VERSION = RedisKeys.bytes("v");
    private static final byte[] PLACE = RedisKeys.bytes("a");
    private static final byte[] LAST_COMMIT = RedisKeys.bytes("t");
    private static final byte[] NAME = RedisKeys.bytes("id");
    private static final byte[] HEAD = RedisKeys.bytes("head");
    private static final byte[] NOTHING = new byte[0];

    private final RedisDoor door;

    RedisStubs(RedisDoor door) {
        this.door = door;
    }

    @Override
    public Map<AggregateId, Long> lastCommits(List<AggregateId> aggregates) {
        if (aggregates.isEmpty()) {
            return Map.of();
        }
        return door.pipelined("ages", pipeline -> {
            Map<AggregateId, Response<List<byte[]>>> asked = new LinkedHashMap<>();
            aggregates.forEach(id -> asked.put(id, pipeline.hmget(RedisKeys.state(id), VERSION, PLACE, LAST_COMMIT)));
            return () -> {
                Map<AggregateId, Long> known = new LinkedHashMap<>();
                asked.forEach((id, fields) -> {
                    List<byte[]> found = fields.get();
                    if (found.get(0) != null && found.get(1) == null) {
                        known.put(id, found.get(2) == null ? 0 : Long.parseLong(text(found.get(2))));
                    }
                });
                return known;
            };
        });
    }

    /** The lanes that keep something of it, in the order in which scripts get them. */
    private static List<Lane> lanes(Archived archived) {
        Set<Lane> lanes = EnumSet.noneOf(Lane.class);
        archived.kept().forEach(kept -> lanes.add(kept.lane()));
        return List.copyOf(lanes);
    }

    @Override
    public boolean trim(Archived archived, String place) {
        AggregateId id = archived.aggregate();
        List<Lane> lanes = lanes(archived);
        List<byte[]> keys = new ArrayList<>(List.of(
                RedisKeys.state(id),
                RedisKeys.log(id),
                RedisKeys.live(id.kind(), id.partition()),
                RedisKeys.ended(id.kind(), id.partition())));
        lanes.forEach(lane -> keys.add(RedisKeys.records(id.partition(), lane)));
        List<byte[]> arguments = new ArrayList<>(List.of(
                number(archived.version()),
                RedisKeys.bytes(place),
                RedisKeys.bytes(id.id()),
                orNothing(archived.seal())));
        for (Archived.Kept kept : archived.kept()) {
            arguments.add(number(lanes.indexOf(kept.lane())));
            arguments.add(RedisKeys.bytes(kept.id()));
        }
        ScriptReply reply = door.repeatable(StoreScript.TRIM, keys, arguments);
        if (reply.result() == ScriptResult.NEWER && reply.number(0) == archived.version()) {
            LOG.warn("{} stays: the archive, at {}, holds another version {} of it", id, place, archived.version());
        }
        return reply.result() == ScriptResult.TRIMMED;
    }

    @Override
    public boolean recall(Archived archived, String place) {
        AggregateId id = archived.aggregate();
        List<Lane> lanes = lanes(archived);
        List<byte[]> keys = new ArrayList<>(
                List.of(RedisKeys.state(id), RedisKeys.log(id), RedisKeys.live(id.kind(), id.partition())));
        lanes.forEach(lane -> keys.add(RedisKeys.records(id.partition(), lane)));
        List<byte[]> arguments = new ArrayList<>(List.of(
                RedisKeys.bytes(place),
                number(archived.version()),
                archived.state(),
                orNothing(archived.seal()),
                RedisKeys.bytes(id.id()),
                number(archived.live() ? 1 : 0),
                number(archived.entries().size())));
        arguments.addAll(archived.entries());
        for (Archived.Kept kept : archived.kept()) {
            arguments.add(number(lanes.indexOf(kept.lane())));
            arguments.add(RedisKeys.bytes(kept.id()));
            arguments.add(number(kept.shown()));
        }
        return door.repeatable(StoreScript.RECALL, keys, arguments).result() == ScriptResult.RECALLED;
    }

    private static byte[] orNothing(byte @Nullable [] bytes) {
        return bytes == null ? NOTHING : bytes;
    }

    @Override
    public String claim(String name) {
        return text(door.read("archive", redis -> {
            redis.hsetnx(RedisKeys.archive(), NAME, RedisKeys.bytes(name));
            redis.hset(RedisKeys.format(), RedisKeys.bytes("format"), number(RedisStore.ARCHIVED_FORMAT));
            return redis.hget(RedisKeys.archive(), NAME);
        }));
    }

    @Override
    public @Nullable String head() {
        byte[] head = door.read("archive", redis -> redis.hget(RedisKeys.archive(), HEAD));
        return head == null ? null : text(head);
    }

    @Override
    public void head(String head) {
        door.read("archive", redis -> redis.hset(RedisKeys.archive(), HEAD, RedisKeys.bytes(head)));
    }

    private static String text(byte[] stored) {
        return new String(stored, StandardCharsets.US_ASCII);
    }
}
