package io.soprelay;

import io.soprelay.settings.ApiSettings;
import io.soprelay.settings.ArchiveSettings;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.LineSettings;
import io.soprelay.settings.PaceSettings;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.RelaySettings;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every setting there is, read from the records themselves: a misspelt one would otherwise be ignored in silence. */
final class SettingNames {
    /** The simulator reads its own. */
    private static final Set<String> OTHER_ROOMS = Set.of("relay.simulator.");

    /** Environment variables of the simulator's process reach the bot, its child. */
    private static final Pattern ENVIRONMENT_INDEX = Pattern.compile("_\\d+_?$");

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");

    private final Set<String> names = new TreeSet<>();

    SettingNames() {
        collect("relay", RelaySettings.class);
        collect("relay.redis", RedisSettings.class);
        collect("relay.feishu", FeishuSettings.class);
        collect("relay.dingtalk", DingTalkSettings.class);
        collect("relay.api", ApiSettings.class);
        collect("relay.line", LineSettings.class);
        collect("relay.pace", PaceSettings.class);
        collect("relay.archive", ArchiveSettings.class);
    }

    /** Names under {@code relay.} in files, arguments and environment that mean nothing, as they were written. */
    Set<String> unknownIn(ConfigurableEnvironment environment) {
        Set<String> unknown = new TreeSet<>();
        environment.getPropertySources().forEach(source -> {
            if (source instanceof EnumerablePropertySource<?> named) {
                boolean variables = source instanceof SystemEnvironmentPropertySource;
                for (String name : named.getPropertyNames()) {
                    if (name.startsWith(variables ? "RELAY_" : "relay.") && !isKnown(name, variables)) {
                        unknown.add(name);
                    }
                }
            }
        });
        return unknown;
    }

    /** The settings that may have been meant: those of the same group, else all groups. */
    Collection<String> like(String unknown) {
        String group = uniform(unknown.replaceFirst("^(relay\\.|RELAY_)([A-Za-z]+)([._].*)?$", "relay.$2"));
        Set<String> same = new TreeSet<>();
        names.stream()
                .filter(name -> uniform(name).startsWith(group)
                        && name.chars().filter(c -> c == '.').count() > 1)
                .forEach(same::add);
        return same.isEmpty() ? names : same;
    }

    private boolean isKnown(String name, boolean variable) {
        String bare = variable
                ? ENVIRONMENT_INDEX.matcher(name).replaceFirst("")
                : INDEX.matcher(name).replaceFirst("");
        String asked = uniform(bare);
        return names.stream().anyMatch(known -> uniform(known).equals(asked))
                || OTHER_ROOMS.stream().anyMatch(room -> asked.startsWith(uniform(room)));
    }

    /** Spring takes {@code relay.feishu.app-id}, {@code relay.feishu.appId} and {@code RELAY_FEISHU_APP_ID} for one. */
    private static String uniform(String name) {
        return name.replaceAll("[-._]", "").toLowerCase(Locale.ROOT);
    }

    private void collect(String prefix, Class<?> settings) {
        for (RecordComponent part : settings.getRecordComponents()) {
            String name =
                    prefix + "." + part.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (part.getType().isRecord()) {
                collect(name, part.getType());
            } else {
                names.add(name);
            }
        }
    }
}
