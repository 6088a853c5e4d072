/**
 * What people did on their phones, written down as JSON lines, and played again as a test. The format is told in
 * {@code docs/testkit.md}.
 *
 * <p>Imports {@code im.simulator} and {@code im.simulator.kit}; tests, and what drives the simulator from outside, may
 * enter. Start reading at {@link io.soprelay.im.simulator.recording.Recording}.
 */
@NullMarked
package io.soprelay.im.simulator.recording;

import org.jspecify.annotations.NullMarked;
