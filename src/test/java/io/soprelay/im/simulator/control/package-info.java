/** The page's process over real HTTP, with a process that stands in for the bot; start at {@code EventStreamTest}. */
@NullMarked
package io.soprelay.im.simulator.control;

import org.jspecify.annotations.NullMarked;
