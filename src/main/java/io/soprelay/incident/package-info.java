/**
 * What cannot go on without a person: incidents with a cause in words, counted, closed by themselves when they heal, and
 * retried, handed over or dropped by admins. Imports {@code engine}, {@code directory}, {@code outbox}, {@code ledger},
 * {@code codec}, {@code flow.model}; what people see of it is made in {@code chat}. Start reading at {@link
 * io.soprelay.incident.Incident}, then {@link io.soprelay.incident.Incidents}.
 */
@NullMarked
package io.soprelay.incident;

import org.jspecify.annotations.NullMarked;
