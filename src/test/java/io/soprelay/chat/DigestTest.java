package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.Platform;
import io.soprelay.im.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 日报 and 催办. It is Monday 10:00 when each of these begins. */
class DigestTest {
    private static final Account WANG_DING = new Account(Platform.DINGTALK, "wang-ding");
    private static final Account ZHANG_DING = new Account(Platform.DINGTALK, "zhang-ding");

    private final ChatWorld world = ChatWorld.staffed();

    @ParameterizedTest
    @ValueSource(strings = {"/digest", "日报", "/digest now", "日报 现在", "／日报", "日报预览"})
    void an_admin_asks_and_gets_the_companys_numbers(String line) {
        world.approved();
        world.says(ZHOU, line);

        Card card = world.lastCard(ZHOU);
        assertThat(card.kind()).isEqualTo(Card.Kind.DIGEST);
        assertThat(card.title()).isEqualTo("日报 · 11-22 周日");
        assertThat(card.paragraphs()).containsExactly("昨天大家完成 0 件，现在还有 1 件没做完。", "今天到现在完成 1 件。");
        assertThat(facts(card)).containsExactly("昨天完成 0", "今天到期 1", "逾期 0");
        assertThat(card.chart()).isNotNull();
        assertThat(rows(card, "每个流程")).containsExactly("发货流程");
        assertThat(rows(card, "每个人")).containsExactly("小李");
        assertThat(rows(card, "等得最久")).hasSize(1);
    }

    @Test
    void the_day_after_the_numbers_are_of_yesterday() {
        world.approved();
        world.pass(Duration.ofDays(1));
        world.says(ZHOU, "日报");

        Card card = world.lastCard(ZHOU);
        assertThat(card.summary()).isEqualTo("【日报】昨天完成 1 件，逾期 1 件");
        assertThat(card.tone()).isEqualTo(Card.Tone.DUE);
        Card.Chart chart = Objects.requireNonNull(card.chart());
        assertThat(chart.title()).isEqualTo("最近 7 天完成");
        assertThat(chart.points()).hasSize(7).last().isEqualTo(new Card.Chart.Point("11-23", 1));
        Card.Row waits = card.groups().getLast().rows().getFirst();
        assertThat(waits.title()).isEqualTo("完成发货并反馈发货信息 · FH-20261123-0001");
        assertThat(waits.detail()).startsWith("等库管小李 · 从昨天 10:00（11-23）开始");
    }

    @Test
    void somebody_without_rights_gets_their_own_numbers_only() {
        world.approved();
        world.says(LI, "日报");

        Card card = world.lastCard(LI);
        assertThat(card.title()).isEqualTo("我的日报 · 11-22 周日");
        assertThat(card.paragraphs()).containsExactly("昨天你完成 0 件，现在还有 1 件没做完。");
        assertThat(card.groups()).extracting(Card.Group::heading).doesNotContain("每个人");
        assertThat(ChatWorld.actions(card)).extracting(Card.Action::label).containsExactly("打开");

        world.presses(LI, "打开");
        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");

        world.says(STRANGER, "日报");
        assertThat(world.lastCard(STRANGER).paragraphs()).containsExactly("昨天你完成 0 件，现在都做完了。");
    }

    @Test
    void a_manager_who_is_no_admin_gets_the_companys_numbers_sees_the_records_and_nudges_and_changes_nothing() {
        world.approved();
        world.says(ZHOU, "/role set 管理者 小陈");
        assertThat(world.lastText(ZHOU)).isEqualTo("管理者现在是：小陈\n他们看得到所有单子和全公司的日报，也能催办。");

        world.says(CHEN, "日报");
        assertThat(world.lastCard(CHEN).title()).isEqualTo("日报 · 11-22 周日");
        assertThat(rows(world.lastCard(CHEN), "每个人")).containsExactly("小李");
        assertThat(world.presses(CHEN, "催办").toast().text()).isEqualTo("已催小李");
        world.says(CHEN, "查看 FH-20261123-0001");
        assertThat(world.lastCard(CHEN).title()).contains("FH-20261123-0001");
        world.says(CHEN, "日报 订阅 8点");
        assertThat(world.lastText(CHEN)).isEqualTo("好的，每天 08:00 发日报给你。不要了就发“日报 取消订阅”。");

        world.says(CHEN, "/role set 库管 小陈");
        assertThat(world.lastText(CHEN)).isEqualTo("这个只有管理员能做");
        world.says(ZHOU, "/role unset 管理者");
        world.says(CHEN, "日报");
        assertThat(world.lastCard(CHEN).title()).isEqualTo("我的日报 · 11-22 周日");
    }

