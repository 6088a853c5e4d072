package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FieldValue;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MessageContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callbacks that come five times, late, or in another order than people acted in. */
class CallbackOrderTest {
    private static final String NUMBER = "FH-20261123-0001";
    private static final String[] SHIPPED = {"实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890"};

    /** As Feishu pushes what it believes unheard; DingTalk does so after a minute. */
    private static final List<Duration> AGAIN =
            List.of(Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(6));

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_line_that_comes_five_times_in_seven_hours_is_answered_once() {
        Instant said = world.clock.instant();
        world.hears(WANG, "/help", said, "pushed");
        int answers = world.chat(WANG).size();

        AGAIN.forEach(wait -> {
            world.clock.tick(wait);
            world.hears(WANG, "/help", said, "pushed");
        });

        assertThat(world.chat(WANG)).hasSize(answers);
    }

    @Test
    void a_picture_that_comes_five_times_is_kept_once_and_confirmed_once() {
        world.approved();
        Instant sent = world.clock.instant();
        pushed("waybill", sent);
        int answers = world.chat(LI).size();

        AGAIN.forEach(wait -> {
            world.clock.tick(wait);
            pushed("waybill", sent);
        });

        assertThat(world.chat(LI)).hasSize(answers);
        assertThat(world.presses(LI, "完成任务", SHIPPED).toast().text()).startsWith("已完成");
        assertThat(world.record(NUMBER).data().get("物流凭证"))
                .get()
                .isInstanceOfSatisfying(
                        FieldValue.Files.class,
                        kept -> assertThat(kept.values()).hasSize(1));
    }

    @Test
    void a_form_that_overtakes_the_picture_sent_before_it_ends_as_if_it_had_not() {
        world.approved();
        Instant sent = world.clock.instant();
        world.clock.tick(Duration.ofSeconds(20));

        assertThat(world.presses(LI, "完成任务", SHIPPED).toast().text()).startsWith("内容已保存，还差物流凭证");
        world.clock.tick(Duration.ofMinutes(5));
        pushed("waybill", sent);

        assertThat(world.record(NUMBER).state()).isEqualTo("已发货");
    }

    @Test
    void a_press_on_the_round_before_that_comes_after_the_new_round_decides_nothing() {
        world.started();
        Phones.Message first = world.newest(ZHANG, "同意");
        world.presses(ZHANG, first, "驳回");
        world.presses(ZHANG, "驳回", "为什么？（对方会看到）", "金额不对");
        world.presses(WANG, "提交");
        assertThat(world.record(NUMBER).openItems()).hasSize(1);

        CardAnswer late = world.act(ZHANG, first, "同意");

        assertThat(late.toast().kind()).isNotEqualTo(CardAnswer.ToastKind.SUCCESS);
        assertThat(world.record(NUMBER).state()).isEqualTo("待审批");
        assertThat(world.presses(ZHANG, "同意").toast().kind()).isEqualTo(CardAnswer.ToastKind.SUCCESS);
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");
    }

    private void pushed(String picture, Instant sentAt) {
        world.phones.files.put(picture, picture.getBytes(StandardCharsets.UTF_8));
        world.inbox.onMessage(new InboundMessage(
                "pushed",
                LI,
                "in-pushed",
                "chat",
                true,
                null,
                new MessageContent.Files(List.of(new MessageContent.Attachment(picture, true, null)), ""),
                List.of(),
                sentAt));
        world.deliver();
    }
}
