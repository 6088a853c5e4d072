package io.soprelay;

import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.archive.ArchiveFolder;
import io.soprelay.archive.ArchivedLedger;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Stubs;
import io.soprelay.metrics.MeteredLedger;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.SequenceFile;
import io.soprelay.redis.StoreLimits;
import io.soprelay.redis.client.RedisConnections;
import io.soprelay.redis.client.RedisServerCheck;
import io.soprelay.redis.client.RedisTls;
import io.soprelay.redis.server.EmbeddedRedis;
import io.soprelay.redis.server.HistoryKey;
import io.soprelay.settings.ArchiveSettings;
import io.soprelay.settings.RedisNode;
import io.soprelay.settings.RedisSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The system of record: the embedded server or an external one, and every port on it. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConfiguration.class);

    /**
     * The running server and the client on it.
     *
     * @param embedded empty for an external server
     */
    record RedisHome(RedisClient client, Optional<EmbeddedRedis> embedded) implements AutoCloseable {
        @Override
        public void close() {
            client.close();
            embedded.ifPresent(EmbeddedRedis::close);
        }
    }

    @Bean(destroyMethod = "close")
    RedisHome redisHome(RedisSettings settings) {
        RedisHome home = open(settings);
        try {
            RedisServerCheck check = RedisServerCheck.of(home.client());
            check.warnings().forEach(LOG::warn);
            LOG.info(
                    "Redis {} {}",
                    check.version(),
                    home.embedded()
                            .map(server -> server.isAdopted() ? "adopted" : "started")
                            .orElse("external"));
            return home;
        } catch (JedisException e) {
            home.close();
            throw new StartRefusedException(unusable(settings, e), e);
        } catch (RuntimeException e) {
            home.close();
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    static String unusable(RedisSettings settings, JedisException failure) {
        String said = String.valueOf(failure.getMessage());
        if (settings.isEmbedded()) {
            // Address and password are the bot's own: there is nothing to correct.
            return "The redis-server in " + settings.dataDir() + " does not answer as it should (" + said
                    + "); stop it and start again. What was acknowledged is in that folder.";
        }
        String tls = RedisTls.advice(settings.node().toString(), failure);
        if (tls != null) {
            return tls + ".";
        }
        String server = "Redis at " + settings.nodes().getFirst() + " (relay.redis.nodes)";
        if (said.contains("WRONGPASS") || said.contains("invalid password")) {
            return server + " refuses the password in relay.redis.password; correct it.";
        }
        if (said.contains("NOAUTH")) {
            return server + " wants a password; set relay.redis.password.";
        }
        return server + " does not answer as it should (" + said + "); start it, or correct the address"
                + (settings.node().tls() ? ", or leave out rediss:// if it has no TLS." : ".");
    }

    private static RedisHome open(RedisSettings settings) {
        if (settings.isEmbedded()) {
            EmbeddedRedis server = EmbeddedRedis.start(settings);
            return new RedisHome(server.connect(StoreLimits.DEFAULTS.client()), Optional.of(server));
        }
        try {
            overheard(settings.node()).ifPresent(LOG::warn);
            return new RedisHome(RedisConnections.open(settings, StoreLimits.DEFAULTS.client()), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What is to be said of a server to which everything goes as plain text; nothing if it is on this machine. */
    static Optional<String> overheard(RedisNode node) {
        return node.tls() || isOnThisMachine(node.host())
                ? Optional.empty()
                : Optional.of("Everything said to Redis at " + node
                        + ", the password too, can be read on the way. Write"
                        + " rediss://" + node + " in relay.redis.nodes if it has TLS, or keep both in a network of"
                        + " their own.");
    }

    private static boolean isOnThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the first command says so
        }
    }

    @Bean
    SequenceFile sequenceFile(RedisSettings settings) {
        return new SequenceFile(settings.dataDir());
    }

    @Bean
    HistoryChain historyChain(RedisHome taken, RedisSettings settings) {
        return HistoryKey.chain(settings);
    }

    @Bean
    RedisStore redisStore(RedisHome home, SequenceFile remembered, HistoryChain chain) {
        try {
            return RedisStore.open(home.client(), StoreLimits.DEFAULTS, chain, remembered.read());
        } catch (IllegalStateException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    ArchiveFolder archiveFolder(ArchiveSettings settings, HistoryChain chain) {
        return new ArchiveFolder(settings.dir(), chain);
    }

    @Bean
    Stubs stubs(RedisStore store) {
        return store.stubs();
    }

    @Bean
    Ledger ledger(RedisStore store, ArchiveFolder archive, MeterRegistry meters) {
        return new MeteredLedger(new ArchivedLedger(store.ledger(), store.stubs(), archive), meters);
    }

    @Bean
    Schedules schedules(RedisStore store) {
        return store.schedules();
    }

    @Bean
    Rows rows(RedisStore store) {
        return store.rows();
    }

    @Bean
    BusinessTime businessTime(RedisStore store) {
        return store.time();
    }
}
