/**
 * DingTalk's wire format, signatures, limits and cards, on both sides of {@code im}.
 *
 * <p>In: {@link io.soprelay.im.dingtalk.DingTalkCallback} verifies what comes by HTTP, {@link
 * io.soprelay.im.dingtalk.DingTalkDesk} answers whatever came verified, over any transport. Out: {@link
 * io.soprelay.im.dingtalk.DingTalkGateway} over {@link io.soprelay.im.dingtalk.DingTalkApi}, which counts what the
 * company pays for in {@link io.soprelay.im.dingtalk.MonthlyCalls}. Cards: {@link io.soprelay.im.dingtalk.DingTalkCards};
 * the template they fill is specified in {@code cards/dingtalk}. Imports {@code im}, {@code im.door}, {@code media} and
 * {@code settings}; only the root imports this room. Start reading at {@link io.soprelay.im.dingtalk.DingTalkDesk}.
 */
@NullMarked
package io.soprelay.im.dingtalk;

import org.jspecify.annotations.NullMarked;
