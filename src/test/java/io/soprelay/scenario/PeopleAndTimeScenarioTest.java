package io.soprelay.scenario;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.Company;
import io.soprelay.testkit.company.DeliveryStory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Roles that change or are empty, and what comes by itself when its time has come. */
class PeopleAndTimeScenarioTest extends Scenario {

    @Test
    void a_new_holder_gets_the_open_task_and_the_old_ones_card_closes() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard old = delivery.shipping();

        company.role("库管", "小吴");

        Person wu = company.person("小吴");
        PhoneCard task = wu.card(delivery.number(), "完成发货并反馈发货信息", "完成任务");
        old.comesToShow("小吴").offersNot("完成任务");
        task.isAnsweredWithPicture();
        wu.sees("已收到物流凭证");
        task.fills("实际发货时间", company.picked(), "物流单号", "SF9").presses("完成任务").seesToast("已完成");
    }

    @Test
    void a_former_holder_who_still_has_the_old_form_is_told_whose_it_is() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard old = delivery.shipping().asItIs();
        company.role("库管", "小吴");
        company.person("小吴").card(delivery.number(), "完成任务");

        old.fills("实际发货时间", company.picked(), "物流单号", "SF1").presses("完成任务").seesToast("小吴");

        delivery.record(wang).shows("已审批");
    }

    @Test
    void an_empty_role_is_warned_of_and_the_work_goes_to_the_admin_until_it_is_held() {
        company = Company.without(platform);
        Person seller = company.person("小王");
        int mark = seller.mark();
        seller.says("/start 发货流程");
        seller.card(mark, "发起发货流程", "还没有人是“审批人”", "提交")
                .fills("客户名称", "乙公司", "发货内容", "网线", "数量", "3", "金额", "30")
                .presses("提交")
                .seesToast("已提交");
        PhoneCard forAdmin = company.admin().card("请审批：发货审批", "乙公司", "同意");
        company.admin().sees("还没有人是“审批人”");

        company.role("审批人", "张总");

        company.person("张总").card("请审批：发货审批", "乙公司", "同意");
        forAdmin.comesToShow("张总").offersNot("同意");
    }

    @Test
    void at_six_in_the_evening_an_unfinished_shipping_is_reminded_of_and_a_finished_one_is_not() {
        company.itIs("09:00");
        DeliveryStory done = company.delivery().forCustomer("丙公司").shipped();
        DeliveryStory open = company.delivery().forCustomer("甲公司").approved();
        int mark = li.mark();

        company.itIs("18:00");

        li.seesAfter(mark, "还没完成", open.number());
        company.settles();
        org.assertj.core.api.Assertions.assertThat(li.count("还没完成", done.number()))
                .isZero();
    }

    @Test
    void acceptance_is_due_seven_days_after_shipping() {
        DeliveryStory delivery = company.delivery().shipped();
        delivery.acceptance();
        int mark = wang.mark();

        company.passes(Duration.ofDays(7).plusMinutes(2));

        wang.seesAfter(mark, "还没完成", delivery.number());
    }
}
