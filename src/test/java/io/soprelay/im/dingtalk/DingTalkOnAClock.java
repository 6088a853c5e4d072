package io.soprelay.im.dingtalk;

import io.soprelay.im.ImGateway;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.SettableClock;
import java.time.ZoneId;
import java.util.Locale;

/** The real gateway in front of any DingTalk, on a clock that moves when the gateway waits. */
public final class DingTalkOnAClock {
    private DingTalkOnAClock() {}

    /** @param monthlyCalls what the company has bought */
    public static ImGateway gateway(
            String baseUrl,
            String clientId,
            String clientSecret,
            String templateId,
            int monthlyCalls,
            MediaStore media,
            SettableClock clock) {
        DingTalkSettings settings = new DingTalkSettings(
                true,
                baseUrl,
                baseUrl,
                clientId,
                Secret.of(clientSecret),
                clientId,
                "stream",
                templateId,
                Secret.NONE,
                Secret.NONE,
                Secret.NONE,
                "",
                monthlyCalls,
                monthlyCalls);
        MonthlyCalls month = months("calls", monthlyCalls, clock);
        return new DingTalkGateway(
                settings,
                new DingTalkApi(settings, new DingTalkTransport(), month, clock, clock::tick),
                new DingTalkCards(templateId, new DingTalkWords(Locale.SIMPLIFIED_CHINESE)),
                media,
                UploadedKeys.inMemory(),
                UndeliveredCards.inMemory(),
                new OpenPresses(clock),
                months("pushes", monthlyCalls, clock));
    }

    private static MonthlyCalls months(String what, int limit, SettableClock clock) {
        return new MonthlyCalls(
                what, ZoneId.of("Asia/Shanghai"), limit, CallBook.inMemory(), new Nobody(), clock, soon -> {});
    }

    private static final class Nobody implements CallNews {
        @Override
        public void nearlyUsed(CallMeter.Used used) {}

        @Override
        public void spent(CallMeter.Used used) {}

        @Override
        public void pushesCut(CallMeter.Used used) {}
    }
}
