package io.soprelay.flow.definition;

import java.util.List;

/**
 * 任务攻略: how the work is done, in the author's words.
 *
 * @param steps at most five short sentences
 * @param links videos and documents, https only
 */
public record TaskGuide(List<String> steps, List<GuideLink> links) {
    public static final TaskGuide NONE = new TaskGuide(List.of(), List.of());

    public TaskGuide {
        steps = List.copyOf(steps);
        links = List.copyOf(links);
    }

    /** A link with the words people press. */
    public record GuideLink(String label, String url) {}
}
