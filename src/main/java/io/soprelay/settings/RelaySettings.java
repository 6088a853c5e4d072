package io.soprelay.settings;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The installation's own settings ({@code relay.*}). A binder may leave out any component (null): it then takes its
 * default, so the defaults stand here and nowhere else. The constructor throws {@link IllegalArgumentException} with
 * the property, what is allowed and the value found.
 *
 * @param timeZone the company's time zone, default {@code Asia/Shanghai}
 * @param locale what people read: {@code zh-CN} (default) or {@code en-US}
 * @param admins accounts of the people who may use admin commands: {@code feishu:ou_…}, {@code dingtalk:userId}
 * @param flowsDir folder of the flow files, default {@code config/flows}; without it the flows in the jar are used
 * @param media where evidence is kept
 * @param clock whether business time can be moved
 */
public record RelaySettings(
        String timeZone, String locale, List<String> admins, Path flowsDir, Media media, Clock clock) {
    private static final List<String> LOCALES = List.of("zh-CN", "en-US");

    public RelaySettings {
        timeZone = Objects.requireNonNullElse(timeZone, "Asia/Shanghai");
        locale = Objects.requireNonNullElse(locale, "zh-CN");
        admins = List.copyOf(Objects.requireNonNullElse(admins, List.of()));
        flowsDir = Objects.requireNonNullElse(flowsDir, Path.of("config", "flows"));
        media = Objects.requireNonNullElse(media, new Media(Path.of("data", "media")));
        clock = Objects.requireNonNullElse(clock, new Clock(false));
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "relay.time-zone must be a zone such as Asia/Shanghai, but was " + timeZone, e);
        }
        if (!LOCALES.contains(locale)) {
            throw new IllegalArgumentException(
                    "relay.locale must be one of " + String.join(", ", LOCALES) + ", but was " + locale);
        }
        for (String admin : admins) {
            if (!admin.matches("(feishu|dingtalk):[A-Za-z0-9_\\-]{1,100}")) {
                throw new IllegalArgumentException(
                        "relay.admins must hold accounts such as feishu:ou_… or dingtalk:userId, but holds " + admin);
            }
        }
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone);
    }

    public Locale language() {
        return Locale.forLanguageTag(locale);
    }

    /** @param dir folder of evidence, default {@code data/media} */
    public record Media(Path dir) {
        public Media {
            dir = Objects.requireNonNullElse(dir, Path.of("data", "media"));
        }
    }

    /** @param settable whether {@code /actuator/clock} may move business time; refused beside a real platform */
    public record Clock(boolean settable) {}
}
