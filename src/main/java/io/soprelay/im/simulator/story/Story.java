package io.soprelay.im.simulator.story;

import java.util.ArrayList;
import java.util.List;

/** A story as data: chapters in order, each a scene that can be opened. */
public record Story(List<Chapter> chapters) {

    public Story {
        chapters = List.copyOf(chapters);
    }

    /**
     * What leads from a fresh company to the end of that scene; asides on the way are left out.
     *
     * @throws IllegalArgumentException for an unknown scene
     */
    public List<Chapter> through(String scene) {
        List<Chapter> way = new ArrayList<>();
        for (Chapter chapter : chapters) {
            boolean last = chapter.scene().equals(scene);
            if (last || !chapter.aside()) {
                way.add(chapter);
            }
            if (last) {
                return way;
            }
        }
        throw new IllegalArgumentException("there is no scene '" + scene + "', only "
                + chapters.stream().map(Chapter::scene).toList());
    }
}
