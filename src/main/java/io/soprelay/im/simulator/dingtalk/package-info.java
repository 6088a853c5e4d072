/**
 * DingTalk on this machine: an independent platform that speaks its wire format and refuses what it refuses, over HTTP
 * and over the Stream, and the people and groups on it. It judges the bot by the wire alone.
 *
 * <p>Imports {@code im.simulator} and {@code im.simulator.line} for what is no platform's own, the JDK and Jackson. In a
 * test start at {@link io.soprelay.im.simulator.dingtalk.DingTalkPlatform}.
 */
@NullMarked
package io.soprelay.im.simulator.dingtalk;

import org.jspecify.annotations.NullMarked;
