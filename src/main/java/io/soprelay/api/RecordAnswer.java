package io.soprelay.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as it is now. Moments are business time in the company's zone, to the second: {@code
 * 2026-11-22T16:03:00+08:00}.
 *
 * @param definitionVersion of the flow, pinned at the start
 * @param version number of commits; a reader that knows it knows whether anything has changed
 * @param fields the filled ones, in the form's order; files are counted, not shown
 * @param path ids of the states it has been in, in the order visited, the present one last
 * @param open what it waits for, oldest first
 * @param timeline everything people are told about, oldest first
 */
@JsonPropertyOrder({
    "number",
    "flow",
    "flowName",
    "definitionVersion",
    "version",
    "state",
    "stateName",
    "stateSince",
    "owner",
    "fields",
    "path",
    "open",
    "timeline"
})
record RecordAnswer(
        String number,
        String flow,
        String flowName,
        int definitionVersion,
        long version,
        String state,
        String stateName,
        String stateSince,
        Person owner,
        List<Field> fields,
        List<String> path,
        List<Open> open,
        List<Entry> timeline) {

    /** Somebody, by the name colleagues use. */
    record Person(String name) {}

    @JsonPropertyOrder({"label", "text"})
    record Field(String label, String text) {}

    /**
     * A task or an approval that waits.
     *
     * @param kind {@code task} or {@code approval}
     * @param who names of those who may act on it now
     * @param dueAt null without a due time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"title", "kind", "who", "dueAt", "since"})
    record Open(
            String title,
            String kind,
            List<String> who,
            @Nullable String dueAt,
            String since) {}

    /** @param detail what was given, or the reason; null for none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"at", "text", "detail"})
    record Entry(String at, String text, @Nullable String detail) {}
}