    @ParameterizedTest
    @CsvSource({
        "/digest 明天, 这样写：/digest now",
        "/digest now 发货流程, 这样写：/digest now",
        "/digest preview 小李 小陈, 这样写：/digest preview @小李"
    })
    void a_wrong_line_is_answered_with_the_right_form_of_what_was_meant(String line, String answer) {
        world.says(ZHOU, line);
        assertThat(world.lastText(ZHOU)).contains(answer);
    }

    @Test
    void an_admin_sees_what_somebody_else_gets_and_nobody_else_does() {
        world.approved();
        world.says(ZHOU, "/digest preview 小李");
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("我的日报 · 11-22 周日");
        assertThat(world.lastCard(ZHOU).paragraphs()).containsExactly("昨天小李完成 0 件，现在还有 1 件没做完。");

        world.says(ZHOU, "/digest preview 没人");
        assertThat(world.lastText(ZHOU)).contains("没找到“没人”");
        world.says(ZHOU, "/digest preview 小");
        world.presses(ZHOU, "小陈");
        assertThat(world.lastCard(ZHOU).paragraphs()).containsExactly("昨天小陈完成 0 件，现在都做完了。");
        world.says(LI, "/digest preview 张总");
        assertThat(world.lastText(LI)).isEqualTo("这个只有管理员能做");
    }

    @Test
    void a_subscribed_digest_comes_at_its_time_each_day_until_it_is_taken_back() {
        world.says(ZHOU, "/digest subscribe 10:30 发货流程");
        assertThat(world.lastText(ZHOU)).isEqualTo("好的，每天 10:30 发日报给你，只看：发货流程。不要了就发“日报 取消订阅”。");
        world.pass(Duration.ofMinutes(29));
        assertThat(digests(ZHOU)).isEmpty();
        world.pass(Duration.ofMinutes(1));
        assertThat(digests(ZHOU)).hasSize(1);
        world.pass(Duration.ofDays(1));
        assertThat(digests(ZHOU)).hasSize(2);

        world.says(ZHOU, "日报 取消订阅");
        assertThat(world.lastText(ZHOU)).isEqualTo("好的，不再发日报给你。");
        world.pass(Duration.ofDays(2));
        assertThat(digests(ZHOU)).hasSize(2);
        world.says(ZHOU, "/digest unsubscribe");
        assertThat(world.lastText(ZHOU)).isEqualTo("你没有订阅日报。");
    }

    @Test
    void a_message_that_arrives_twice_subscribes_once() {
        world.hears(ZHOU, "日报订阅", world.clock.instant(), "once");
        world.hears(ZHOU, "日报订阅", world.clock.instant(), "once");
        assertThat(world.lastText(ZHOU)).isEqualTo("好的，每天 09:00 发日报给你。不要了就发“日报 取消订阅”。");
        world.pass(Duration.ofDays(1));
        assertThat(digests(ZHOU)).hasSize(1);
    }

    @Test
    void a_subscriber_without_rights_is_told_and_gets_their_own() {
        world.says(LI, "日报 订阅 8点");
        assertThat(world.lastText(LI)).startsWith("好的，每天 08:00 发日报给你。").endsWith("里面是你自己的事。");
        world.pass(Duration.ofHours(22));
        assertThat(digests(LI))
                .singleElement()
                .satisfies(card -> assertThat(card.title()).startsWith("我的日报"));
    }

    @Test
    void a_time_is_written_as_people_write_it() {
        for (String time : List.of("9点半", "9：30", "上午9点30分", "上午9:30")) {
            world.says(ZHOU, "/digest subscribe " + time);
            assertThat(world.lastText(ZHOU)).as(time).contains("每天 09:30");
        }
        for (String time : List.of("15", "下午3点", "下午15时")) {
            world.says(ZHOU, "/digest subscribe " + time);
            assertThat(world.lastText(ZHOU)).as(time).contains("每天 15:00");
        }
        world.says(ZHOU, "/digest subscribe 中午12点");
        assertThat(world.lastText(ZHOU)).contains("每天 12:00");
    }

