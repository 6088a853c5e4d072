package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Ids;
import java.util.List;

/** A group with the robot in it. The robot hears only what mentions it, and gets no files. */
public final class DingTalkGroup {
    private final DingTalkPlatform platform;
    private final String name;
    private final String conversationId;
    private final List<DingTalkPerson> members;

    DingTalkGroup(DingTalkPlatform platform, String clientId, String name, List<DingTalkPerson> members) {
        this.platform = platform;
        this.name = name;
        this.conversationId = "cid" + Ids.stable(clientId + ":group:" + name);
        this.members = List.copyOf(members);
    }

    public String name() {
        return name;
    }

    /** {@code openConversationId}. */
    public String conversationId() {
        return conversationId;
    }

    public List<DingTalkPerson> members() {
        return members;
    }

    /** Everything said in it, oldest first; a card for a few is among it. */
    public List<ChatMessage> messages() {
        return platform.chats().inChat(conversationId);
    }

    @Override
    public String toString() {
        return name;
    }
}
