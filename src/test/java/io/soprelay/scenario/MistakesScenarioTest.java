package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.Pressed;
import io.soprelay.testkit.company.DeliveryStory;
import io.soprelay.testkit.company.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wrong values, wrong people, twice, too late, forged: named, kept, and nothing moves. */
class MistakesScenarioTest extends Scenario {

    @Test
    void wrong_values_are_named_and_kept_and_a_corrected_form_goes_through() {
        PhoneCard form = startForm();
        form.fills("客户名称", "甲公司", "发货内容", "交换机", "数量", "十台", "金额", "-5")
                .presses("提交")
                .seesToast("数量", "金额")
                .keepsWhatWasTyped();

        form.fills("数量", "１０", "金额", "12,800").presses("提交").seesToast("已提交", "单号");
    }

    @Test
    void a_look_at_the_whole_record_takes_nothing_out_of_a_half_filled_form() {
        DeliveryStory delivery = company.delivery().started();
        PhoneCard approval = delivery.approval();
        int mark = zhang.mark();

        approval.fills("意见（可以不填）", "先看看数量").presses("看整张单子").keepsWhatWasTyped();

        zhang.seesAfter(mark, delivery.number(), "待审批");
        company.settles();
        assertThat(approval.value("意见（可以不填）")).isEqualTo("先看看数量");
    }

    @Test
    void a_date_that_is_none_moves_nothing() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard task = delivery.shipping();
        task.isAnsweredWithPicture();
        li.sees("已收到物流凭证");
        task.fills("物流单号", "SF1").presses("完成任务").isStoppedByThePhone("实际发货时间");

        task.fills("实际发货时间", company.picked(), "物流单号", "SF1").presses("完成任务").seesToast("已完成");
    }

    @Test
    void hostile_words_stay_words() {
        String hostile = "<at id=all></at> [点我](http://x.cn) **粗** \u202e反 <font color='red'>红</font>";
        PhoneCard form = startForm();
        form.fills("客户名称", "<at id=all></at>[点我](http://x.cn)", "发货内容", hostile, "数量", "1", "金额", "1")
                .presses("提交")
                .seesToast("已提交");

        PhoneCard approval = zhang.card("请审批：发货审批", "点我", "同意");

        if (platform == Platform.FEISHU) {
            assertThat(approval.readOnFeishu().json().toString())
                    .doesNotContain("\u202e")
                    .doesNotContainPattern("\"tag\":\"(markdown|lark_md)\",\"content\":\"[^\"]*(<at|\\]\\(http|<font)");
        } else {
            assertThat(approval.readOnDingTalk().message().content()).doesNotContain("\u202e");
            assertThat(List.of("block1", "block2", "block3"))
                    .allSatisfy(
                            block -> assertThat(approval.readOnDingTalk().face().variable(block))
                                    .doesNotContainPattern("<at|\\]\\(http|<font"));
        }
    }

    @Test
    void a_strangers_press_has_no_effect_and_says_whose_it_is() {
        DeliveryStory delivery = company.delivery().approved();
        Person stranger = company.person("小钱");

        Pressed pressed = stranger.holding(delivery.shipping())
                .fills("实际发货时间", company.picked(), "物流单号", "SF1")
                .presses("完成任务")
                .seesToast("小李", "不用处理");

        if (platform == Platform.FEISHU) {
            pressed.keepsWhatWasTyped();
        } else {
            // An answer on DingTalk changes the card for everybody: what a stranger typed must not stand in the
            // holder's form.
            assertThat(delivery.shipping().value("物流单号")).isEmpty();
        }
        delivery.record(wang).shows("已审批");
    }

    @Test
    void pressing_twice_says_so_and_happens_once() {
        DeliveryStory delivery = company.delivery().started();
        PhoneCard approval = delivery.approval().asItIs();
        approval.presses("同意").seesToast("已同意");

        approval.presses("同意").seesToast("已经");

        delivery.record(wang).shows("张总 同意：发货审批");
    }

    @Test
    void of_two_approvers_in_one_instant_one_wins() {
        company.role("财务", "小赵", "小孙");
        DeliveryStory delivery = company.delivery().acceptanceFilled();
        PhoneCard one = delivery.acceptanceApproval().asItIs();
        PhoneCard other =
                company.person("小孙").card(delivery.number(), "请审批：验收凭证审批", "同意").asItIs();

        one.presses("同意").seesToast("已同意");
        other.presses("驳回").seesToast("小赵", "不用处理").sees("小赵");

        delivery.record(wang).shows("已验收");
    }

    @Test
    void the_same_callback_twice_and_at_once_has_one_effect_and_one_answer() {
        DeliveryStory delivery = company.delivery().started();

        List<CallbackAnswer> answers = company.sendsAgainAndAgain(zhang, delivery.approval(), "同意", 5);

        assertThat(answers).hasSize(6).allMatch(answer -> answer.status() == 200);
        wang.sees(delivery.number(), "已审批");
        delivery.record(wang);
        company.settles();
        assertThat(li.count(delivery.number(), "完成发货并反馈发货信息")).isEqualTo(1);
    }

    @Test
    void forged_and_stale_callbacks_are_refused_counted_and_without_effect() {
        DeliveryStory delivery = company.delivery().started();
        PhoneCard approval = delivery.approval();
        long forged = company.counted(Outcome.FORGED);
        long stale = company.counted(Outcome.STALE);

        assertThat(company.sendsForged(zhang, approval, "同意").status()).isBetween(400, 499);
        assertThat(company.sendsAsOf(zhang, approval, "同意", Instant.now().minus(Duration.ofHours(1)))
                        .status())
                .isBetween(400, 499);

        assertThat(company.counted(Outcome.FORGED)).isEqualTo(forged + 1);
        assertThat(company.counted(Outcome.STALE)).isEqualTo(stale + 1);
        delivery.record(wang).shows("待审批").showsNot("张总 同意");
    }

    @Test
    void a_callback_with_a_wrong_token_is_refused_counted_and_without_effect() {
        assumeTrue(platform == Platform.FEISHU, "a card callback of DingTalk carries no token: its signature is all");
        DeliveryStory delivery = company.delivery().started();
        PhoneCard approval = delivery.approval();
        String press = company.feishu()
                .raw()
                .click(
                        zhang.onFeishu(),
                        approval.readOnFeishu().message(),
                        approval.readOnFeishu().actionOf("同意"));
        long token = company.counted(Outcome.WRONG_TOKEN);

        assertThat(company.feishu().raw().sendWithWrongToken(press).status()).isBetween(400, 499);

        assertThat(company.counted(Outcome.WRONG_TOKEN)).isEqualTo(token + 1);
        delivery.record(wang).shows("待审批").showsNot("张总 同意");
    }

    @Test
    void an_empty_reason_is_asked_for_and_never_invented() {
        DeliveryStory delivery = company.delivery().started();
        delivery.approval().presses("驳回").sees("为什么");

        PhoneCard reason = zhang.card("为什么", "驳回");
        reason.fills("为什么？（对方会看到）", "地址不全").presses("驳回").seesToast("已驳回");

        wang.card(delivery.number(), "修改后重新提交", "提交").shows("地址不全");
    }

    private PhoneCard startForm() {
        int mark = wang.mark();
        wang.says("/start 发货流程");
        return wang.card(mark, "发起发货流程", "提交");
    }
}
