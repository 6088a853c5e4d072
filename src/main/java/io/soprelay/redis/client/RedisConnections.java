package io.soprelay.redis.client;

import io.soprelay.settings.RedisNode;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * Opens the one pooled Redis client of the process.
 *
 * <p>The client never repeats a command: a {@link JedisConnectionException} (broken or timed-out connection) means that
 * the outcome is unknown, and it is the caller who sends the same command id again. The connection that failed is thrown
 * away, so a late reply can never answer another command; the idle ones are thrown away with it, because a server that
 * restarted has closed them all.
 */
public final class RedisConnections {

    private RedisConnections() {}

    /**
     * Opens a client; connections are made on first use, so an absent server is noticed by the first command.
     *
     * @param address asked at each new connection, so that the client follows an embedded server to another port
     * @param password {@link Secret#NONE} for a server without one
     * @return thread safe; the caller closes it
     */
    public static RedisClient open(Supplier<HostAndPort> address, Secret password, ClientLimits limits) {
        return open(address, password, limits, null);
    }

    private static RedisClient open(
            Supplier<HostAndPort> address, Secret password, ClientLimits limits, @Nullable SslOptions tls) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .resp2()
                .autoNegotiateProtocol(false)
                .connectionTimeoutMillis(millis(limits.socketTimeout()))
                .socketTimeoutMillis(millis(limits.socketTimeout()))
                .hostAndPortMapper(any -> address.get())
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (tls != null) {
            config.sslOptions(tls);
        }
        if (password.isPresent()) {
            config.password(password.reveal());
        }
        PooledConnectionProvider provider =
                new PooledConnectionProvider(address.get(), config.build(), poolConfig(limits));
        return RedisClient.builder()
                .connectionProvider(provider)
                .commandExecutor(new DropIdleOnFailure(new DefaultCommandExecutor(provider), provider))
                .build();
    }

    /** Opens a client to an address that does not change. */
    public static RedisClient open(HostAndPort address, Secret password, ClientLimits limits) {
        return open(() -> address, password, limits);
    }

    /**
     * Opens a client to the external server of the settings, with TLS if they say so: then nothing is said to a server
     * whose certificate is not trusted or is another host's.
     *
     * @throws IllegalArgumentException with one sentence if {@code relay.redis.ca} cannot be used
     */
    public static RedisClient open(RedisSettings settings, ClientLimits limits) {
        RedisNode node = settings.node();
        HostAndPort address = new HostAndPort(node.host(), node.port());
        return open(() -> address, settings.password(), limits, node.tls() ? RedisTls.trusting(settings.ca()) : null);
    }

    private static ConnectionPoolConfig poolConfig(ClientLimits limits) {
        ConnectionPoolConfig config = new ConnectionPoolConfig();
        config.setMaxTotal(limits.connectionsMax());
        config.setMaxIdle(limits.connectionsMax());
        config.setMaxWait(limits.borrowWaitMax());
        // In turn: otherwise whoever just gave a connection back takes it again, and under steady load the ones that
        // wait
        // starve until their wait ends in a refusal.
        config.setFairness(true);
        config.setJmxEnabled(false);
        return config;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    private record DropIdleOnFailure(DefaultCommandExecutor executor, PooledConnectionProvider provider)
            implements CommandExecutor {

        @Override
        public <T> T executeCommand(CommandObject<T> command) {
            try {
                return executor.executeCommand(command);
            } catch (JedisConnectionException e) {
                provider.getPool().clear();
                throw e;
            }
        }

        @Override
        public void close() {
            executor.close();
        }
    }
}
