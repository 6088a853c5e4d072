package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.Delivery.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and under which id.
 *
 * @param admin whether they are an admin now
 * @param deliveryId the same for each repeat of the message: makes what changes things happen once, and names the start
 *     card that answers it
 * @param origin where it was asked; null in lines that were stored before there were several platforms
 */
public record CommandRequest(
        MemberId member,
        boolean admin,
        String deliveryId,
        @Nullable Origin origin) {

    /** Whether it was asked where others read along. */
    public boolean inGroup() {
        return origin != null && origin.group() != null;
    }
}
