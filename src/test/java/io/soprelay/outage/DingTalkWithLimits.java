package io.soprelay.outage;

import io.soprelay.im.Account;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
import io.soprelay.im.dingtalk.DingTalkOnAClock;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import io.soprelay.media.MediaStore;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** 20 calls a second of one API; the bot allows itself 18 in 1.1 s. */
final class DingTalkWithLimits implements PlatformWithLimits {
    private static final String CARDS = "/v1.0/card/instances";
    private static final String TEMPLATE = "0f0f0f0f-1111-2222-3333-444444444444.schema";

    private final DingTalkPlatform dingTalk;
    private final ImGateway gateway;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    DingTalkWithLimits(SettableClock clock, MediaStore media, int monthlyCalls) {
        DingTalkPlatformConfig config = new DingTalkPlatformConfig(
                new DingTalkPlatformConfig.App("dingoutage", "secret", "dingoutage", "dingcorp"),
                DingTalkPlatformConfig.random().secrets(),
                Set.of(TEMPLATE),
                0,
                clock,
                clock,
                new DingTalkPlatformConfig.Limits(20, monthlyCalls, 3_000, Integer.MAX_VALUE),
                DingTalkPlatformConfig.Waits.dingTalk(),
                false);
        dingTalk = new DingTalkPlatform(config).start();
        dingTalk.wireLog().listen(this::note);
        gateway = DingTalkOnAClock.gateway(
                dingTalk.baseUrl().toString(),
                config.app().clientId(),
                config.app().clientSecret(),
                TEMPLATE,
                monthlyCalls,
                media,
                clock);
    }

    private void note(WireLog.Entry entry) {
        if (entry.path().startsWith(CARDS)) {
            Limit api = new Limit(entry.method() + " " + entry.path(), 20, Duration.ofSeconds(1));
            calls.add(new Call(entry.at(), List.of(api), entry.status()));
        }
    }

    @Override
    public ImGateway gateway() {
        return gateway;
    }

    @Override
    public Phone hires(String name) {
        return dingTalk.addPerson(name);
    }

    @Override
    public Account account(Phone phone) {
        return new Account(Platform.DINGTALK, phone.accountId());
    }

    @Override
    public void goesAway() {
        dingTalk.faults().on(DingTalkFaults.Kind.SYSTEM_BUSY, OptionalInt.empty());
    }

    @Override
    public void losesAnswers(int count) {
        dingTalk.faults().next(count, DingTalkFaults.Kind.LOST_ANSWER);
    }

    @Override
    public void comesBack() {
        dingTalk.faults().clear();
    }

    @Override
    public void expiresTokens() {
        dingTalk.expireTokens();
    }

    @Override
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public double allowedASecond() {
        return 16;
    }

    @Override
    public void close() {
        dingTalk.close();
    }
}
