package io.soprelay.outbox;

import java.time.Instant;

/**
 * What is known of a card on a person's screen; kept as the card entry's record.
 *
 * @param messageId the message that carries it
 * @param issue how many messages have carried it: 1 for the first
 * @param issuedAt when the current message was sent (business time)
 * @param contentHash fingerprint of what it shows
 * @param partVersion the part version it shows
 */
public record CardRecord(String messageId, int issue, Instant issuedAt, String contentHash, int partVersion) {}
