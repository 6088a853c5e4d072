package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.outbox.Delivery.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Who wants an answer, and where.
 *
 * @param deliveryId the same for each repeat of what was said or pressed
 * @param replyTo the message that is answered; null for none
 * @param origin null for wherever the person can be reached
 */
public record Asked(
        MemberId member,
        String deliveryId,
        @Nullable String replyTo,
        @Nullable Origin origin) {

    /** Asked in the private chat, without a message to reply to. */
    public static Asked privately(MemberId member, String deliveryId, Account account) {
        return new Asked(member, deliveryId, null, new Origin(account.toString(), null));
    }
}