    @Test
    void a_wish_of_a_second_account_is_the_persons_once_the_two_are_linked() {
        world.says(WANG_DING, "日报 订阅 11:00");
        world.says(ZHOU, "/member link 小王 dingtalk:wang-ding");
        world.pass(Duration.ofHours(2));

        assertThat(digests(WANG)).hasSize(1);
        assertThat(digests(WANG_DING)).isEmpty();

        world.says(WANG_DING, "日报 取消订阅");
        assertThat(world.lastText(WANG_DING)).isEqualTo("好的，不再发日报给你。");
        world.pass(Duration.ofDays(2));
        assertThat(digests(WANG)).hasSize(1);
    }

    @Test
    void what_a_second_account_has_done_counts_for_the_person() {
        world.says(ZHOU, "/role set 审批人 dingtalk:zhang-ding");
        world.started();
        world.presses(ZHANG_DING, "同意");
        world.says(WANG, "/show FH-20261123-0001");
        world.presses(WANG, "取消这张单子");
        world.presses(WANG, "取消这张单子", "为什么？（对方会看到）", "不要了");
        world.says(ZHOU, "/role set 审批人 feishu:zhang");
        world.says(ZHOU, "/member link feishu:zhang dingtalk:zhang-ding");
        assertThat(world.lastText(ZHOU)).contains("同一个人");
        world.pass(Duration.ofDays(1));

        world.says(ZHOU, "日报");
        assertThat(rows(world.lastCard(ZHOU), "每个人")).containsExactly("张总");
        world.says(ZHANG, "日报");
        assertThat(world.lastCard(ZHANG).paragraphs().getFirst()).contains("昨天你完成 1 件");
    }

    @Test
    void what_cannot_be_subscribed_to_is_said() {
        for (String time : List.of("9点3", "24点", "晚上", "9点多")) {
            world.says(ZHOU, "/digest subscribe " + time);
            assertThat(world.lastText(ZHOU)).isEqualTo("没有“" + time + "”这个时间，写成 09:00 这样");
        }
        world.says(ZHOU, "/digest subscribe 25:00");
        assertThat(world.lastText(ZHOU)).isEqualTo("没有“25:00”这个时间，写成 09:00 这样");
        world.says(ZHOU, "/digest subscribe 采购");
        assertThat(world.lastText(ZHOU)).isEqualTo("没有“采购”这个流程。有：发货流程、退货申请");
        assertThat(world.digest.subscriptions().all()).isEmpty();
    }

    @Test
    void admins_see_who_subscribed() {
        world.says(ZHOU, "/digest list");
        assertThat(world.lastText(ZHOU)).isEqualTo("还没有人订阅日报。");
        world.says(ZHOU, "/digest subscribe");
        world.says(LI, "/digest subscribe 8:05 退货申请");
        world.says(ZHOU, "日报 名单");
        assertThat(world.lastText(ZHOU).lines()).containsExactlyInAnyOrder("周管理 · 每天 09:00", "小李 · 每天 08:05 · 只看：退货申请");
        world.says(LI, "/digest list");
        assertThat(world.lastText(LI)).isEqualTo("这个只有管理员能做");
    }

    @Test
    void a_digest_whose_fate_is_unknown_is_seen_once() {
        world.says(ZHOU, "/digest subscribe 11:00");
        world.phones.nextSends.add(new SendResult.Unknown("the line broke"));
        world.pass(Duration.ofHours(1));
        world.pass(Duration.ofMinutes(1));
        assertThat(digests(ZHOU)).hasSize(1);
        assertThat(world.phones.createKeys.reversed().stream().limit(2).distinct())
                .hasSize(1);
    }

    @Test
    void a_digest_that_cannot_leave_on_its_day_is_dropped() {
        world.says(ZHOU, "/digest subscribe 11:00");
        world.phones.nextSends.add(new SendResult.Retry(Duration.ofHours(20), "limit"));
        world.pass(Duration.ofHours(1));
        assertThat(digests(ZHOU)).isEmpty();
        world.pass(Duration.ofHours(21));
        assertThat(digests(ZHOU)).as("at 08:00 of the next day").isEmpty();
        world.pass(Duration.ofHours(3));
        assertThat(digests(ZHOU)).hasSize(1);
    }

