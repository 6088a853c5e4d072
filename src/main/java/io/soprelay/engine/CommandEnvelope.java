package io.soprelay.engine;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.CardId;
import org.jspecify.annotations.Nullable;

/**
 * A command with its way-bill.
 *
 * @param id derived from what was done; a repeat carries the same id
 * @param answering the card whose press is answered with a fresh card in the same request: its own outbox entry waits 5
 *     s, so that a written answer can settle it; null otherwise
 */
public record CommandEnvelope(
        FlowId flow,
        CommandId id,
        FlowCommand command,
        MemberId actor,
        @Nullable CardId answering) {}
