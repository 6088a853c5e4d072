/**
 * Feishu on this machine: an independent platform that speaks its wire format and refuses what it refuses, the people
 * on it, and the process and demo around them. What is no platform's own (server, wire log, chats, media, faults by
 * number, {@link io.soprelay.im.simulator.Phone}) is public for its sister {@code im.simulator.dingtalk}.
 *
 * <p>The bot is reached by HTTP only, so this room imports the JDK and Jackson and nothing of the project but {@code
 * settings}; only the root may enter (and tests). In a test start at {@link io.soprelay.im.simulator.FeishuPlatform};
 * the process starts at {@link io.soprelay.im.simulator.control.SimulatorMain}.
 */
@NullMarked
package io.soprelay.im.simulator;

import org.jspecify.annotations.NullMarked;
