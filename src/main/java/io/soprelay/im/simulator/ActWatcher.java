package io.soprelay.im.simulator;

import org.jspecify.annotations.Nullable;

/** Told of every act on every phone, in the acting thread and outside any lock; what it throws reaches the actor. */
public interface ActWatcher {
    /** Before anything is sent: what comes to the phones from here on may be its effect. */
    default void begins(PhoneAct act) {}

    /**
     * The bot has answered, or the wait for it is over.
     *
     * @param result what the person sees after a press; null for other acts
     */
    default void ended(PhoneAct act, @Nullable ClickResult result) {}
}
