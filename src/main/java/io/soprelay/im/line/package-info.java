/**
 * Lines: transports that the bot opens itself and keeps open, so that no platform has to reach it. A {@link
 * io.soprelay.im.line.Line} is started, stopped and asked how it is; {@link io.soprelay.im.line.LineKeeper} keeps one
 * open whatever the software under it does, over a {@link io.soprelay.im.line.Connector} of the platform.
 *
 * <p>Imports nothing of ours; the platforms' rooms and the root enter. Start reading at {@link
 * io.soprelay.im.line.LineKeeper}.
 */
@NullMarked
package io.soprelay.im.line;

import org.jspecify.annotations.NullMarked;
