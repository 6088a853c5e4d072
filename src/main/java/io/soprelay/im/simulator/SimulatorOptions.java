package io.soprelay.im.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the simulator's process was asked for, by {@code --name=value} or environment.
 *
 * @param port of page and platform on 127.0.0.1; 8080, for the demo a free one
 * @param demo play the delivery and leave
 * @param platform of the demo: {@code feishu}, {@code dingtalk} or {@code both}
 * @param dataDir where the bot keeps its Redis and pictures, and its log is written
 * @param locale of the bot and of the page's problems, for example {@code zh-CN}
 * @param botCommand starts the bot; empty: the same jar once more
 * @param botJvmOptions memory and the like for the bot's JVM
 * @param botArguments settings handed on to the bot
 * @param patience how long the demo waits for what it expects to see
 */
public record SimulatorOptions(
        int port,
        boolean demo,
        String platform,
        Path dataDir,
        String locale,
        List<String> botCommand,
        List<String> botJvmOptions,
        List<String> botArguments,
        Duration patience) {
    /** Keeps the bot below 350 MB of resident memory; what the compiler needed for a moment goes back to the system. */
    private static final String BOT_JVM_OPTIONS = "-Xmx108m -Xss512k -XX:+UseSerialGC -XX:ReservedCodeCacheSize=40m"
            + " -XX:MaxDirectMemorySize=16m -XX:TrimNativeHeapInterval=10000";

    /** @throws SimulatorProblem for what can not be read */
    public static SimulatorOptions read(List<String> arguments, Map<String, String> environment) {
        RealCredentials.refuse(environment);
        Optional<String> port = Optional.empty();
        boolean demo = false;
        String platform = "both";
        Path data = Path.of(environment.getOrDefault("RELAY_SIMULATOR_DATA_DIR", "data"));
        String locale = environment.getOrDefault("RELAY_LOCALE", "zh-CN");
        String command = environment.getOrDefault("RELAY_SIMULATOR_BOT_COMMAND", "");
        String jvm = environment.getOrDefault("RELAY_SIMULATOR_BOT_JVM_OPTIONS", BOT_JVM_OPTIONS);
        List<String> forBot = new ArrayList<>();
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.split("=", 2)[0].toLowerCase(Locale.ROOT)) {
                case "--server.port" -> port = Optional.of(value);
                case "--demo" -> demo = true;
                case "--platform" -> platform = platform(value);
                case "--relay.simulator.enabled" -> {}
                case "--relay.simulator.data-dir" -> data = Path.of(value);
                case "--relay.locale" -> {
                    locale = value;
                    forBot.add(argument);
                }
                case "--relay.simulator.bot-command" -> command = value;
                case "--relay.simulator.bot-jvm-options" -> jvm = value;
                default -> forBot.add(handedOn(argument));
            }
        }
        if (port.isEmpty()) {
            port = Optional.ofNullable(environment.get("SERVER_PORT"));
        }
        int number = port.map(SimulatorOptions::port).orElse(demo ? 0 : 8080);
        return new SimulatorOptions(
                number,
                demo,
                platform,
                data,
                locale,
                words(command),
                words(jvm),
                List.copyOf(forBot),
                patience(environment));
    }

    private static String handedOn(String argument) {
        String name = argument.split("=", 2)[0];
        if (argument.startsWith("--") && ChildEnvironment.leadsAway(name)) {
            throw new SimulatorProblem("The simulator brings its own platform, store and folders for the bot and sets "
                    + name + " itself; leave it out.");
        }
        if (!argument.matches("--(relay|logging|spring)\\..+=.*")) {
            throw new SimulatorProblem(
                    "There is no option " + argument
                            + "; try --demo, --platform=dingtalk with it, --server.port=8090 or a setting such as --relay.locale=en-US.");
        }
        return argument;
    }

    private static String platform(String text) {
        if (!Set.of("feishu", "dingtalk", "both").contains(text)) {
            throw new SimulatorProblem("--platform must be feishu, dingtalk or both, but was '" + text + "'.");
        }
        return text;
    }

    private static Duration patience(Map<String, String> environment) {
        String text = environment.getOrDefault("RELAY_SIMULATOR_DEMO_PATIENCE", "PT20S");
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new SimulatorProblem(
                    "RELAY_SIMULATOR_DEMO_PATIENCE must be a time such as PT20S, but was " + text + ".");
        }
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new SimulatorProblem("server.port must be a number between 0 and 65535, but was '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
