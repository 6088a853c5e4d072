package io.soprelay.im.simulator.story;

import java.time.Duration;

/** What somebody does in a step. */
public sealed interface Act {
    /** The act in one word, for the page. */
    String word();

    /** Writes to the bot. */
    record Say(String text) implements Act {
        @Override
        public String word() {
            return "say";
        }
    }

    /** @param label of the control, as it is read on the card */
    record Fill(CardSought card, String label, String value) implements Act {
        @Override
        public String word() {
            return "fill";
        }
    }

    /** @param toast words the toast must hold; may be empty */
    record Press(CardSought card, String button, String toast) implements Act {
        @Override
        public String word() {
            return "press";
        }
    }

    /**
     * Answers the card with a photo.
     *
     * @param what is on it
     * @param sample one of the {@link SamplePictures}
     */
    record SendPicture(CardSought card, String what, String sample) implements Act {
        @Override
        public String word() {
            return "picture";
        }
    }

    /** Business time goes on. */
    record Jump(Duration by) implements Act {
        @Override
        public String word() {
            return "clock";
        }
    }

    /** Only reads what has come. */
    record Look() implements Act {
        @Override
        public String word() {
            return "look";
        }
    }
}
