package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Delivery;

/**
 * A message or an event on its way to the bot.
 *
 * @param delivery what is known of its way; its plain text is the data
 * @param eventType empty for a message to the robot
 * @param frameId of every Stream frame it travels in, again and again
 */
record Push(Delivery delivery, String eventType, String frameId) {
    boolean isEvent() {
        return !eventType.isEmpty();
    }
}
