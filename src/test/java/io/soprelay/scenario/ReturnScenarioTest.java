package io.soprelay.scenario;

import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.DeliveryStory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A record of one flow moves a record of another. */
class ReturnScenarioTest extends Scenario {

    @Test
    void goods_that_come_back_after_acceptance_end_the_delivery() {
        DeliveryStory delivery = company.delivery().accepted();
        delivery.record(wang).presses("申请退货");

        comesBack(delivery);
    }

    @Test
    void goods_may_come_back_before_acceptance() {
        DeliveryStory delivery = company.delivery().shipped();
        PhoneCard acceptance = delivery.acceptance();
        wang.says("/start 退货申请 " + delivery.number());

        comesBack(delivery);

        acceptance.comesToShow("已退货").offersNot("完成任务");
    }

    @Test
    void before_shipping_there_is_nothing_to_return() {
        DeliveryStory delivery = company.delivery().approved();

        wang.isAnswered("/start 退货申请 " + delivery.number(), "还没发货，请直接取消");
    }

    private void comesBack(DeliveryStory delivery) {
        wang.card("发起退货申请", "提交")
                .fills("退货原因", "型号发错了", "退货数量", "2", "退款金额", "2560")
                .presses("提交")
                .seesToast("已提交", "TH-");
        zhang.card("请审批：退货审批", delivery.number(), "同意").presses("同意").seesToast("已同意");
        PhoneCard stock = li.card("收货入库并反馈入库信息", delivery.number(), "完成任务");
        // Where the bot is not told what a picture answers, one sent within moments may still belong to the shipping.
        company.passes(Duration.ofMinutes(2));
        stock.isAnsweredWithPicture();
        li.sees("已收到入库凭证");
        stock.fills("实际入库时间", company.picked()).presses("完成任务").seesToast("已完成");

        wang.sees(delivery.number(), "已退货", "2560");
        delivery.record(wang).shows("已退货");
    }
}
