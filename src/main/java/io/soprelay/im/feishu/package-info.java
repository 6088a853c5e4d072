/**
 * Feishu's wire format, signatures, limits and cards, on both sides of {@code im}.
 *
 * <p>In: {@link io.soprelay.im.feishu.FeishuCallback} (webhook: verify) or the long connection, then {@link
 * io.soprelay.im.feishu.FeishuDesk} (translate, hand in, answer). Out: {@link
 * io.soprelay.im.feishu.FeishuGateway} over {@link io.soprelay.im.feishu.FeishuApi}. Cards: {@link
 * io.soprelay.im.feishu.FeishuCards}, whose templates lie in {@code cards/feishu}. Imports {@code im}, {@code im.door}, {@code im.line}, {@code media} and
 * {@code settings}; only the root imports this room. Start reading at {@link io.soprelay.im.feishu.FeishuCallback}.
 */
@NullMarked
package io.soprelay.im.feishu;

import org.jspecify.annotations.NullMarked;
