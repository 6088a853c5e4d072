package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;

/**
 * Who asks, and under which id.
 *
 * @param admin whether they are an admin now
 * @param deliveryId the same for each repeat of the message: makes what changes things happen once, and names the start
 *     card that answers it
 * @param inGroup whether it was asked where others read along
 */
public record CommandRequest(MemberId member, boolean admin, String deliveryId, boolean inGroup) {}
