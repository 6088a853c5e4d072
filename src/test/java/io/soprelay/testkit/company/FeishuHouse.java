package io.soprelay.testkit.company;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.FeishuGroup;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.Pressed;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Feishu by webhook. */
final class FeishuHouse implements House {
    private static final String MESSAGES = "/im/v1/messages";

    private final FeishuPlatform platform;

    FeishuHouse(InstantSource machine) {
        platform = new FeishuPlatform(FeishuPlatformConfig.random().withClocks(machine, machine));
        platform.start();
    }

    FeishuPlatform platform() {
        return platform;
    }

    @Override
    public FeishuKit kit() {
        return FeishuKit.on(platform);
    }

    @Override
    public String account(String name) {
        return "feishu:" + platform.addPerson(name).openId();
    }

    @Override
    public String named(String shortName, Person person) {
        return "@" + shortName;
    }

    @Override
    public Group group(String name, Person... members) {
        FeishuGroup group =
                platform.addGroup(name, Stream.of(members).map(Person::onFeishu).toArray(SimulatedPerson[]::new));
        return new Group((who, line) -> who.onFeishu().saysIn(group, line), who -> group.messages());
    }

    /** Reject submits the form, as agree does. */
    @Override
    public Pressed rejects(PhoneCard approval, String reason) {
        return approval.fills("意见", reason).presses("驳回");
    }

    @Override
    public List<CallbackAnswer> sendsAgainAndAgain(Person person, PhoneCard card, String button, int times) {
        String press = raw(person, card, button);
        List<CallbackAnswer> answers = new ArrayList<>(platform.raw().sendAtOnce(press, times));
        answers.add(platform.raw().send(press));
        return answers;
    }

    @Override
    public CallbackAnswer sendsForged(Person person, PhoneCard card, String button) {
        return platform.raw().sendWithWrongSignature(raw(person, card, button));
    }

    @Override
    public CallbackAnswer sendsAsOf(Person person, PhoneCard card, String button, Instant moment) {
        return platform.raw().sendAsOf(raw(person, card, button), moment);
    }

    private String raw(Person person, PhoneCard card, String button) {
        return platform.raw()
                .click(
                        person.onFeishu(),
                        card.readOnFeishu().message(),
                        card.readOnFeishu().actionOf(button));
    }

    @Override
    public List<String> settings() {
        FeishuPlatformConfig app = platform.config();
        return List.of(
                "relay.feishu.enabled=true",
                "relay.feishu.base-url=" + platform.baseUrl(),
                "relay.feishu.app-id=" + app.appId(),
                "relay.feishu.app-secret=" + app.appSecret(),
                "relay.feishu.transport=webhook",
                "relay.feishu.encrypt-key=" + app.encryptKey(),
                "relay.feishu.verification-token=" + app.verificationToken());
    }

    @Override
    public void bot(URI address) {
        platform.callbackAddress(address.resolve("/callbacks/feishu"));
    }

    @Override
    public List<WireLog.Entry> calls() {
        return platform.wireLog().entries().stream()
                .filter(entry -> entry.direction() == WireLog.Direction.BOT_TO_FEISHU)
                .toList();
    }

    @Override
    public void tooMany(int calls) {
        platform.faults().next(calls, Faults.Kind.TOO_MANY, MESSAGES);
    }

    @Override
    public void fails(int calls) {
        platform.faults().next(calls, Faults.Kind.SERVER_ERROR, MESSAGES);
    }

    @Override
    public void tokensEnd() {
        platform.expireTokens();
    }

    @Override
    public void losesAnswers(int calls) {
        platform.faults().next(calls, Faults.Kind.LOST_ANSWER, MESSAGES);
    }

    @Override
    public void reachable(Person person, boolean yes) {
        platform.reachable(person.onFeishu(), yes);
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
