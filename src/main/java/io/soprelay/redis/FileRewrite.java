package io.soprelay.redis;

import io.soprelay.ledger.Ledger.Rewriting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

/** How a server's writing of its append-only file anew stands, by its own word. */
final class FileRewrite {
    private static final Logger LOG = LoggerFactory.getLogger(FileRewrite.class);

    private FileRewrite() {}

    /** An external server may not tell: then whoever runs it sees to its files. */
    static Rewriting ask(RedisClient redis) {
        try {
            return read(redis.info("persistence"));
        } catch (JedisDataException refused) {
            LOG.warn("Redis does not say whether its files are written anew ({}): see to it", refused.getMessage());
            return Rewriting.OVER;
        }
    }

    /** @param info the server's {@code INFO persistence} */
    static Rewriting read(String info) {
        if (says(info, "aof_rewrite_in_progress:1") || says(info, "aof_rewrite_scheduled:1")) {
            return Rewriting.UNDER_WAY;
        }
        return says(info, "aof_last_bgrewrite_status:err") ? Rewriting.FAILED : Rewriting.OVER;
    }

    private static boolean says(String info, String line) {
        return info.lines().anyMatch(line::equals);
    }
}
