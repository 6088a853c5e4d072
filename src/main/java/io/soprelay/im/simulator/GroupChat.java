package io.soprelay.im.simulator;

import java.util.List;

/** A group with the bot in it, on any platform. The bot hears only what mentions it. */
public interface GroupChat {
    String name();

    List<? extends Phone> members();

    /** Everything said in it, oldest first; what is for a few is among it. */
    List<ChatMessage> messages();

    /** One of them says something; with the bot's name behind an {@code @} the bot hears it. */
    Delivery hears(Phone member, String text);
}
