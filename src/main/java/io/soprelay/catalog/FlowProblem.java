package io.soprelay.catalog;

/**
 * One thing that is wrong with a flow file, in sentences for its author.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param reason what is wrong
 * @param fix what to write instead, with an example of the right form
 */
public record FlowProblem(String file, int line, int column, String reason, String fix) {

    /** {@code delivery.yaml:12:5 原因。改法}: the form logs and lists share. */
    public String sentence() {
        return file + ":" + line + ":" + column + " " + reason + "。" + fix;
    }
}
