package io.soprelay.im.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Playing and working do not mix: a shell that is set up for a real Feishu or DingTalk gets no simulator, which could
 * move the clock, kill the store and reset it.
 */
final class RealCredentials {
    /** Ids and secrets of an app; names as {@link ChildEnvironment#uniform} writes them. */
    private static final List<String> PLATFORMS = List.of("relayfeishu", "relaydingtalk");

    /** A JSON of settings is Spring's other way to set them. */
    private static final String SETTINGS_JSON = "springapplicationjson";

    private RealCredentials() {}

    /** @throws SimulatorProblem naming the variable that belongs to a real platform */
    static void refuse(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = ChildEnvironment.uniform(variable.getKey());
            boolean ofPlatform = PLATFORMS.stream().anyMatch(name::startsWith);
            boolean json = name.equals(SETTINGS_JSON) && variable.getValue().matches("(?is).*(feishu|dingtalk).*");
            if (json || (ofPlatform && isReal(name, variable.getValue().strip()))) {
                throw new SimulatorProblem("The environment holds settings of a real platform (" + variable.getKey()
                        + "); the simulator does not run beside them. Unset them, or start the bot without the"
                        + " simulator.");
            }
        }
    }

    private static boolean isReal(String name, String value) {
        if (value.isEmpty() || value.equalsIgnoreCase("false") || name.endsWith("transport")) {
            return false;
        }
        return !name.endsWith("baseurl") || !isLoopback(value);
    }

    private static boolean isLoopback(String url) {
        try {
            Loopback.require(URI.create(url), "The base address");
            return true;
        } catch (IllegalArgumentException | SimulatorProblem elsewhere) {
            return false;
        }
    }
}
