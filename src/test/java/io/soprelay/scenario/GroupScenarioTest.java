package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.kit.Person;
import io.soprelay.testkit.company.DeliveryStory;
import io.soprelay.testkit.company.Group;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bot in a group, over the wire: what is everybody's is said aloud, what is somebody's own goes to them. */
class GroupScenarioTest extends Scenario {
    private Person qian;
    private Group group;

    @BeforeEach
    void meet() {
        qian = company.person("小钱");
        group = company.group("销售群", wang, zhang, li, qian);
    }

    @Test
    void help_is_answered_in_the_group() {
        group.says(wang, "@接力 /help");

        group.sees(zhang, "我能帮你做什么");
        company.settles();
        assertThat(wang.count("我能帮你做什么")).as("not once more in private").isZero();
    }

    @Test
    void ones_own_list_goes_to_the_asker_alone_and_the_group_is_told_so() {
        DeliveryStory delivery = company.delivery().started();
        delivery.approval();
        company.settles();
        int mark = zhang.mark();

        group.says(zhang, "@接力 /todo");

        group.sees(wang, "只和你有关，我私下发给你了");
        zhang.seesAfter(mark, "我的待办", delivery.number());
        assertThat(group.count(wang, delivery.number())).isZero();
    }

    @Test
    void somebody_the_bot_has_never_met_is_named_by_mentioning_them() {
        Group hiring = company.group("招人群", admin, qian);

        int mark = admin.mark();

        hiring.says(admin, "@接力 /role set 库管 @" + qian.name());

        admin.seesAfter(mark, "库管现在是", "小钱");
        DeliveryStory delivery = company.delivery().started();
        delivery.approval().presses("同意");
        qian.card("完成发货");
    }

    @Test
    void what_people_say_to_each_other_is_not_for_the_bot() {
        group.says(wang, "/help");
        group.says(wang, "@接力 /role");

        group.sees(zhang, "库管");
        company.settles();
        assertThat(group.count(zhang, "我能帮你做什么")).isZero();
    }

    @Test
    void a_button_in_the_group_works_for_whoever_presses_it() {
        DeliveryStory delivery = company.delivery().started();
        delivery.approval();
        group.says(wang, "@接力 /help");
        company.settles();
        int mark = zhang.mark();

        group.card(zhang, "我能帮你做什么").presses("我的待办");

        zhang.seesAfter(mark, "我的待办", delivery.number());
        assertThat(group.count(wang, delivery.number())).isZero();
    }

    @Test
    void a_foreigner_who_presses_somebodys_card_is_refused() {
        DeliveryStory delivery = company.delivery().started();

        qian.holding(delivery.approval()).presses("同意").seesToast("张总", "不用处理");

        delivery.record(wang).shows("待审批").showsNot("张总 同意");
    }
}
