/**
 * What a simulated platform needs to be called over a socket that the bot opens: a small WebSocket server and Feishu's
 * binary frames, both written from their specifications.
 *
 * <p>Imports nothing of ours; only {@code im.simulator} enters. Start reading at {@link
 * io.soprelay.im.simulator.line.WebSocketServer}.
 */
@NullMarked
package io.soprelay.im.simulator.line;

import org.jspecify.annotations.NullMarked;
