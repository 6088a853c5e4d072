package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.GroupChat;
import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Phone;
import java.util.List;

/** A group on DingTalk; the robot gets no files from it. */
public final class DingTalkGroup implements GroupChat {
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

    @Override
    public String name() {
        return name;
    }

    /** {@code openConversationId}. */
    public String conversationId() {
        return conversationId;
    }

    @Override
    public List<DingTalkPerson> members() {
        return members;
    }

    @Override
    public List<ChatMessage> messages() {
        return platform.chats().inChat(conversationId);
    }

    @Override
    public Delivery hears(Phone member, String text) {
        return ((DingTalkPerson) member).saysIn(this, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
