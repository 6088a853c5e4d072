package io.soprelay.im.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the bot must not inherit: settings that would lead it to another store, folder or platform than the simulator's
 * own. What only tunes it (locale, time zone, flows, the Redis program) stays.
 */
final class ChildEnvironment {
    /** Names as Spring compares them: lower case, letters and digits only. */
    private static final List<String> OWN =
            List.of("relayfeishu", "relaydingtalk", "relaymedia", "relayclock", "relayadmins", "relayapi");

    private static final List<String> REDIS_KEPT = List.of("relayredisexecutable", "relayredisappendfsync");
    private static final List<String> SPRING =
            List.of("springapplicationjson", "springconfig", "springprofiles", "managementserver", "server");

    private ChildEnvironment() {}

    /** Takes the settings out that the simulator sets itself. */
    static void clean(Map<String, String> environment) {
        environment.keySet().removeIf(ChildEnvironment::leadsAway);
    }

    static boolean leadsAway(String name) {
        String plain = uniform(name);
        boolean redis = plain.startsWith("relayredis") && !REDIS_KEPT.contains(plain);
        return redis || startsWithOneOf(OWN, plain) || startsWithOneOf(SPRING, plain);
    }

    /** {@code RELAY_FEISHU_APP_ID}, {@code relay.feishu.app-id} and {@code relay.feishu.appId} are one name. */
    static String uniform(String name) {
        return name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean startsWithOneOf(List<String> beginnings, String plain) {
        return beginnings.stream().anyMatch(plain::startsWith);
    }
}
