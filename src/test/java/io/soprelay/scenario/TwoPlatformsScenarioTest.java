package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.MixedCompany;
import io.soprelay.testkit.company.Platform;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One record on its way between people who are on different platforms, with one bot for all of them. */
class TwoPlatformsScenarioTest {
    private static final Pattern NUMBER = Pattern.compile("FH-\\d{8}-\\d{4}");

    private MixedCompany company = MixedCompany.fresh();
    private Person admin = company.admin(Platform.FEISHU);
    private Person wang = company.person(Platform.FEISHU, "小王");
    private Person zhang = company.person(Platform.FEISHU, "张总");
    private Person li = company.person(Platform.DINGTALK, "小李");

    @BeforeEach
    void hold_their_roles() {
        admin.isAnswered("/role set 销售 @" + wang.name(), "销售现在是", wang.name());
        admin.isAnswered("/role set 审批人 @" + zhang.name(), "审批人现在是", zhang.name());
        admin.isAnswered("/role set 库管 " + li.onDingTalk().mobile(), "库管现在是", li.name());
        admin.isAnswered("/role set 财务 @" + zhang.name(), "财务现在是", zhang.name());
    }

    @Test
    void a_salesperson_on_feishu_and_a_warehouse_keeper_on_dingtalk_finish_a_delivery() {
        String number = started();
        zhang.card(number, "请审批：发货审批", "同意").presses("同意").seesToast("已同意", li.name());

        PhoneCard task = li.card(number, "完成发货并反馈发货信息", "完成任务").shows("甲公司", wang.name());
        task.isAnsweredWithPicture();
        li.sees("已收到物流凭证");
        task.fills("实际发货时间", company.picked(), "物流单号", "SF1234567890")
                .presses("完成任务")
                .seesToast("已完成");

        wang.sees(number, "已发货", "SF1234567890", "找客户验收");
        int mark = wang.mark();
        wang.says("/show " + number);
        PhoneCard record = wang.card(mark, number, "经过").shows(li.name() + " 发了物流凭证");
        assertThat(record.read().pictures())
                .as("a picture that came by DingTalk is seen on Feishu")
                .hasSize(1);
    }

    @Test
    void a_person_with_two_accounts_is_one_after_the_admin_has_linked_them() {
        Person onFeishu = company.person(Platform.FEISHU, "李师傅");
        onFeishu.isAnswered("待办", "待办");
        admin.isAnswered(
                "/member link " + li.onDingTalk().mobile() + " " + company.account(Platform.FEISHU, onFeishu),
                li.name(),
                "飞书",
                "钉钉");
        String number = started();
        zhang.card(number, "请审批：发货审批", "同意").presses("同意").seesToast("已同意", li.name());
        li.card(number, "完成发货并反馈发货信息", "完成任务");
        company.settles();

        onFeishu.isAnswered("待办", "我的待办", number);
        company.settles();
        assertThat(onFeishu.count("完成发货并反馈发货信息", "完成任务"))
                .as("work goes to one account")
                .isZero();
        assertThat(li.count(number, "完成任务")).isEqualTo(1);
    }

    @Test
    void a_mistyped_account_gets_no_role_and_is_nobody_else() {
        for (String typo : new String[] {"dingtalk:liii", "feishu:ou_liii"}) {
            admin.isAnswered("/role set 库管 " + typo, "没找到", typo);
            admin.isAnswered("/member link " + li.onDingTalk().mobile() + " " + typo, "没找到", typo);
        }
        admin.isAnswered("/role list", "库管：" + li.name());
    }

    @Test
    void whoever_is_admin_on_dingtalk_commands_there_too() {
        company.admin(Platform.DINGTALK).isAnswered("/status", "飞书", "钉钉");
        li.isAnswered("/status", "只有管理员");
    }

    private String started() {
        int mark = wang.mark();
        wang.says("/start 发货流程");
        return wang.card(mark, "发起发货流程", "提交")
                .fills("客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "12800")
                .presses("提交")
                .seesToast("已提交", "单号")
                .sees("已提交")
                .reads(NUMBER);
    }
}
