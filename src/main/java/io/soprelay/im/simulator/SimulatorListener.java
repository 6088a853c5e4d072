package io.soprelay.im.simulator;

/** Told what changes around the platform too; see {@link PlatformListener} for the manners. */
public interface SimulatorListener extends PlatformListener {
    /** Business time has jumped. */
    default void clock() {}

    /** The bot or its Redis has started, is up, or has ended, by whomever. */
    default void bot() {}

    /** Everything is as at the first start: forget what was told before. */
    default void reset() {}
}
