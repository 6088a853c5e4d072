package io.soprelay.im.simulator;

/**
 * Why a card is refused.
 *
 * @param code the card service's code, for example 200861 for what 2.0 took away
 * @param where path in the card, for example {@code body.elements[2].label}
 */
public record CardProblem(int code, String where, String message) {}
