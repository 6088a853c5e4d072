package io.soprelay.testkit.company;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.dingtalk.DingTalkFaults;
import io.soprelay.im.simulator.dingtalk.DingTalkGroup;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import io.soprelay.im.simulator.kit.DingTalkKit;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.Pressed;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

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

    /** In a private chat an @ is nothing but a letter, and a name is known only of people who have written to the bot. */
    @Override
    public String named(String shortName, Person person) {
        return person.onDingTalk().mobile();
    }

    @Override
    public Group group(String name, Person... members) {
        DingTalkGroup group = platform.addGroup(
                name, Stream.of(members).map(Person::onDingTalk).toArray(DingTalkPerson[]::new));
        return new Group(
                (who, line) -> who.onDingTalk().saysIn(group, line),
                who -> who.onDingTalk().messagesIn(group));
    }

    /** A form has one submit button, so reject is a plain one, and the reason is asked for in the same card. */
    @Override
    public Pressed rejects(PhoneCard approval, String reason) {
        return approval.presses("驳回")
                .seesToast("请写原因")
                .sees("为什么？（对方会看到）")
                .fills("为什么？（对方会看到）", reason)
                .presses("驳回");
    }

    @Override
    public List<CallbackAnswer> sendsAgainAndAgain(Person person, PhoneCard card, String button, int times) {
        String press = raw(person, card, button);
        List<Future<CallbackAnswer>> sending = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                sending.add(threads.submit(() -> platform.raw().overHttp(press)));
            }
        }
        List<CallbackAnswer> answers =
                new ArrayList<>(sending.stream().map(Future::resultNow).toList());
        answers.add(platform.raw().overHttp(press));
        return answers;
    }

    @Override
    public CallbackAnswer sendsForged(Person person, PhoneCard card, String button) {
        return platform.raw().overHttpWithWrongSignature(raw(person, card, button));
    }

    @Override
    public CallbackAnswer sendsAsOf(Person person, PhoneCard card, String button, Instant moment) {
        return platform.raw().overHttp(raw(person, card, button), moment);
    }

    private String raw(Person person, PhoneCard card, String button) {
        return platform.raw()
                .press(
                        person.onDingTalk(),
                        card.readOnDingTalk().message(),
                        card.readOnDingTalk().actionOf(button));
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
    public List<WireLog.Entry> calls() {
        return platform.wireLog().entries().stream()
                .filter(entry -> entry.direction() == WireLog.Direction.BOT_TO_DINGTALK)
                .toList();
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
    public void tokensEnd() {
        platform.expireTokens();
    }

    @Override
    public void losesAnswers(int calls) {
        platform.faults().next(calls, DingTalkFaults.Kind.LOST_ANSWER);
    }

    @Override
    public void reachable(Person person, boolean yes) {
        platform.reachable(person.onDingTalk(), yes);
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
