package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.Mention;
import io.soprelay.im.Platform;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Whom a message in a group names. */
class DingTalkMentionsTest extends DingTalkCallbackBench {
    @Test
    void whoever_is_named_in_a_group_is_known_by_the_account_the_platform_tells() throws IOException {
        assertThat(mentions("/role set 库管 @仓库 小李", "user9"))
                .containsExactly(new Mention("@仓库", new Account(Platform.DINGTALK, "user9"), ""));
        assertThat(mentions("/role set 库管 @小李\u2005", "user9"))
                .as("whatever blank stands behind it")
                .containsExactly(new Mention("@小李", new Account(Platform.DINGTALK, "user9"), ""));
        assertThat(mentions("/role set 库管 @小李 @小陈", "user9", "user8"))
                .as("nobody tells which word means whom")
                .isEmpty();
        assertThat(mentions("/role set 库管 li@example.com", "user9")).isEmpty();
        assertThat(mentions("/role set 库管 li@example.com @小李", "user9"))
                .as("whose the one account is stands behind one @ alone")
                .isEmpty();
        assertThat(mentions("/role set 库管 @小李")).as("a guest has no account").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/role set 财务 @老王、@小李", "/role set 财务 @老王，@小李", "/role set 财务 @老王@小李", "/role set 库管@小李 @老王"})
    void an_account_is_not_tied_to_one_of_two_names_that_no_blank_parts(String text) throws IOException {
        assertThat(mentions(text, "user9")).isEmpty();
    }

    private List<Mention> mentions(String text, String... staffIds) throws IOException {
        ObjectNode message = (ObjectNode) DingTalkJson.MAPPER.readTree(DingTalkPush.recorded("message-text-group"));
        message.putObject("text").put("content", " " + text);
        message.withArray("atUsers").addObject().put("dingtalkId", "$:LWCP_v1:$guest");
        for (String staffId : staffIds) {
            message.withArray("atUsers")
                    .addObject()
                    .put("dingtalkId", "$:LWCP_v1:$" + staffId)
                    .put("staffId", staffId);
        }
        // Each with a signature of its own, as every message has.
        send(DingTalkPush.message(message.toString(), NOW.plusMillis(inbox.received.size())));
        return ((InboundMessage) inbox.received.getLast()).mentions();
    }
}
