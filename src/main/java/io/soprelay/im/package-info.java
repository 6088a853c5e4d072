/**
 * Platform-neutral chat words: what comes in ({@link io.soprelay.im.ImInbox}), what goes out ({@link
 * io.soprelay.im.ImGateway}) and the neutral {@link io.soprelay.im.Card}.
 *
 * <p>Adapters ({@code im.feishu}, later {@code im.dingtalk}) and {@code chat} meet here and nowhere else. Imports
 * {@code media} only. Start reading at {@link io.soprelay.im.ImInbox}.
 */
@NullMarked
package io.soprelay.im;

import org.jspecify.annotations.NullMarked;
