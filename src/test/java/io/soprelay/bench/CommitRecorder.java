package io.soprelay.bench;

import io.soprelay.redis.StoreLimits;
import io.soprelay.redis.server.EmbeddedRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A client that notes each call of one script. */
final class CommitRecorder implements AutoCloseable {
    private final RedisClient client;
    private final String sha;
    private List<RawCommits.Call> calls = new ArrayList<>();

    CommitRecorder(EmbeddedRedis server, String sha) {
        this.sha = sha;
        PooledConnectionProvider provider = new PooledConnectionProvider(
                server.address(),
                DefaultJedisClientConfig.builder()
                        .resp2()
                        .autoNegotiateProtocol(false)
                        .password(server.password().reveal())
                        .socketTimeoutMillis(
                                (int) StoreLimits.DEFAULTS.answerBudget().toMillis())
                        .build());
        client = RedisClient.builder()
                .connectionProvider(provider)
                .commandExecutor(new Recording(new DefaultCommandExecutor(provider)))
                .build();
    }

    RedisClient client() {
        return client;
    }

    /** What was noted since the last time. */
    synchronized List<RawCommits.Call> take() {
        List<RawCommits.Call> taken = calls;
        calls = new ArrayList<>();
        return taken;
    }

    private synchronized void note(CommandObject<?> command) {
        List<byte[]> parts = new ArrayList<>();
        for (Rawable part : command.getArguments()) {
            parts.add(part.getRaw());
        }
        // EVALSHA sha numkeys key… argument…
        if (parts.size() > 3 && text(parts.get(1)).equals(sha)) {
            int keysEnd = 3 + Integer.parseInt(text(parts.get(2)));
            calls.add(new RawCommits.Call(
                    List.copyOf(parts.subList(3, keysEnd)), List.copyOf(parts.subList(keysEnd, parts.size()))));
        }
    }

    private static String text(byte[] part) {
        return new String(part, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }

    private final class Recording implements CommandExecutor {
        private final CommandExecutor executor;

        private Recording(CommandExecutor executor) {
            this.executor = executor;
        }

        @Override
        public <T> T executeCommand(CommandObject<T> command) {
            note(command);
            return executor.executeCommand(command);
        }

        @Override
        public void close() throws Exception {
            executor.close();
        }
    }
}
