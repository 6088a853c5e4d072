package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.DeliveryStory;
import io.soprelay.testkit.company.Platform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a delivery costs in calls, by the platforms' own logs. The numbers stand in {@code docs/platforms.md}: who changes
 * them here changes them there.
 */
class EconomyScenarioTest extends Scenario {
    private static final Map<String, Long> ON_FEISHU = Map.of(
            "POST /open-apis/im/v1/messages", 8L,
            "POST /open-apis/im/v1/messages/:id/reply", 2L,
            "PATCH /open-apis/im/v1/messages/:id", 2L,
            "GET /open-apis/im/v1/messages/:id/resources/:key", 2L,
            "POST /open-apis/im/v1/images", 2L);
    private static final Map<String, Long> ON_DINGTALK = Map.of(
            "POST /v1.0/card/instances/createAndDeliver", 10L,
            "PUT /v1.0/card/instances", 2L,
            "POST /v1.0/robot/messageFiles/download", 2L,
            "POST /media/upload", 2L);

    private static final long BILLED = 16;

    @Test
    void a_finished_delivery_takes_these_calls_and_no_others() {
        company.settles();
        long last = lastCall();
        long before = messagesFromBot();

        DeliveryStory delivery = acceptedUnhurried();

        List<WireLog.Entry> calls = callsAfter(last);
        assertThat(kinds(calls)).isEqualTo(platform == Platform.FEISHU ? ON_FEISHU : ON_DINGTALK);
        assertThat(calls.stream().filter(this::sends).count())
                .as("each message is sent by one call")
                .isEqualTo(messagesFromBot() - before);
        onlyPicturesWithoutANameAreUpdated(calls, delivery);
    }

    /** Both were pressed before anybody had been shown their picture. All other pressed cards are as their answers left them. */
    private void onlyPicturesWithoutANameAreUpdated(List<WireLog.Entry> calls, DeliveryStory delivery) {
        PhoneCard shipped = li.card(delivery.number(), "完成发货并反馈发货信息", "已完成");
        PhoneCard accepted = wang.card(delivery.number(), "完成验收并反馈验收信息", "已完成");
        List<WireLog.Entry> updates = calls.stream().filter(this::updates).toList();
        assertThat(updates).hasSize(2);
        assertThat(updates.getFirst().path() + updates.getFirst().request()).contains(nameOf(shipped));
        assertThat(updates.getLast().path() + updates.getLast().request()).contains(nameOf(accepted));
    }

    @Test
    void the_bot_counts_the_months_calls_and_pushes_as_the_platform_does() {
        assumeTrue(platform == Platform.DINGTALK, "calls and events of Feishu's bot API are not paid for");
        company.settles();
        long callsBefore = company.dingTalk().callsThisMonth();
        long callsCounted = company.callsCounted();
        long pushesBefore = company.dingTalk().pushesThisMonth();
        long pushesCounted = company.pushesCounted();

        acceptedUnhurried();

        long billed = company.dingTalk().callsThisMonth() - callsBefore;
        assertThat(billed).isEqualTo(BILLED);
        assertThat(company.callsCounted() - callsCounted).isEqualTo(billed);
        long pushed = company.dingTalk().pushesThisMonth() - pushesBefore;
        assertThat(pushed).isPositive();
        assertThat(company.pushesCounted() - pushesCounted).isEqualTo(pushed);
    }

    /** As people do it: nobody acts within the second in which the bot still compares a pressed card with its record. */
    private DeliveryStory acceptedUnhurried() {
        DeliveryStory delivery = company.delivery();
        List<Consumer<DeliveryStory>> steps = List.of(
                DeliveryStory::started,
                DeliveryStory::approved,
                DeliveryStory::shipped,
                DeliveryStory::acceptanceFilled,
                DeliveryStory::accepted);
        steps.forEach(step -> {
            step.accept(delivery);
            company.settles();
        });
        return delivery;
    }

    private long messagesFromBot() {
        long all = 0;
        for (Person person : List.of(wang, zhang, li, zhao)) {
            all += person.phone().messages().stream()
                    .filter(message -> !message.sender().equals(person.phone().accountId()))
                    .count();
        }
        return all;
    }

    private boolean sends(WireLog.Entry call) {
        return kind(call).matches("POST .*(/im/v1/messages|/:id/reply|/createAndDeliver)");
    }

    private boolean updates(WireLog.Entry call) {
        return List.of("PATCH", "PUT").contains(call.method());
    }

    /** What the platform's update call names it by. */
    private String nameOf(PhoneCard card) {
        return platform == Platform.FEISHU
                ? card.messageId()
                : card.readOnDingTalk().outTrackId();
    }

    private long lastCall() {
        List<WireLog.Entry> calls = company.calls();
        return calls.isEmpty() ? 0 : calls.getLast().number();
    }

    private List<WireLog.Entry> callsAfter(long number) {
        return company.calls().stream().filter(call -> call.number() > number).toList();
    }

    private static Map<String, Long> kinds(List<WireLog.Entry> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(EconomyScenarioTest::kind, TreeMap::new, Collectors.counting()));
    }

    private static String kind(WireLog.Entry call) {
        String path = call.path().replaceFirst("\\?.*", "").replaceFirst("/om_\\w+", "/:id");
        return call.method() + " " + path.replaceFirst("/resources/.*", "/resources/:key");
    }
}
