package io.soprelay.bench;

import io.soprelay.ledger.AggregateId;
import io.soprelay.settings.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** What a server holds and what for, read past the bot. */
final class StoreLook {
    private static final Pattern NUMBER = Pattern.compile("(?m)^(\\w+):(\\d+)\r?$");
    private static final int KEYS_AT_ONCE = 1_000;

    /** Everything in the value is counted, none of it guessed from a sample. */
    private static final int WHOLE = 0;

    private final HostAndPort server;
    private final Secret password;

    /** What the memory of a server goes to. */
    enum Share {
        /** What was pressed in the last 72 hours, so that nothing is done twice. */
        COMMAND_IDS,
        /** Stubs of what is archived; all numbers, and all keys of personal texts. */
        ARCHIVED,
        /** What was finished on which of the last 35 days, for digests. */
        FINISHED,
        /** Records with their histories, what waits, lists, people. */
        WORK;

        private static Share of(String key, boolean isStub) {
            String name = key.substring(key.indexOf('}') + 1);
            if (name.equals(":cmd") || name.equals(":cmdt")) {
                return COMMAND_IDS;
            }
            if (name.equals(":keys") || name.startsWith(":num:") || isStub) {
                return ARCHIVED;
            }
            return name.contains(":done:") ? FINISHED : WORK;
        }
    }

    /**
     * Kilobytes.
     *
     * @param used what the server has asked for, without its buffers of the moment
     */
    record Held(double used, Map<Share, Double> shares) {
        double of(Share share) {
            return shares.getOrDefault(share, 0.0);
        }

        /** Without what has its time or its place. */
        double beyond() {
            return used - of(Share.COMMAND_IDS) - of(Share.ARCHIVED) - of(Share.FINISHED);
        }
    }

    StoreLook(HostAndPort server, Secret password) {
        this.server = server;
        this.password = password;
    }

    /** @param folder a running bot's folder of its server */
    static StoreLook at(Path folder) throws IOException {
        Properties facts = new Properties();
        facts.load(new StringReader(Files.readString(folder.resolve("server.properties"))));
        int port = Integer.parseInt(facts.getProperty("port"));
        String password = Files.readString(folder.resolve("password")).strip();
        return new StoreLook(new HostAndPort("127.0.0.1", port), Secret.of(password));
    }

    /** One for each look: between two of them the server may have been killed. */
    private Jedis open() {
        return new Jedis(
                server,
                DefaultJedisClientConfig.builder()
                        .password(password.reveal())
                        .autoNegotiateProtocol(false)
                        .build());
    }

    Held held() {
        Map<Share, Double> shares = new EnumMap<>(Share.class);
        try (Jedis redis = open()) {
            String cursor = ScanParams.SCAN_POINTER_START;
            do {
                ScanResult<String> page = redis.scan(cursor, new ScanParams().count(KEYS_AT_ONCE));
                for (String key : page.getResult()) {
                    Long bytes = redis.memoryUsage(key, WHOLE);
                    if (bytes != null) {
                        shares.merge(Share.of(key, isStub(redis, key)), bytes / 1024.0, Double::sum);
                    }
                }
                cursor = page.getCursor();
            } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
            return new Held(usedKilobytes(redis.info("memory")), shares);
        }
    }

    private static double usedKilobytes(String info) {
        return (number(info, "used_memory") - number(info, "mem_clients_normal") - number(info, "mem_aof_buffer"))
                / 1024.0;
    }

    private static long number(String info, String name) {
        Matcher line = NUMBER.matcher(info);
        while (line.find()) {
            if (line.group(1).equals(name)) {
                return Long.parseLong(line.group(2));
            }
        }
        throw new IllegalStateException("The server does not say its " + name);
    }

    private static boolean isStub(Jedis redis, String key) {
        return key.contains("}:f:") && redis.hexists(key, "a");
    }

    /**
     * Those of some records that are in the archive.
     *
     * @param records ids of flow instances
     */
    Set<String> archived(Collection<String> records) {
        try (Jedis redis = open()) {
            return records.stream()
                    .filter(record -> isStub(redis, "{p%d}:f:%s".formatted(AggregateId.partitionOf(record), record)))
                    .collect(Collectors.toSet());
        }
    }

    /** How far the archive is, as the store was told; empty if it never was. */
    String archiveHead() {
        try (Jedis redis = open()) {
            String head = redis.hget("{relay}:archive", "head");
            return head == null ? "" : head;
        }
    }
}
