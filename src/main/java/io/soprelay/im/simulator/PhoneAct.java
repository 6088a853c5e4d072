package io.soprelay.im.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody does on a phone. Acts the phone itself stops (a required control left empty) are none. */
public sealed interface PhoneAct {
    Phone who();

    /**
     * @param replyTo message id of the card it answers
     * @param group the one it is said in; null in private
     */
    record Said(
            Phone who,
            String text,
            @Nullable String replyTo,
            @Nullable GroupChat group) implements PhoneAct {}

    /**
     * @param image false for a file
     * @param replyTo message id of the card it answers
     */
    record SentMedia(
            Phone who,
            boolean image,
            String fileName,
            @Nullable String replyTo) implements PhoneAct {}

    /**
     * @param card as it was pressed, possibly in somebody else's chat
     * @param button its label; empty where none of the card's sends this
     * @param filled what was filled in and is sent along: label → value as {@link ShownCard#fill} takes it, in the order of
     *     the card; what was left as it came is not among it
     */
    record Pressed(Phone who, ShownCard card, String button, Map<String, String> filled) implements PhoneAct {}

    record OpenedChat(Phone who) implements PhoneAct {}

    record PressedMenu(Phone who, String key) implements PhoneAct {}
}
