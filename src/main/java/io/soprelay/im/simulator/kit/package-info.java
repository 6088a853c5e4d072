/**
 * A test kit for flows and bots: people with phones say, fill, press and look in sentences, and a sentence that does not
 * hold throws an {@link java.lang.AssertionError} that shows the phone. Needs no test framework.
 *
 * <p>Imports {@code im.simulator}, {@code im.simulator.dingtalk}, the JDK and Jackson; {@code im.simulator.story} and
 * {@code im.simulator.recording} are built on it, and tests of any project may be. Start reading at {@link io.soprelay.im.simulator.kit.FeishuKit};
 * {@link io.soprelay.im.simulator.kit.DingTalkKit} speaks the same sentences.
 */
@NullMarked
package io.soprelay.im.simulator.kit;

import org.jspecify.annotations.NullMarked;
