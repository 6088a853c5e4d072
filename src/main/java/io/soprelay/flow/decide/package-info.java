/**
 * The pure function: {@link io.soprelay.flow.decide.FlowDecider} says what a command makes happen, {@link
 * io.soprelay.flow.decide.FlowEvolver} what the record is afterwards; one {@code …Rules} class a notion beside them.
 * Imports {@code flow.model} and {@code flow.definition}; no clock, random, logger or framework.
 */
@NullMarked
package io.soprelay.flow.decide;

import org.jspecify.annotations.NullMarked;
