package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import io.soprelay.incident.IncidentKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One thing that cannot leave, or fails for long: kept with its incident, never silently dropped. */
class StuckEntryTest extends IncidentSpecs {

    @Test
    void what_the_platform_never_takes_is_kept_with_its_incident_and_goes_out_by_a_retry() {
        world.started();
        world.phones.nextSends.add(BAD);
        world.presses(ZHANG, "同意");
        Card card = world.lastCard(ZHOU);
        assertThat(card.title()).isEqualTo("有一条发不出去");
        assertThat(card.facts()).containsExactly(new Card.Fact("平台或程序的原话", "BAD_CONTENT: 230025: too long"));

        world.presses(ZHOU, "重试");

        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
        assertThat(world.incidents.open()).isEmpty();
        assertThat(world.lastCard(ZHOU).tone()).isEqualTo(Card.Tone.DONE);
    }

    @Test
    void a_notice_that_is_given_up_is_sent_when_it_is_tried_again() {
        world.started();
        world.phones.nextSends.add(new SendResult.Sent("om_ship"));
        world.phones.nextSends.add(BAD);
        world.presses(ZHANG, "同意");
        assertThat(onlyOne().held()).hasSize(1);

        world.says(ZHOU, "/incident retry 1");

        assertThat(world.chat(WANG))
                .filteredOn(message -> message.card() != null
                        && ChatWorld.card(message).title().equals("FH-20261123-0001 已审批"))
                .hasSize(1);
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void what_fails_for_long_while_everything_else_goes_through_is_an_incident_of_its_own() {
        world.started();
        SendResult busy = new SendResult.Retry(Duration.ofMinutes(16), "busy");
        world.phones.nextSends.add(busy);
        world.presses(ZHANG, "同意");
        for (int i = 0; i < 2; i++) {
            world.phones.nextSends.add(busy);
            world.pass(Duration.ofMinutes(16));
            world.says(ZHOU, "/help");
        }
        assertThat(onlyOne().trouble().kind()).isEqualTo(IncidentKind.FAILING);
        Card card = card("有一条总是发不成");
        assertThat(labels(card)).containsExactly("重试", "放弃", "打开");

        world.says(ZHOU, "/incident retry 1");

        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
        assertThat(world.incidents.open()).isEmpty();
    }
}
