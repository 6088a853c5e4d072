package io.soprelay.im.feishu;

import io.soprelay.im.ImGateway;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.SettableClock;
import java.nio.file.Path;
import java.util.Locale;

/** The real gateway in front of any Feishu, on a clock that moves when the gateway waits. */
public final class FeishuOnAClock {
    private FeishuOnAClock() {}

    public static ImGateway gateway(
            String baseUrl, String appId, String appSecret, MediaStore media, SettableClock clock) {
        FeishuSettings settings = new FeishuSettings(
                true, baseUrl, appId, Secret.of(appSecret), Secret.NONE, Secret.NONE, "long-connection", "ack");
        return new FeishuGateway(
                new FeishuApi(settings, new FeishuTransport(), clock, clock::tick),
                FeishuCards.load(Path.of("no-such-folder"), new FeishuWords(Locale.SIMPLIFIED_CHINESE)),
                media,
                UploadedKeys.inMemory(),
                new OpenPresses(clock),
                clock);
    }
}
