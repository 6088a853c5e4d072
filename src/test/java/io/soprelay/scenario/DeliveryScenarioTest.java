package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.DeliveryStory;
import org.junit.jupiter.api.Test;

class DeliveryScenarioTest extends Scenario {

    @Test
    void the_baton_passes_from_the_form_to_the_accepted_delivery() {
        DeliveryStory delivery = company.delivery().started();
        delivery.approval().shows("甲公司", "交换机 A 型", "12800", "小王").presses("同意").seesToast("已同意", "小李");
        wang.sees(delivery.number(), "已审批");

        PhoneCard task = delivery.shipping().shows("甲公司", "照单子备货", "18:00", "小王");
        task.fills("实际发货时间", company.picked(), "物流单号", "SF1234567890")
                .presses("完成任务")
                .seesToast("内容已保存", "物流凭证");
        task.isAnsweredWithPicture();
        task.comesToShow("已完成", "SF1234567890");
        wang.sees(delivery.number(), "已发货", "SF1234567890", "找客户验收");

        delivery.acceptance().isAnsweredWithPicture();
        wang.sees("已收到客户验收凭证");
        delivery.acceptance().fills("客户验收时间", company.picked()).presses("完成任务").seesToast("已完成", "小赵");
        PhoneCard approval = delivery.acceptanceApproval();
        assertThat(approval.read().pictures()).hasSize(1);
        approval.presses("同意").seesToast("已同意");
        wang.sees(delivery.number(), "已验收", "这张单子办完了");
    }

    @Test
    void a_rejected_delivery_comes_back_with_the_reason_and_what_was_filled() {
        DeliveryStory delivery = company.delivery().started();
        company.rejects(delivery.approval(), "数量不对，合同上是 8 件").seesToast("已驳回").sees("已驳回", "数量不对");

        PhoneCard again = wang.card(delivery.number(), "修改后重新提交", "提交").shows("数量不对，合同上是 8 件", "张总");
        assertThat(again.value("客户名称")).isEqualTo("甲公司");
        assertThat(again.value("数量")).isEqualTo("10");
        again.fills("数量", "8").presses("提交").seesToast("已完成", "张总");

        delivery.approval().shows("8 件").presses("同意").seesToast("已同意");
        delivery.shipping().shows("8 件");
    }

    @Test
    void a_rejected_acceptance_opens_a_new_round_with_the_old_values_and_the_reason() {
        DeliveryStory delivery = company.delivery().acceptanceFilled();
        PhoneCard first = wang.card(delivery.number(), "完成验收并反馈验收信息", "已完成");
        company.rejects(delivery.acceptanceApproval(), "看不清签字").seesToast("已驳回");

        PhoneCard second = delivery.acceptance().shows("看不清签字", "小赵");
        assertThat(second.messageId()).isNotEqualTo(first.messageId());
        assertThat(second.value("客户验收时间")).isNotEmpty();
        first.shows("已完成").offersNot("完成任务");

        second.presses("完成任务").seesToast("已完成");
        delivery.acceptanceApproval().presses("同意").seesToast("已同意");
        wang.sees(delivery.number(), "已验收");
    }

    @Test
    void an_optional_value_taken_out_of_the_reopened_form_leaves_the_record() {
        DeliveryStory delivery = company.delivery().shipped();
        PhoneCard task = delivery.acceptance();
        task.isAnsweredWithPicture();
        wang.sees("已收到客户验收凭证");
        task.fills("客户验收时间", company.picked(), "实际送达时间", company.picked())
                .presses("完成任务")
                .seesToast("已完成");
        company.rejects(delivery.acceptanceApproval(), "看不清签字").seesToast("已驳回");

        PhoneCard again = delivery.acceptance().shows("看不清签字");
        assertThat(again.value("实际送达时间")).isNotEmpty();
        again.fills("实际送达时间", "").presses("完成任务").seesToast("已完成");

        delivery.record(wang).shows("去掉了实际送达时间");
    }

    @Test
    void three_pictures_sent_at_once_after_the_form_all_belong_to_its_task() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard task = delivery.shipping();
        task.fills("实际发货时间", company.picked(), "物流单号", "SF1").presses("完成任务").seesToast("还差");
        task.isAnsweredWithPicture();
        task.isAnsweredWithPicture();
        task.isAnsweredWithPicture();

        company.settles();
        assertThat(li.count("已收到物流凭证", "任务已完成")).isEqualTo(1);
        assertThat(li.count("已收到物流凭证", "一起放进去了")).isEqualTo(2);
        delivery.record(wang).shows("已发货");
        assertThat(task.shows("已完成").read().pictures()).hasSize(3);
    }

    @Test
    void the_owner_cancels_and_every_open_card_closes() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard task = delivery.shipping();

        PhoneCard record = delivery.record(wang);
        record.presses("取消这张单子").seesToast("请写原因").sees("确定要", "为什么");
        record.fills("为什么？（对方会看到）", "客户不要了")
                .presses("取消这张单子")
                .seesToast("已取消")
                .sees("已取消", "客户不要了")
                .offersNot("取消这张单子");

        task.comesToShow("这张单子已取消（原因：客户不要了）").offersNot("完成任务");
        li.sees(delivery.number() + " 已取消", "客户不要了", "不用做了");
        wang.sees(delivery.number(), "已取消", "不用再办", "客户不要了");
    }

    @Test
    void an_admin_cancels_but_nobody_else_is_offered_it() {
        DeliveryStory delivery = company.delivery().started();
        PhoneCard approval = delivery.approval();
        delivery.record(zhang).offersNot("取消这张单子");

        PhoneCard record = delivery.record(admin);
        record.presses("取消这张单子").sees("为什么");
        record.fills("为什么？（对方会看到）", "重复的单子").presses("取消这张单子").seesToast("已取消");

        approval.comesToShow("这张单子已取消").offersNot("同意");
    }

    @Test
    void the_record_tells_the_whole_way_in_words_and_pictures() {
        DeliveryStory delivery = company.delivery().accepted();

        PhoneCard record = delivery.record(wang);

        record.shows("甲公司", "待审批", "已审批", "已发货", "已验收", "SF1234567890", "10 件", "12800 元")
                .shows("小王 提了这张单子", "张总 同意：发货审批", "小李 发了物流凭证", "小李 做完了：完成发货并反馈发货信息")
                .shows("小王 做完了：完成验收并反馈验收信息", "小赵 同意：验收凭证审批");
        assertThat(record.read().pictures()).hasSize(2);
        record.offers("申请退货").offersNot("取消这张单子");
    }
}
