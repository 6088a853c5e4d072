/**
 * One story, told four ways: the first customer's delivery as data, played by the demo with a transcript, opened at a
 * scene, played at watching speed, or walked by the visitor.
 *
 * <p>Imports {@code im.simulator} and {@code im.simulator.kit}; what drives the simulator from outside may enter. Start
 * reading at {@link io.soprelay.im.simulator.story.DeliveryStory}, the data, and {@link
 * io.soprelay.im.simulator.story.StoryDirector}, what the page drives.
 */
@NullMarked
package io.soprelay.im.simulator.story;

import org.jspecify.annotations.NullMarked;
