package io.soprelay.im.simulator;

import java.util.List;

/** A group with the bot in it. The bot hears only what mentions it. */
public final class FeishuGroup {
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

    public String name() {
        return name;
    }

    public String chatId() {
        return chatId;
    }

    public List<SimulatedPerson> members() {
        return members;
    }

    /** Everything said in it, oldest first. */
    public List<ChatMessage> messages() {
        return platform.chats().inChat(chatId);
    }

    @Override
    public String toString() {
        return name;
    }
}
