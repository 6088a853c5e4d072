package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.ShownCard;

/** Told what happens on the stage, in the performing thread; to take time here is to slow the play down. */
interface Audience {
    default void chapter(Chapter chapter) {}

    /** Somebody holds a card that was not shown yet. */
    default void card(String person, ShownCard card) {}

    /** What is about to be done; its texts are filled in. */
    default void announced(Step step, Target target) {}

    /** It was done. */
    default void acted(Step step, Target target) {}

    /** A press was answered. */
    default void pressed(Step step, ClickResult result) {}

    /** The step's check holds by this text. */
    default void saw(Step step, String text) {}
}
