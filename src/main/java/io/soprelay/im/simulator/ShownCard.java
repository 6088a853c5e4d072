package io.soprelay.im.simulator;

import java.util.List;
import java.util.Map;

/**
 * One card as one person saw it at one moment, on any platform. What is typed stays with the person until the card
 * changes; a card that was read before a change can still be pressed, as a thumb that is already on its way.
 */
public interface ShownCard {
    String messageId();

    /** Raised by every change of the card. */
    int revision();

    String title();

    /** Below the title; may be empty. */
    String subtitle();

    /** Every visible text from top to bottom, title first; buttons are not among them. */
    List<String> texts();

    /** {@link #texts()} line by line. */
    default String text() {
        return String.join("\n", texts());
    }

    /** Is this text to be read anywhere on the card, buttons included? */
    boolean shows(String text);

    /** Keys of the pictures in order. */
    List<String> pictures();

    /** Labels of the buttons that can be pressed. */
    List<String> buttons();

    /** Best label of each control that can be filled → its name. */
    Map<String, String> controls();

    /** What the person sees in a control now: typed, or filled in beforehand; lists joined by {@code 、}. */
    String valueOf(String label);

    /**
     * Types or picks a value; it stays on this phone until the card changes.
     *
     * @param value options by what is shown or by value, several joined by {@code 、}; dates as {@code 2026-05-01}, times
     *     as {@code 09:30}, moments as {@code 2026-05-01 09:30}; {@code true}/{@code false}
     * @throws IllegalArgumentException when no control has the label, or it does not offer the value
     */
    ShownCard fill(String label, String value);

    /**
     * Presses a button; a question asked first is answered with yes. The submit button of a form sends with all the form
     * holds.
     *
     * @throws IllegalArgumentException when there is no such button
     */
    ClickResult press(String label);
}
