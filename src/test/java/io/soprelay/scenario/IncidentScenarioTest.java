package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.DeliveryStory;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody is outside the app's range while work waits: what the admin sees of it over the wire, and three ways out. */
class IncidentScenarioTest extends Scenario {
    private static final Pattern NUMBER = Pattern.compile("异常 (\\d+)");

    private static final String GONE = "没收到卡片";

    @Test
    void back_in_range_a_press_on_retry_brings_the_card_and_closes_the_incident() {
        PhoneCard incident = waitsForNobody(company.delivery());
        assertThat(company.openIncidents("unreachable")).isEqualTo(1);

        company.backInReach(li);
        incident.presses("重试").seesToast("已经再发了");

        li.card("完成发货并反馈发货信息", "完成任务");
        incident.comesToShow("自己好了").offersNot("重试").offersNot("放弃");
        assertThat(company.openIncidents("unreachable")).isZero();
        company.settles();
        assertThat(admin.count("小李", GONE)).isEqualTo(1);
    }

    @Test
    void somebody_else_gets_the_work_and_it_goes_on() {
        PhoneCard incident = waitsForNobody(company.delivery());
        Person wu = company.person("小吴");
        incident.offers("换人");

        admin.says("/incident reassign " + number(incident) + " " + company.named("小吴"));

        wu.card("完成发货并反馈发货信息", "完成任务");
        incident.comesToShow("处理好了").offersNot("换人");
    }

    @Test
    void giving_up_asks_why_and_keeps_it() {
        PhoneCard incident = waitsForNobody(company.delivery());

        incident.presses("放弃")
                .seesToast("为什么")
                .sees("为什么放弃？（会留下来）")
                .fills("为什么放弃？（会留下来）", "他已经离职")
                .presses("放弃")
                .seesToast("已放弃");

        incident.comesToShow("他已经离职", "放弃了").offersNot("重试");
        company.settles();
        assertThat(admin.count("小李", GONE)).isEqualTo(1);
    }

    @Test
    void the_record_says_why_it_is_stuck_and_only_the_admin_may_act() {
        DeliveryStory record = company.delivery();
        PhoneCard incident = waitsForNobody(record);

        record.record(wang).shows("为什么卡住了", "管理员已经知道了");
        zhang.holding(incident).presses("重试").seesToast("这个只有管理员能做");
        int mark = wang.mark();
        wang.says("/incident list");
        wang.seesAfter(mark, "这个只有管理员能做");
    }

    /** Approved, and 小李 does not get the task. */
    private PhoneCard waitsForNobody(DeliveryStory record) {
        company.outOfReach(li);
        return admin.card("小李", GONE, record.approved().number(), "重试");
    }

    private static int number(PhoneCard incident) {
        return Integer.parseInt(incident.reads(NUMBER).replaceAll("\\D", ""));
    }
}
