package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.GroupChat;
import io.soprelay.im.Platform;
import org.junit.jupiter.api.Test;

/** The bot in a group: what everybody may read is said aloud, what is somebody's own goes to them. */
class GroupsTest {
    private static final GroupChat GROUP = new GroupChat(Platform.FEISHU, "oc_sales");

    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void help_and_who_does_what_are_said_in_the_group() {
        world.saysIn(GROUP, WANG, "/help");
        assertThat(world.lastCard(GROUP).title()).isEqualTo("我能帮你做什么");
        world.saysIn(GROUP, WANG, "/role");
        assertThat(world.lastText(GROUP)).contains("库管：小李");
    }

    @Test
    void an_admins_help_in_a_group_is_everybodys_help() {
        world.says(ZHOU, "/help");
        int admins = world.lastCard(ZHOU).groups().size();
        world.saysIn(GROUP, ZHOU, "/help");
        assertThat(world.lastCard(GROUP).groups().size()).isLessThan(admins);
    }

    @Test
    void a_list_of_ones_own_goes_to_the_asker_alone_and_the_group_is_told_so() {
        world.started();
        world.saysIn(GROUP, ChatWorld.ZHANG, "/todo");
        assertThat(world.lastCard(ChatWorld.ZHANG).title()).contains("我的待办");
        assertThat(world.lastText(GROUP)).isEqualTo("只和你有关，我私下发给你了");
        assertThat(world.chat(GROUP)).hasSize(1);
    }

    @Test
    void a_record_is_shown_to_whoever_may_see_it_never_to_the_group() {
        world.started();
        world.saysIn(GROUP, WANG, "查看 FH-20261123-0001");
        assertThat(world.lastCard(WANG).subtitle() + world.lastCard(WANG).title())
                .contains("FH-20261123-0001");
        assertThat(world.chat(GROUP)).hasSize(1).allMatch(message -> message.card() == null);
    }

    @Test
    void a_private_answer_to_a_question_in_a_group_is_no_reply_to_its_message() {
        world.started();
        world.saysIn(GROUP, WANG, "/show FH-20261123-9999");
        assertThat(world.last(WANG).replyTo()).isNull();
        assertThat(world.last(GROUP).replyTo()).isNotNull();
    }

    @Test
    void words_nobody_understands_are_answered_where_they_were_said() {
        world.saysIn(GROUP, WANG, "呜哩哇啦");
        assertThat(world.lastCard(GROUP).paragraphs().toString()
                        + world.lastCard(GROUP).title())
                .contains("没看懂");
    }

    @Test
    void admin_commands_stay_admin_commands() {
        world.saysIn(GROUP, WANG, "/role set 库管 小王");
        assertThat(world.lastText(WANG)).isEqualTo("这个只有管理员能做");
    }
}
