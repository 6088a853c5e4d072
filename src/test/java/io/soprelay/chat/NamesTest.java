package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Mention;
import io.soprelay.im.Platform;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who people are: asked once, remembered, never asked on the way to a press's answer. */
class NamesTest {
    private static final Account NEW = ChatWorld.account("new");

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_name_the_platform_tells_is_asked_for_once() {
        world.phones.names.put(NEW, "新人");
        world.says(NEW, "待办");
        world.says(NEW, "待办");
        assertThat(world.members.nameOf(world.id(NEW))).contains("新人");
        assertThat(world.phones.asked).containsExactly(NEW);
    }

    @Test
    void a_name_the_platform_may_not_tell_is_asked_for_again_after_ten_minutes() {
        world.says(NEW, "待办");
        world.says(NEW, "待办");
        world.pass(Duration.ofMinutes(10).minusSeconds(1));
        world.says(NEW, "待办");
        assertThat(world.phones.asked).containsExactly(NEW);

        world.phones.names.put(NEW, "新人");
        world.pass(Duration.ofSeconds(1));
        world.says(NEW, "待办");
        assertThat(world.members.nameOf(world.id(NEW))).contains("新人");
    }

    @Test
    void after_a_failure_it_is_asked_again_after_a_minute() {
        world.phones.names.put(NEW, "新人");
        world.phones.contactsFail = true;
        world.says(NEW, "待办");
        world.says(NEW, "待办");
        assertThat(world.phones.asked).containsExactly(NEW);

        world.phones.contactsFail = false;
        world.pass(Duration.ofMinutes(1));
        world.says(NEW, "待办");
        assertThat(world.members.nameOf(world.id(NEW))).contains("新人");
    }

    @Test
    void a_press_asks_no_platform() {
        world.says(WANG, "/start 发货流程");
        world.phones.asked.clear();
        world.act(NEW, world.last(WANG), "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "1", "金额", "1");
        assertThat(world.phones.asked).isEmpty();
    }

    @Test
    void whoever_gets_work_without_ever_having_written_is_named_on_the_cards_of_others() {
        world.says(ZHOU, "/role set 库管 feishu:new");
        world.phones.names.put(NEW, "新人");
        world.pass(Duration.ofMinutes(10));
        world.approved();
        world.says(WANG, "查看 FH-20261123-0001");
        assertThat(world.lastCard(WANG).groups().getFirst().rows().getFirst().title())
                .startsWith("库管新人");
    }

    @Test
    void a_mention_tells_the_name() {
        world.says(ZHOU, "/role set 库管 @_user_1", new Mention("@_user_1", NEW, "新人"));
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：新人");
        assertThat(world.phones.asked).isEmpty();
    }

    @Test
    void an_admin_without_a_name_is_called_admin_and_anybody_else_a_colleague() {
        world.says(ZHOU, "/role set 库管 feishu:new");
        assertThat(world.lastText(ZHOU)).isEqualTo("库管现在是：同事");
        world.members.rename(world.id(ZHOU), "");
        world.phones.names.remove(ZHOU);
        world.says(ZHOU, "/role unset 审批人");
        world.started();
        assertThat(world.last(WANG).card()).isNotNull();
        assertThat(world.lastCard(WANG).paragraphs()).contains("下一步：审批人管理员 发货审批");
    }

    @Test
    void admins_of_the_settings_are_known_by_name_once_the_bot_runs() {
        world.members.rename(world.id(ZHOU), "");
        world.chat.learnNames();
        assertThat(world.members.nameOf(world.id(ZHOU))).contains("周管理");
        assertThat(world.phones.asked).containsExactly(ZHOU).doesNotContain(LI, ZHANG);
    }

    @Test
    void a_platform_is_asked_at_the_start_about_an_admin_whose_name_is_known() {
        world.phones.asked.clear();
        world.says(ZHOU, "/member link feishu:zhou dingtalk:zhou-ding");
        world.dingTalk.asked.clear();

        world.chat.knockAtPlatforms();

        assertThat(world.phones.asked).containsExactly(ZHOU);
        assertThat(world.dingTalk.asked).containsExactly(new Account(Platform.DINGTALK, "zhou-ding"));
    }
}
