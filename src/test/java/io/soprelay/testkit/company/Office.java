package io.soprelay.testkit.company;

import io.soprelay.SopRelay;
import io.soprelay.directory.Roles;
import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.incident.Incidents;
import io.soprelay.ledger.AggregateId;
import io.soprelay.redis.client.ClientLimits;
import io.soprelay.testkit.OwnRedis;
import io.soprelay.testkit.StoreDump;
import io.soprelay.testkit.TestChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;
import redis.clients.jedis.RedisClient;

/**
 * The whole bot on a free port, a platform in front of it and a Redis behind it: started by the first use, once a JVM and
 * set of platforms, stopped and deleted when the JVM ends. Only the machine's clock is replaced: between two scenarios it jumps, so that
 * no scenario pays for the messages of the one before with the platform's limits a minute.
 */
final class Office {
    static final String API_TOKEN = "token-of-the-scenarios";

    static final String ADMIN = "老周";

    private static final Map<Set<Platform>, Office> SHARED = new HashMap<>();

    private final Path folder = newFolder();
    private final OwnRedis redis = new OwnRedis(folder, "everysec");
    private final RedisClient store = redis.connect(ClientLimits.DEFAULTS.withSocketTimeout(Duration.ofSeconds(5)));
    private final JumpingClock machine = new JumpingClock();
    private final Map<Platform, House> houses = new EnumMap<>(Platform.class);
    private final ConfigurableApplicationContext bot;
    private final URI address;
    private final BotClock clock;

    private Office(Set<Platform> platforms) {
        platforms.forEach(platform -> houses.put(platform, platform.open(machine)));
        bot = start();
        // Records are forgotten between scenarios: that is just what the daily walk would report.
        bot.getBean("historyLife", SmartLifecycle.class).stop();
        address = URI.create("http://127.0.0.1:" + bot.getEnvironment().getProperty("local.server.port"));
        houses.values().forEach(house -> house.bot(address));
        clock = new BotClock(address, now -> {});
        SpringApplication.getShutdownHandlers().add(this::end);
    }

    /** One bot on all of these platforms. */
    static Office shared(Platform first, Platform... others) {
        synchronized (SHARED) {
            return SHARED.computeIfAbsent(EnumSet.of(first, others), Office::new);
        }
    }

    /** @throws IllegalArgumentException without such a platform */
    House house(Platform platform) {
        House house = houses.get(platform);
        if (house == null) {
            throw new IllegalArgumentException("no " + platform + " here, but " + houses.keySet());
        }
        return house;
    }

    /** @throws IllegalArgumentException without such a platform */
    FeishuPlatform feishu() {
        return ((FeishuHouse) house(Platform.FEISHU)).platform();
    }

    /** @throws IllegalArgumentException without such a platform */
    DingTalkPlatform dingTalk() {
        return ((DingTalkHouse) house(Platform.DINGTALK)).platform();
    }

    /** Where the bot answers. */
    URI address() {
        return address;
    }

    BotClock clock() {
        return clock;
    }

    JumpingClock machine() {
        return machine;
    }

    <T> T part(Class<T> type) {
        return bot.getBean(type);
    }

    /**
     * Forgets every record, incident, list and message under way; people, roles, flows, counted calls and the clock stay. Without it each
     * scenario's change of a role would hand the open tasks of all earlier ones to its own people.
     */
    void forgetRecords() {
        store.eval("""
                local cursor = '0'
                repeat
                    local page = redis.call('scan', cursor, 'count', 1000)
                    cursor = page[1]
                    for _, key in ipairs(page[2]) do
                        local name = string.match(key, '^{p%d+}:(.+)$')
                        if name and (string.match(name, '^f:') or string.match(name, '^log:f:') or name == 'live:f'
                                or string.match(name, '^i:') or string.match(name, '^log:i:') or name == 'live:i'
                                or string.match(name, '^row')
                                or string.match(name, '^[qe]:') and not string.match(name, '^q:%x+%-%d+%-%d+$')
                                or string.match(name, '^rec:')) then
                            redis.call('unlink', key)
                        end
                    end
                until cursor == '0'
                return 0""");
        part(Incidents.class).load();
        letLimitsPass();
    }

    /** As if no role had ever been set, in the store and in the bot's memory. Only with no records that a role decides. */
    void forgetRoles() {
        store.eval("""
                for partition = 0, 63 do
                    redis.call('unlink', '{p' .. partition .. '}:r:roles', '{p' .. partition .. '}:log:r:roles')
                end
                return 0""");
        part(Roles.class).load();
    }

    /**
     * Somebody with access to the store writes other words into an entry of a record's history, past the bot.
     *
     * @param entry 1 for the oldest
     * @throws AssertionError if the words are not there
     */
    void changesHistory(String number, int entry, String words, String others) {
        String prefix = number.substring(0, number.indexOf('-'));
        String numbers = "{p%d}:num:%s".formatted(AggregateId.partitionOf(prefix), prefix);
        String flow = Objects.requireNonNull(store.hget(numbers, "n:" + number), number);
        byte[] log =
                "{p%d}:log:f:%s".formatted(AggregateId.partitionOf(flow), flow).getBytes(StandardCharsets.UTF_8);
        // Latin-1 keeps every byte, of the seal too.
        String stored = new String(store.lindex(log, entry - 1), StandardCharsets.ISO_8859_1);
        String changed = stored.replace(wire(words), wire(others));
        if (changed.equals(stored)) {
            throw new AssertionError("'%s' is not in entry %d of %s".formatted(words, entry, number));
        }
        store.lset(log, entry - 1, changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    void dumps(Path file) throws IOException {
        StoreDump.write(store, file);
    }

    /** The platform's windows a second and a minute are empty again. */
    void letLimitsPass() {
        machine.jump(Duration.ofSeconds(61));
    }

    private ConfigurableApplicationContext start() {
        SpringApplication bot = new SpringApplication(SopRelay.class);
        bot.setBannerMode(Banner.Mode.OFF);
        bot.setLogStartupInfo(false);
        bot.setAllowBeanDefinitionOverriding(true);
        bot.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean("machineClock", InstantSource.class, () -> machine));
        List<String> own = List.of(
                "server.port=0",
                "relay.clock.settable=true",
                "relay.api.token=" + API_TOKEN,
                "relay.admins=" + admins(),
                "relay.media.dir=" + folder.resolve("media"),
                "relay.archive.dir=" + folder.resolve("archive"),
                "relay.redis.mode=standalone",
                "relay.redis.data-dir=" + folder.resolve("redis"),
                "relay.redis.nodes=" + redis.address(),
                "relay.redis.history-key=" + TestChain.KEY);
        return bot.run(Stream.concat(own.stream(), houses.values().stream().flatMap(house -> house.settings().stream()))
                .map(setting -> "--" + setting)
                .toArray(String[]::new));
    }

    private String admins() {
        return houses.values().stream()
                .flatMap(house -> Stream.of(house.account(ADMIN), house.account(Cast.ZHOU)))
                .collect(Collectors.joining(","));
    }

    private void end() {
        houses.values().forEach(House::close);
        store.close();
        redis.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("office");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
