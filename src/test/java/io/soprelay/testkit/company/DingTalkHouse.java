package io.soprelay.testkit.company;

import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import io.soprelay.im.simulator.kit.DingTalkKit;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** DingTalk over HTTP: the Stream would need a trust store of the whole JVM. */
final class DingTalkHouse implements House {
    private final DingTalkPlatform platform;

    DingTalkHouse(InstantSource machine) {
        DingTalkPlatformConfig.Limits standard = DingTalkPlatformConfig.Limits.dingTalk();
        // All scenarios of a JVM share one organisation, and its month would end before they do.
        platform = new DingTalkPlatform(DingTalkPlatformConfig.random()
                .withClocks(machine, machine)
                .withLimits(new DingTalkPlatformConfig.Limits(
                        standard.perSecond(), Integer.MAX_VALUE, Integer.MAX_VALUE, standard.valueBytesMax())));
        platform.start();
    }

    DingTalkPlatform platform() {
        return platform;
    }

    @Override
    public DingTalkKit kit() {
        return DingTalkKit.on(platform);
    }

    @Override
    public String account(String name) {
        return "dingtalk:" + platform.addPerson(name).userId();
    }

    @Override
    public List<String> settings() {
        DingTalkPlatformConfig app = platform.config();
        return List.of(
                "relay.dingtalk.enabled=true",
                "relay.dingtalk.base-url=" + platform.baseUrl(),
                "relay.dingtalk.legacy-base-url=" + platform.baseUrl(),
                "relay.dingtalk.client-id=" + app.app().clientId(),
                "relay.dingtalk.client-secret=" + app.app().clientSecret(),
                "relay.dingtalk.robot-code=" + app.app().robotCode(),
                "relay.dingtalk.transport=http",
                "relay.dingtalk.task-template-id=" + app.templateId(),
                "relay.dingtalk.callback-api-secret=" + app.secrets().apiSecret(),
                "relay.dingtalk.aes-key=" + app.secrets().aesKey(),
                "relay.dingtalk.event-token=" + app.secrets().eventToken());
    }

    @Override
    public void bot(URI address) {
        platform.callbackAddress(address);
    }

    @Override
    public void tooMany(int calls) {
        platform.faults().next(calls, DingTalkFaults.Kind.TOO_MANY);
    }

    @Override
    public void fails(int calls) {
        platform.faults().next(calls, DingTalkFaults.Kind.SYSTEM_BUSY);
    }

    @Override
    public void losesAnswers(int calls) {
        platform.faults().next(calls, DingTalkFaults.Kind.LOST_ANSWER);
    }

    @Override
    public void recovers() {
        platform.faults().clear();
    }

    @Override
    public void close() {
        platform.close();
    }
}
