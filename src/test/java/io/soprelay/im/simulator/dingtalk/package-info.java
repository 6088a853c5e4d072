/** Specifications of the simulated DingTalk, by clients and bots that share no code with it. */
@NullMarked
package io.soprelay.im.simulator.dingtalk;

import org.jspecify.annotations.NullMarked;
