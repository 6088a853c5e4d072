package io.soprelay.im.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What somebody does on a phone. Acts the phone itself stops (a required control left empty) are none. */
public sealed interface PhoneAct {
    SimulatedPerson who();

    /** @param replyTo message id of the card it answers */
    record Said(SimulatedPerson who, String text, @Nullable String replyTo) implements PhoneAct {}

    /**
     * @param image false for a file
     * @param replyTo message id of the card it answers
     */
    record SentMedia(
            SimulatedPerson who,
            boolean image,
            String fileName,
            @Nullable String replyTo) implements PhoneAct {}

    /**
     * @param card as it was pressed, possibly in somebody else's chat
     * @param action as the app sends it: {@code tag}, {@code name}, {@code value}, {@code form_value}
     */
    record Pressed(SimulatedPerson who, SimulatedCard card, JsonNode action) implements PhoneAct {}

    record OpenedChat(SimulatedPerson who) implements PhoneAct {}

    record PressedMenu(SimulatedPerson who, String key) implements PhoneAct {}
}
