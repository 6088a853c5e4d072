package io.soprelay.directory;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line in the log for an act that no record stands for: a role, an account, an incident. The same logger and fields as
 * for acts on records, and like them without anything that people typed; repeats of an act have none.
 */
public final class ActLine {
    private static final Logger LOG = LoggerFactory.getLogger("io.soprelay.act");

    private ActLine() {}

    /**
     * @param act what was done, such as {@code SetRole}
     * @param about what it was done to, by an id or a number; empty if the act says it
     * @param command under which the history has it too
     */
    public static void done(String act, String about, MemberId actor, CommandId command) {
        LOG.atInfo()
                .addKeyValue("command", command.value())
                .addKeyValue("act", act)
                .addKeyValue("record", about)
                .addKeyValue("member", actor.value())
                .addKeyValue("result", "done")
                .log("{}{} by {}: done, {}", act, about.isEmpty() ? "" : " " + about, actor.value(), command.value());
    }
}
