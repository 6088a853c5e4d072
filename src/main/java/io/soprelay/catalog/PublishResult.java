package io.soprelay.catalog;

import java.util.List;

/** What became of publishing a version. */
public sealed interface PublishResult {

    /** It is the latest version now. */
    record Done(Published published) implements PublishResult {}

    /** Somebody else published first; nothing was changed. */
    record Conflict() implements PublishResult {}

    /** The file is not right; nothing was changed. */
    record Refused(List<FlowProblem> problems) implements PublishResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
