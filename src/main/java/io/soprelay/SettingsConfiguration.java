package io.soprelay;

import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.RelaySettings;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Reads every setting once; a bad one stops the start with its name, the value found and what is allowed. */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    /** First words after {@code relay.} that mean something; later rooms add theirs here. */
    private static final Set<String> GROUPS = Set.of(
            "time-zone", "locale", "admins", "flows-dir", "media", "redis", "feishu", "dingtalk", "simulator", "clock");

    private static final Pattern GROUP = Pattern.compile("relay\\.([a-z-]+).*");

    @Bean
    RelaySettings relaySettings(ConfigurableEnvironment environment) {
        refuseUnknown(environment);
        return bind(environment, "relay", RelaySettings.class);
    }

    @Bean
    RedisSettings redisSettings(ConfigurableEnvironment environment) {
        return bind(environment, "relay.redis", RedisSettings.class);
    }

    @Bean
    FeishuSettings feishuSettings(ConfigurableEnvironment environment, RelaySettings relay) {
        FeishuSettings feishu = bind(environment, "relay.feishu", FeishuSettings.class);
        if (feishu.hasRealCredentials() && relay.clock().settable()) {
            throw new StartRefusedException("relay.clock.settable is true beside a real platform (relay.feishu.base-url"
                    + " is " + feishu.baseUrl() + "); a movable clock is for the simulator and tests, so turn it off.");
        }
        return feishu;
    }

    private static <T> T bind(ConfigurableEnvironment environment, String prefix, Class<T> type) {
        try {
            return Binder.get(environment).bindOrCreate(prefix, Bindable.of(type));
        } catch (BindException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof IllegalArgumentException own && ours(own))) {
                cause = cause.getCause();
            }
            String sentence = cause instanceof IllegalArgumentException own && ours(own)
                    ? String.valueOf(own.getMessage())
                    : "the setting " + e.getName() + " cannot be read: " + cause.getMessage();
            throw new StartRefusedException(sentence + ".", e);
        }
    }

    private static boolean ours(IllegalArgumentException refusal) {
        return refusal.getMessage() != null && refusal.getMessage().startsWith("relay.");
    }

    /** A misspelt setting would otherwise be ignored in silence. */
    private static void refuseUnknown(ConfigurableEnvironment environment) {
        Set<String> unknown = new TreeSet<>();
        environment.getPropertySources().stream()
                .filter(source -> source instanceof EnumerablePropertySource<?>
                        && !(source instanceof SystemEnvironmentPropertySource))
                .flatMap(source -> List.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream())
                .filter(name -> name.startsWith("relay."))
                .filter(name -> {
                    var match = GROUP.matcher(name);
                    return !match.matches() || !GROUPS.contains(match.group(1));
                })
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new StartRefusedException("there is no setting " + String.join(", ", unknown)
                    + "; after relay. one of " + String.join(", ", new TreeSet<>(GROUPS)) + " may stand.");
        }
    }
}
