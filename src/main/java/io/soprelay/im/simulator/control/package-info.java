/**
 * What drives the simulator from outside: the command line ({@link io.soprelay.im.simulator.control.SimulatorMain}), and
 * for a browser the page's files, the stream of what changes, the reads and the acts below {@code /simulator} ({@link
 * io.soprelay.im.simulator.control.ControlApi}).
 *
 * <p>Only the root may enter. It knows the platform and the bot's process by their public faces and nothing else of the
 * project. Loopback only; a page of another origin is refused.
 */
@NullMarked
package io.soprelay.im.simulator.control;

import org.jspecify.annotations.NullMarked;
