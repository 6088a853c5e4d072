package io.soprelay.im.simulator.story;

import java.util.List;

/**
 * @param scene id for links, for example {@code shipped}: how things stand when the chapter has been played
 * @param title in the words of the audience
 * @param setting prepares the company; a visitor who walks finds it done
 * @param aside shows something and leads nowhere; the way to a later scene leaves it out
 */
public record Chapter(String scene, String title, boolean setting, boolean aside, List<Step> steps) {

    public Chapter {
        steps = List.copyOf(steps);
    }
}
