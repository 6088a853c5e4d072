package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Mention;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The buttons in words, for chats that show no forms. */
class TaskCommandTest {
    private static final String NUMBER = "FH-20261123-0001";

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_record_is_started_by_one_line() {
        world.says(WANG, "/start 发货流程 客户名称=甲公司 发货内容=\"交换机 A 型\" 数量=10 金额=12800");
        assertThat(world.lastText(WANG)).contains("单号 " + NUMBER);
        assertThat(world.record(NUMBER).data().get("客户名称").orElseThrow().toString())
                .contains("甲公司");
    }

    @Test
    void the_same_line_delivered_twice_starts_one_record() {
        Instant now = world.clock.instant();
        String line = "/start 发货流程 客户名称=甲公司 发货内容=交换机 数量=10 金额=12800";
        world.hears(WANG, line, now, "again");
        world.hears(WANG, line, now, "again");
        assertThat(world.engine.findByNumber("FH-20261123-0002")).isEmpty();
    }

    @Test
    void the_line_a_start_form_offers_starts_the_record_once_its_gaps_are_filled() {
        world.says(WANG, "/start 发货流程");
        assertThat(line(WANG)).isEqualTo("/start 发货流程 客户名称=… 发货内容=… 数量=… 金额=…");

        world.says(WANG, "/start 发货流程 客户名称=甲公司 发货内容=交换机 A 型 数量=10 金额=12800");
        assertThat(world.lastText(WANG)).contains("单号 " + NUMBER);
        assertThat(world.record(NUMBER).data().get("发货内容").orElseThrow().toString())
                .contains("交换机 A 型");
    }

    @Test
    void whoever_is_mentioned_in_words_that_go_into_a_record_stands_there_by_name() {
        Mention li = new Mention("@_user_1", LI, "小李");
        world.says(WANG, "/start 发货流程 客户名称=甲公司 发货内容=\"给 @_user_1 的交换机\" 数量=10 金额=12800", li);
        assertThat(world.record(NUMBER).data().values().toString())
                .contains("@小李")
                .doesNotContain("@m");

        world.says(ZHANG, "/task reject " + NUMBER + " 去问 @_user_1", li);
        assertThat(Objects.requireNonNull(world.lastCard(WANG).quote()).text()).isEqualTo("去问 @小李");
    }

    @Test
    void what_goes_into_a_record_by_words_stays_as_it_was_written() {
        world.says(WANG, "／start　发货流程 客户名称＝甲公司（北京） 发货内容=“交换机，A 型” 数量=１０ 金额=12，800");
        assertThat(world.lastText(WANG)).contains("单号 " + NUMBER);
        assertThat(world.record(NUMBER).data().values().toString())
                .contains("甲公司（北京）", "交换机，A 型", "12800")
                .doesNotContain("(北京)");

        world.says(ZHANG, "任务 驳回 " + NUMBER + " 数量不对，应该是 12 件！");
        assertThat(Objects.requireNonNull(world.lastCard(WANG).quote()).text()).isEqualTo("数量不对，应该是 12 件！");
    }

    @Test
    void a_line_that_is_sent_with_its_gaps_names_what_is_missing() {
        world.says(WANG, "/start 发货流程 客户名称=甲公司 发货内容=… 数量=… 金额=…");
        assertThat(world.lastText(WANG)).isEqualTo("发货内容还没填；数量还没填；金额还没填。这一行没存上，改好再发一次");
        assertThat(world.engine.findByNumber(NUMBER)).isEmpty();
    }

    @Test
    void the_line_of_a_form_that_came_back_holds_what_was_filled() {
        world.started();
        world.says(ZHANG, "/task reject " + NUMBER + " 数量不对");
        String line = line(WANG);
        assertThat(line).isEqualTo("/task done " + NUMBER + " 客户名称=甲公司 发货内容=交换机 数量=10 金额=12800");

        world.says(WANG, line.replace("数量=10", "数量=12"));
        assertThat(world.record(NUMBER).data().get("数量").orElseThrow().toString())
                .contains("12");
        assertThat(world.record(NUMBER).data().get("客户名称").orElseThrow().toString())
                .contains("甲公司");
    }

    @Test
    void the_question_why_offers_a_line_and_its_gap_is_no_reason() {
        world.started();
        String line = line(Objects.requireNonNull(world.presses(ZHANG, "驳回").card()));
        assertThat(line).isEqualTo("/task reject " + NUMBER + " …");

        world.says(ZHANG, line);
        assertThat(world.lastText(ZHANG)).isEqualTo("请写原因，对方会看到");
        world.says(ZHANG, line.replace("…", "数量不对"));
        assertThat(world.lastText(ZHANG)).startsWith("已驳回");
    }

