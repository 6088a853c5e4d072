package io.soprelay.outage;

import io.soprelay.im.Account;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
import io.soprelay.im.feishu.FeishuOnAClock;
import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.media.MediaStore;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** 50 calls a second and 1,000 a minute of an app, 5 a second to one person and of one message. */
final class FeishuWithLimits implements PlatformWithLimits {
    private static final String MESSAGES = "/open-apis/im/v1/messages";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Pattern RECEIVER = Pattern.compile("\"receive_id\":\"([^\"]+)\"");

    private final FeishuPlatform feishu;
    private final ImGateway gateway;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    FeishuWithLimits(SettableClock clock, MediaStore media) {
        FeishuPlatformConfig config = new FeishuPlatformConfig(
                "cli_outage",
                "secret",
                "key",
                "token",
                "tenant_outage",
                0,
                clock,
                clock,
                FeishuPlatformConfig.Rates.feishu(),
                Duration.ofSeconds(3),
                List.of());
        feishu = new FeishuPlatform(config).start();
        feishu.wireLog().listen(this::note);
        gateway = FeishuOnAClock.gateway(feishu.baseUrl().toString(), config.appId(), config.appSecret(), media, clock);
    }

    private void note(WireLog.Entry entry) {
        if (!entry.path().startsWith(MESSAGES)) {
            return;
        }
        List<Limit> limits = new ArrayList<>(
                List.of(new Limit("app a second", 50, SECOND), new Limit("app a minute", 1000, Duration.ofMinutes(1))));
        Matcher receiver = RECEIVER.matcher(entry.request());
        limits.add(new Limit(receiver.find() ? receiver.group(1) : entry.path(), 5, SECOND));
        calls.add(new Call(entry.at(), limits, entry.status()));
    }

    @Override
    public ImGateway gateway() {
        return gateway;
    }

    @Override
    public Phone hires(String name) {
        return feishu.addPerson(name);
    }

    @Override
    public Account account(Phone phone) {
        return new Account(Platform.FEISHU, phone.accountId());
    }

    @Override
    public void goesAway() {
        feishu.faults().on(Faults.Kind.SERVER_ERROR, OptionalInt.empty());
    }

    @Override
    public void losesAnswers(int count) {
        feishu.faults().next(count, Faults.Kind.LOST_ANSWER);
    }

    @Override
    public void comesBack() {
        feishu.faults().clear();
    }

    @Override
    public void expiresTokens() {
        feishu.expireTokens();
    }

    @Override
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public double allowedASecond() {
        return 1000 / 60.0;
    }

    @Override
    public void close() {
        feishu.close();
    }
}
