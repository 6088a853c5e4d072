package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.DeliveryStory;
import io.soprelay.testkit.company.Platform;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people say, what they send, and what the platform does to it. */
class ChatScenarioTest extends Scenario {

    @Test
    void the_bot_introduces_itself_once() {
        assumeTrue(platform == Platform.FEISHU, "DingTalk tells no bot that its chat was opened");
        Person fresh = company.person("小新");
        fresh.opensChat();
        fresh.sees("我是接力");
        fresh.opensChat();

        company.settles();
        assertThat(fresh.count("我是接力")).isEqualTo(1);
    }

    @Test
    void whoever_writes_before_being_introduced_is_told_how_to_begin() {
        company.person("小新").isAnswered("在吗", "我没看懂", "帮助");
    }

    @Test
    void commands_work_with_aliases_full_width_and_without_a_slash() {
        DeliveryStory delivery = company.delivery().started();
        company.settles();

        wang.isAnswered("／帮助", "我能帮你做什么");
        wang.isAnswered("查看 " + delivery.number(), "甲公司");
        zhang.isAnswered("待办", "我的待办", delivery.number());
        wang.isAnswered("吃了吗", "我没看懂", "吃了吗");
        admin.isAnswered("/flow list", "发货流程", "退货申请");
        admin.isAnswered("/status", "流程 2 个");
        wang.isAnswered("/role set 库管 @小王", "只有管理员");
    }

    @Test
    void nobody_sees_a_record_they_have_nothing_to_do_with() {
        DeliveryStory delivery = company.delivery().started();

        company.person("小钱").isAnswered("/show " + delivery.number(), "没");
        company.settles();
        assertThat(company.person("小钱").count("甲公司")).isZero();
    }

    @Test
    void pictures_come_before_the_form_after_it_or_for_nothing() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard task = delivery.shipping();
        int revision = task.revision();
        li.sendsPicture();
        li.sees("已收到物流凭证");
        assertThat(task.revision())
                .as("an open form is never touched by evidence")
                .isEqualTo(revision);
        task.fills("实际发货时间", company.picked(), "物流单号", "SF1").presses("完成任务").seesToast("已完成");

        company.passes(Duration.ofMinutes(2));
        int mark = li.mark();
        li.sendsPicture();
        li.seesAfter(mark, "没有");
    }

    @Test
    void a_picture_nobody_has_shown_yet_is_on_the_done_card_some_seconds_after_the_press() {
        DeliveryStory delivery = company.delivery().approved();
        PhoneCard task = delivery.shipping();
        task.isAnsweredWithPicture();
        li.sees("已收到物流凭证");

        task.fills("实际发货时间", company.picked(), "物流单号", "SF1").presses("完成任务").seesToast("已完成");

        task.shows("已完成", "图片暂时显示不了");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> task.read().pictures().size() == 1);
        task.shows("已完成").showsNot("图片暂时显示不了");
    }

    @Test
    void with_two_open_tasks_the_bot_asks_which_one_the_picture_is_for() {
        DeliveryStory one = company.delivery().forCustomer("甲公司").approved();
        DeliveryStory other = company.delivery().forCustomer("丙公司").approved();
        one.shipping();
        other.shipping();

        li.sendsPicture();

        li.card("这是哪一个", one.number(), other.number());
    }

    @Test
    void a_busy_failing_or_forgetful_platform_changes_nothing_for_people() {
        company.platformIsBusyFor(2);
        company.platformFailsFor(1);
        DeliveryStory delivery = company.delivery().started();
        company.platformLosesAnswersOf(1);
        delivery.approval().presses("同意").seesToast("已同意");

        delivery.shipping();
        company.settles();
        assertThat(li.count(delivery.number(), "完成发货并反馈发货信息")).isEqualTo(1);
    }
}
