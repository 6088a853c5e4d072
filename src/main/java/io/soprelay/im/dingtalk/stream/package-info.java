/**
 * DingTalk's Stream: the line that the bot opens to DingTalk and over which robot messages, card presses and events come
 * in. It knows frames, acknowledgements and credentials; what a frame means, {@link
 * io.soprelay.im.dingtalk.stream.StreamDesk} knows.
 *
 * <p>Imports {@code im.line} and {@code settings}; {@code im.dingtalk} and the root enter. Start reading at {@link
 * io.soprelay.im.dingtalk.stream.StreamConnector}.
 */
@NullMarked
package io.soprelay.im.dingtalk.stream;

import org.jspecify.annotations.NullMarked;
