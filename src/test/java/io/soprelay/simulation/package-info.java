/**
 * A company that is not there: random people, random flows, a platform with the platforms' rules, faults and both clocks
 * in one thread and from one seed, around the real engine, chat and outbox work. Every step is judged by the invariants
 * I1 to I15. Start reading at {@link io.soprelay.simulation.World}.
 */
@NullMarked
package io.soprelay.simulation;

import org.jspecify.annotations.NullMarked;