    @Test
    void a_record_is_cancelled_by_words_with_a_reason_and_only_by_whoever_may() {
        world.started();
        world.says(STRANGER, "/task move " + NUMBER + " 已取消 不要了");
        assertThat(world.lastText(STRANGER)).startsWith(NUMBER + " 里现在没有等你做的");
        world.says(WANG, "/task move " + NUMBER + " 已验收 好了");
        assertThat(world.lastText(WANG)).startsWith(NUMBER + " 里现在没有等你做的");
        world.says(WANG, "/show " + NUMBER);
        String line = line(Objects.requireNonNull(world.presses(WANG, "取消这张单子").card()));
        assertThat(line).isEqualTo("/task move " + NUMBER + " 已取消 …");

        world.says(WANG, line);
        assertThat(world.lastText(WANG)).isEqualTo("请写原因，对方会看到");
        world.says(WANG, line.replace("…", "客户不要了"));
        assertThat(world.record(NUMBER).state()).isEqualTo("已取消");
    }

    @Test
    void an_approval_is_given_by_words() {
        world.started();
        world.says(ZHANG, "/task approve " + NUMBER + " 没问题");
        assertThat(world.lastText(ZHANG)).startsWith("已同意");
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");
    }

    @Test
    void a_rejection_in_words_needs_its_reason() {
        world.started();
        world.says(ZHANG, "任务 驳回 " + NUMBER);
        assertThat(world.lastText(ZHANG)).isEqualTo("请写原因，对方会看到");
        world.says(ZHANG, "任务 驳回 " + NUMBER + " 数量不对");
        assertThat(world.lastText(ZHANG)).startsWith("已驳回");
    }

    @Test
    void a_task_is_completed_by_words_and_its_card_closes() {
        world.approved();
        Phones.Message card = world.last(LI);
        world.sendsPicture(LI, "waybill", "");
        world.says(LI, "/task done " + NUMBER + " \"实际发货时间=2026-11-23 10:30\" 物流单号=SF1234567890");
        assertThat(world.lastText(LI)).startsWith("已完成");
        assertThat(world.record(NUMBER).state()).isEqualTo("已发货");
        world.pass(Duration.ofSeconds(6));
        assertThat(ChatWorld.card(world.now(card)).form()).isNull();
    }

    @Test
    void a_time_is_written_as_people_write_it() {
        world.approved();
        assertThat(line(LI)).isEqualTo("/task done " + NUMBER + " 实际发货时间=… 物流单号=…");
        world.sendsPicture(LI, "waybill", "");
        world.says(LI, "/task done " + NUMBER + " 实际发货时间=2026-11-23 10:30 物流单号=SF 12 34");
        assertThat(world.lastText(LI)).startsWith("已完成");
        assertThat(world.record(NUMBER).data().get("物流单号").orElseThrow().toString())
                .contains("SF 12 34");
    }

    @Test
    void a_wrong_value_is_refused_in_the_words_of_the_card() {
        world.approved();
        world.says(LI, "/task done " + NUMBER + " 实际发货时间=昨天 物流单号=SF1");
        assertThat(world.lastText(LI)).contains("实际发货时间").endsWith("这一行没存上，改好再发一次");
        assertThat(world.record(NUMBER).state()).isEqualTo("已审批");
    }

    @Test
    void a_field_that_is_not_there_is_named_with_those_that_are() {
        world.approved();
        world.says(LI, "/task done " + NUMBER + " 运单=SF1");
        assertThat(world.lastText(LI)).contains("没有“运单”这一项", "物流单号");
    }

    @Test
    void nobody_does_what_is_not_theirs_nor_learns_of_it() {
        world.approved();
        world.says(STRANGER, "/task done " + NUMBER + " 物流单号=SF1");
        assertThat(world.lastText(STRANGER)).startsWith(NUMBER + " 里现在没有等你做的");
        world.says(STRANGER, "/task approve FH-20261123-9999");
        assertThat(world.lastText(STRANGER)).startsWith("FH-20261123-9999 里现在没有等你做的");
    }

    /** What the newest card offers to write instead of filling in its form. */
    private String line(Account person) {
        return line(ChatWorld.card(world.last(person)));
    }

    private static String line(Card card) {
        return Objects.requireNonNull(Objects.requireNonNull(card.form()).line());
    }
}