    @Test
    void a_nudge_reaches_whoever_holds_it_and_only_once_an_hour() {
        world.approved();
        world.says(ZHOU, "日报");
        Phones.Message digest = world.last(ZHOU);

        assertThat(world.presses(ZHOU, digest, "催办").toast().text()).isEqualTo("已催小李");
        Card nudge = world.lastCard(LI);
        assertThat(nudge.title()).isEqualTo("催一下：完成发货并反馈发货信息");
        assertThat(nudge.paragraphs()).first().isEqualTo("周管理 请你快点做这一步。");
        int before = world.chat(LI).size();
        var again = world.presses(ZHOU, digest, "催办").toast();
        assertThat(again.kind()).isEqualTo(ToastKind.WARNING);
        assertThat(again.text()).isEqualTo("一小时内催过小李了，今天 11:00（11-23）后可以再催");
        assertThat(world.chat(LI)).hasSize(before);

        world.pass(Duration.ofHours(1));
        assertThat(world.presses(ZHOU, digest, "催办").toast().text()).isEqualTo("已催小李");
        assertThat(world.chat(LI)).hasSize(before + 1);
        world.presses(LI, "打开");
        assertThat(world.lastCard(LI).title()).isEqualTo("完成发货并反馈发货信息");
    }

    @Test
    void what_is_done_meanwhile_is_not_nudged_about() {
        world.approved();
        world.says(ZHOU, "日报");
        Phones.Message digest = world.last(ZHOU);
        world.sendsPicture(LI, "waybill", "");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        assertThat(world.presses(ZHOU, digest, "催办").toast().text()).isEqualTo("这一步已经不用催了");
    }

    @Test
    void only_admins_and_the_owner_may_nudge() {
        world.approved();
        world.says(ZHOU, "日报");
        Phones.Message digest = world.last(ZHOU);
        assertThat(world.act(WANG, digest, "催办").toast().text()).isEqualTo("已催小李");
        assertThat(world.act(ZHANG, digest, "催办").toast().text()).isEqualTo("这个你不能做，找小王");
        assertThat(world.act(CHEN, digest, "催办").toast().text()).isEqualTo("没找到这张单子，或者它和你没关系");
    }

    @Test
    void the_record_of_a_wait_is_opened() {
        world.approved();
        world.says(ZHOU, "日报");
        world.presses(ZHOU, "打开");
        assertThat(world.lastCard(ZHOU).kind()).isEqualTo(Card.Kind.RECORD);
    }

    @Test
    void whose_work_piles_up_is_suggested() {
        for (int i = 0; i < 3; i++) {
            world.says(WANG, "/start 发货流程");
            world.presses(WANG, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "12800");
            world.presses(ZHANG, "同意");
        }
        world.pass(Duration.ofDays(1));
        world.says(ZHOU, "日报");
        assertThat(world.lastCard(ZHOU).paragraphs()).contains("建议：小李手上逾期 3 件，问问要不要帮忙。");
        world.says(LI, "日报");
        assertThat(world.lastCard(LI).paragraphs()).contains("建议：先做“完成发货并反馈发货信息 · FH-20261123-0001”。");
    }

    @Test
    void what_has_been_stuck_for_a_week_is_suggested() {
        world.started();
        world.pass(Duration.ofDays(8));
        world.says(ZHOU, "日报");
        assertThat(world.lastCard(ZHOU).paragraphs()).contains("建议：有一件从11-23 周一 10:00 等到现在，看看卡在哪里。");
    }

    private List<Card> digests(Account person) {
        return world.chat(person).stream()
                .map(Phones.Message::card)
                .filter(card -> card != null && card.kind() == Card.Kind.DIGEST)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static List<String> facts(Card card) {
        return card.facts().stream()
                .map(fact -> fact.label() + " " + fact.value())
                .toList();
    }

    private static List<String> rows(Card card, String heading) {
        return card.groups().stream()
                .filter(group -> heading.equals(group.heading()))
                .flatMap(group -> group.rows().stream())
                .map(Card.Row::title)
                .toList();
    }
}
