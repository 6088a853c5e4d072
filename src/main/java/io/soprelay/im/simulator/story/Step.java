package io.soprelay.im.simulator.story;

/**
 * One thing somebody does, and how to see that it is done. Texts may hold {@code {number}} and other names of {@link
 * Facts}.
 *
 * @param who name of the person; empty for the clock
 * @param hint the one sentence for whoever walks or watches
 * @param done holds as soon as it is done, by whatever way
 */
public record Step(String who, Act act, String hint, Check done) {}
