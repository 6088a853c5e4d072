package io.soprelay.redis.server;

import io.soprelay.settings.Secret;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Talks to a server as its keeper, over a connection of its own for each question. */
record ServerDoor(int port, Secret password) {

    /** A busy server (slow disk, long script) answers late; a dead one refuses at once. */
    static final int ANSWER_MILLIS_MAX = 2_000;

    /** What stands behind the port. */
    enum Answer {
        /** A server that takes the password and commands. */
        READY,
        /** It takes the password and is still reading its files. */
        LOADING,
        /** A Redis that refuses the password. */
        WRONG_PASSWORD,
        /** Something holds the port open and says nothing within two seconds. */
        HANGING,
        /** Nothing, or nothing that speaks as Redis does. */
        SILENT
    }

    /** @param pid as the server itself states it */
    record Facts(long pid, ServerVersion version, Path folder, String appendfsync) {}

    HostAndPort address() {
        return new HostAndPort("127.0.0.1", port);
    }

    Answer knock() {
        try {
            ask(Jedis::ping);
            return Answer.READY;
        } catch (JedisAccessControlException e) {
            return Answer.WRONG_PASSWORD;
        } catch (JedisConnectionException e) {
            return e.getCause() instanceof SocketTimeoutException ? Answer.HANGING : Answer.SILENT;
        } catch (JedisDataException e) {
            return answerOf(String.valueOf(e.getMessage()));
        }
    }

    /** Asks a server that is {@link Answer#READY} or {@link Answer#LOADING}. */
    Facts facts() {
        return ask(jedis -> {
            String info = jedis.info("server");
            Map<String, String> dir = jedis.configGet("dir");
            Map<String, String> fsync = jedis.configGet("appendfsync");
            return new Facts(
                    Long.parseLong(line(info, "process_id")),
                    ServerVersion.in(line(info, "redis_version")).orElse(ServerVersion.OLDEST),
                    Path.of(dir.getOrDefault("dir", "")),
                    fsync.getOrDefault("appendfsync", ""));
        });
    }

    /** Asks the server to write out what it has and end; returns when it has closed the connection. */
    void shutDown() {
        ask(jedis -> {
            jedis.shutdown();
            return true;
        });
    }

    private static Answer answerOf(String error) {
        if (error.startsWith("LOADING")) {
            return Answer.LOADING;
        }
        boolean stranger = error.startsWith("WRONGPASS") || error.startsWith("NOAUTH") || error.contains("AUTH");
        return stranger ? Answer.WRONG_PASSWORD : Answer.SILENT;
    }

    private static String line(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private <T> T ask(Function<Jedis, T> question) {
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .resp2()
                .autoNegotiateProtocol(false)
                .timeoutMillis(ANSWER_MILLIS_MAX)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .user(ServerConfig.KEEPER)
                .password(password.reveal())
                .build();
        try (Jedis jedis = new Jedis(address(), config)) {
            return question.apply(jedis);
        }
    }
}
