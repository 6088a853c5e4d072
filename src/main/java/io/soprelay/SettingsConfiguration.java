package io.soprelay;

import io.soprelay.settings.ApiSettings;
import io.soprelay.settings.ArchiveSettings;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.LineSettings;
import io.soprelay.settings.PaceSettings;
import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.RelaySettings;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads every setting; a bad one stops the start with its name, the value found and what is allowed, before anything
 * else has begun.
 */
@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {
    private static final int PORT_MAX = 65_535;

    /** Refuses what cannot be right as soon as arguments, environment and files are known. */
    static void check(ApplicationEnvironmentPreparedEvent prepared) {
        ConfigurableEnvironment environment = prepared.getEnvironment();
        refuseUnknown(environment);
        refuseBadPort(environment);
        bind(environment, "relay.redis", RedisSettings.class);
        bind(environment, "relay.api", ApiSettings.class);
        bind(environment, "relay.line", LineSettings.class);
        bind(environment, "relay.pace", PaceSettings.class);
        RelaySettings relay = bind(environment, "relay", RelaySettings.class);
        archive(environment, relay);
        feishu(environment, relay);
        dingtalk(environment, relay);
    }

    @Bean
    RelaySettings relaySettings(ConfigurableEnvironment environment) {
        return bind(environment, "relay", RelaySettings.class);
    }

    @Bean
    RedisSettings redisSettings(ConfigurableEnvironment environment) {
        return bind(environment, "relay.redis", RedisSettings.class);
    }

    @Bean
    ApiSettings apiSettings(ConfigurableEnvironment environment) {
        return bind(environment, "relay.api", ApiSettings.class);
    }

    @Bean
    LineSettings lineSettings(ConfigurableEnvironment environment) {
        return bind(environment, "relay.line", LineSettings.class);
    }

    @Bean
    PaceSettings paceSettings(ConfigurableEnvironment environment) {
        return bind(environment, "relay.pace", PaceSettings.class);
    }

    @Bean
    ArchiveSettings archiveSettings(ConfigurableEnvironment environment, RelaySettings relay) {
        return archive(environment, relay);
    }

    @Bean
    FeishuSettings feishuSettings(ConfigurableEnvironment environment, RelaySettings relay) {
        return feishu(environment, relay);
    }

    @Bean
    DingTalkSettings dingTalkSettings(ConfigurableEnvironment environment, RelaySettings relay) {
        return dingtalk(environment, relay);
    }

    private static ArchiveSettings archive(ConfigurableEnvironment environment, RelaySettings relay) {
        ArchiveSettings archive = bind(environment, "relay.archive", ArchiveSettings.class);
        if (archive.isForTrials() && !relay.clock().settable()) {
            throw new StartRefusedException(ArchiveSettings.refused(archive.after()) + ".");
        }
        return archive;
    }

    private static FeishuSettings feishu(ConfigurableEnvironment environment, RelaySettings relay) {
        FeishuSettings feishu = bind(environment, "relay.feishu", FeishuSettings.class);
        refuseMovableClock(relay, feishu.hasRealCredentials(), "relay.feishu.base-url is " + feishu.baseUrl());
        return feishu;
    }

    private static DingTalkSettings dingtalk(ConfigurableEnvironment environment, RelaySettings relay) {
        DingTalkSettings dingtalk = bind(environment, "relay.dingtalk", DingTalkSettings.class);
        refuseMovableClock(
                relay,
                dingtalk.hasRealCredentials(),
                "relay.dingtalk.base-url is " + dingtalk.baseUrl() + ", relay.dingtalk.legacy-base-url is "
                        + dingtalk.legacyBaseUrl());
        return dingtalk;
    }

    private static void refuseMovableClock(RelaySettings relay, boolean beside, String platform) {
        if (beside && relay.clock().settable()) {
            throw new StartRefusedException("relay.clock.settable is true beside a real platform (" + platform
                    + "); a movable clock is for the simulator and tests, so turn it off.");
        }
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

    private static void refuseBadPort(ConfigurableEnvironment environment) {
        String port = environment.getProperty("server.port", "0").strip();
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > PORT_MAX) {
            throw new StartRefusedException(
                    "server.port must be a number between 0 (any free port) and 65535, but was " + port + ".");
        }
    }

    private static void refuseUnknown(ConfigurableEnvironment environment) {
        SettingNames names = new SettingNames();
        Set<String> unknown = names.unknownIn(environment);
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            throw new StartRefusedException("there is no setting " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", names.like(first)) + ".");
        }
    }
}
