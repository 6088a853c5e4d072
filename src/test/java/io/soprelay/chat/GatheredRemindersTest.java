package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Card;
import io.soprelay.im.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a person is to be reminded of by the moment a message can leave is one message. */
class GatheredRemindersTest {
    private static final String SHIPPING = "完成发货并反馈发货信息";
    private static final SendResult BUSY = new SendResult.Retry(Duration.ofMinutes(1), "429");
    private static final SendResult NO_ANSWER = new SendResult.Unknown("timeout");

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void reminders_that_wait_for_a_busy_platform_are_one_message_with_a_line_each() {
        approved("甲公司", "乙公司", "丙公司");
        int before = world.chat(LI).size();
        platformSays(BUSY, 3);
        world.pass(Duration.ofHours(8));
        assertThat(world.chat(LI)).hasSize(before);

        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(1));

        assertThat(world.chat(LI)).hasSize(before + 1);
        Card card = world.lastCard(LI);
        assertThat(card.title()).isEqualTo("还没完成：3 件事");
        assertThat(card.paragraphs()).containsExactly("点“打开”，一件一件做。");
        assertThat(lines(card))
                .containsExactlyInAnyOrder(
                        SHIPPING + "|甲公司 · FH-20261123-0001 · 今天 18:00（11-23）前",
                        SHIPPING + "|乙公司 · FH-20261123-0002 · 今天 18:00（11-23）前",
                        SHIPPING + "|丙公司 · FH-20261123-0003 · 今天 18:00（11-23）前");
        world.presses(LI, "打开");
        assertThat(world.lastCard(LI).kind()).isEqualTo(Card.Kind.TASK);
    }

    @Test
    void a_nudge_goes_with_what_waits_and_names_who_asks() {
        approved("甲公司", "乙公司");
        platformSays(BUSY, 2);
        world.pass(Duration.ofHours(8));
        FlowInstance first = world.record("FH-20261123-0001");
        platformSays(BUSY, 1);
        nudge(first);
        world.deliver();

        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(1));

        assertThat(lines(world.lastCard(LI)))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains(first.number()).endsWith("前 · 周管理催你"));
    }

    @Test
    void what_is_done_by_then_is_not_in_it_and_a_message_with_nothing_left_is_not_sent() {
        approved("甲公司", "乙公司");
        platformSays(BUSY, 2);
        world.pass(Duration.ofHours(8));
        int before = world.chat(LI).size();
        world.says(WANG, "/task move FH-20261123-0001 已取消 客户不要了");
        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(1));
        assertThat(news(before)).as("one thing is told as ever").contains("还没完成：" + SHIPPING);

        approved("丁公司");
        world.pass(Duration.ofHours(23));
        platformSays(BUSY, 1);
        nudge(world.record("FH-20261123-0002"));
        world.deliver();
        int then = world.chat(LI).size();
        world.says(WANG, "/task move FH-20261123-0002 已取消 客户不要了");
        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(1));
        assertThat(news(then)).noneMatch(title -> title.startsWith("催一下") || title.startsWith("还没完成"));
    }

    @Test
    void a_try_that_arrived_unnoticed_is_brought_up_to_date_with_what_came_since() {
        approved("甲公司", "丙公司");
        int before = world.chat(LI).size();
        platformSays(NO_ANSWER, 2);
        world.pass(Duration.ofHours(8));
        assertThat(world.chat(LI)).as("it arrived, and nobody knows").hasSize(before + 1);
        nudge(world.record("FH-20261123-0002"));

        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(1));

        assertThat(world.chat(LI)).hasSize(before + 1);
        assertThat(lines(world.lastCard(LI)))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("丙公司").endsWith("周管理催你"));
        world.pass(Duration.ofHours(1));
        assertThat(world.chat(LI)).hasSize(before + 1);
    }

    @Test
    void a_try_of_unknown_fate_that_says_the_same_costs_no_second_call() {
        approved("甲公司");
        int before = world.chat(LI).size();
        platformSays(NO_ANSWER, 1);
        world.pass(Duration.ofHours(8));

        world.pass(Duration.ofMinutes(1));

        assertThat(world.chat(LI)).hasSize(before + 1);
        assertThat(world.phones.updates).doesNotContain(world.last(LI).id());
    }

    @Test
    void a_message_of_a_bot_that_died_before_its_receipt_is_found_although_more_has_gathered() {
        approved("甲公司", "丙公司");
        int before = world.chat(LI).size();
        platformSays(BUSY, 2);
        world.pass(Duration.ofHours(8));
        world.phones.nextSends.clear();
        world.clock.tick(Duration.ofMinutes(1));
        world.handlers.deliverWithoutReceipts();
        assertThat(world.chat(LI)).as("it arrived, and nobody knows").hasSize(before + 1);
        nudge(world.record("FH-20261123-0002"));

        world.pass(Duration.ofMinutes(2));

        assertThat(world.chat(LI)).hasSize(before + 1);
        assertThat(lines(world.lastCard(LI)))
                .anySatisfy(line -> assertThat(line).contains("丙公司").endsWith("周管理催你"));
    }

    private void approved(String... customers) {
        for (String customer : customers) {
            world.says(WANG, "/start 发货流程");
            world.presses(WANG, "提交", "客户名称", customer, "发货内容", "交换机", "数量", "10", "金额", "12800");
            world.presses(ZHANG, "同意");
        }
    }

    private void nudge(FlowInstance record) {
        world.digest
                .nudges()
                .nudge(
                        record,
                        record.openItems().getFirst().id(),
                        world.id(ZHOU),
                        new CommandId("nudge-" + record.number() + world.clock.instant()));
    }

    private void platformSays(SendResult result, int times) {
        for (int i = 0; i < times; i++) {
            world.phones.nextSends.add(result);
        }
    }

    private List<String> news(int from) {
        return world.chat(LI).stream()
                .skip(from)
                .filter(message -> message.card() != null)
                .map(message -> ChatWorld.card(message).title())
                .toList();
    }

    private static List<String> lines(Card card) {
        List<String> lines = new ArrayList<>();
        card.groups().forEach(group -> group.rows().forEach(row -> lines.add(row.title() + "|" + row.detail())));
        return lines;
    }
}
