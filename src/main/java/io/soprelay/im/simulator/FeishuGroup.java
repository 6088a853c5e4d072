package io.soprelay.im.simulator;

import java.util.List;

/** A group on Feishu. */
public final class FeishuGroup implements GroupChat {
    private final FeishuPlatform platform;
    private final String name;
    private final String chatId;
    private final List<SimulatedPerson> members;

    FeishuGroup(FeishuPlatform platform, String appId, String name, List<SimulatedPerson> members) {
        this.platform = platform;
        this.name = name;
        this.chatId = "oc_" + Ids.stable(appId + ":group:" + name);
        this.members = List.copyOf(members);
    }

    @Override
    public String name() {
        return name;
    }

    public String chatId() {
        return chatId;
    }

    @Override
    public List<SimulatedPerson> members() {
        return members;
    }

    @Override
    public List<ChatMessage> messages() {
        return platform.chats().inChat(chatId);
    }

    @Override
    public Delivery hears(Phone member, String text) {
        return ((SimulatedPerson) member).saysIn(this, text);
    }

    @Override
    public String toString() {
        return name;
    }
}
