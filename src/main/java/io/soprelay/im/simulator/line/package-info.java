/**
 * What a simulated platform needs to call over a socket that the bot opens: a small WebSocket server for every platform,
 * and Feishu's binary frames, both written from their specifications.
 *
 * <p>Imports nothing of ours; only {@code im.simulator} and {@code im.simulator.dingtalk} enter. Start reading at {@link
 * io.soprelay.im.simulator.line.WebSocketServer}.
 */
@NullMarked
package io.soprelay.im.simulator.line;

import org.jspecify.annotations.NullMarked;
