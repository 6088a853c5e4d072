/**
 * An hour without the platform, over the burst of 18:00: the real chat, outbox and gateways on one side, the simulated
 * platforms with their published limits on the other, and one clock that nobody waits for. Start reading at {@link
 * io.soprelay.outage.OutageTest}.
 */
@NullMarked
package io.soprelay.outage;

import org.jspecify.annotations.NullMarked;
