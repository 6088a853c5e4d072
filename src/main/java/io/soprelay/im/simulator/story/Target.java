package io.soprelay.im.simulator.story;

/**
 * Where on a phone a step is done, for an arrow or a highlight; every part may be empty.
 *
 * @param messageId the card
 * @param label of the control
 * @param button to press
 * @param text to write or to fill in
 */
public record Target(String messageId, String label, String button, String text) {
    static final Target NONE = new Target("", "", "", "");
}
