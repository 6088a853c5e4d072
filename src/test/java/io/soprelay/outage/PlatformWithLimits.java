package io.soprelay.outage;

import io.soprelay.im.Account;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
import io.soprelay.im.simulator.Phone;
import io.soprelay.media.MediaStore;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A simulated platform with its published limits, which can be away. */
interface PlatformWithLimits extends AutoCloseable {

    /** A call of the bot as it arrived, for the limits it counts for. */
    record Call(Instant at, List<Limit> limits, int status) {}

    /** @param name whose limit it is: the app's, an API's, a person's */
    record Limit(String name, int calls, Duration window) {}

    /** @param monthlyCalls what the company has bought, where calls are paid for */
    static PlatformWithLimits of(Platform platform, SettableClock clock, MediaStore media, int monthlyCalls) {
        return platform == Platform.FEISHU
                ? new FeishuWithLimits(clock, media)
                : new DingTalkWithLimits(clock, media, monthlyCalls);
    }

    ImGateway gateway();

    Phone hires(String name);

    Account account(Phone phone);

    /** Every call fails without effect, from now on. */
    void goesAway();

    /** So many calls have their effect and get no answer, before anything else happens to calls. */
    void losesAnswers(int calls);

    void comesBack();

    /** Every token handed out so far has ended. */
    void expiresTokens();

    /** Messages and updates, oldest first; those that failed too. */
    List<Call> calls();

    /** Calls a second that a backlog may leave by, in the long run: the published minute, or what the bot allows itself. */
    double allowedASecond();

    @Override
    void close();
}
