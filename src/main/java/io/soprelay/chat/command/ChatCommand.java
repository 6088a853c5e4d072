package io.soprelay.chat.command;

import java.util.List;

/**
 * One command. An implementing class carries picocli's annotations (name, aliases, parameters) and has two messages:
 * {@code command.<name>.usage} and {@code command.<name>.what}. The one that runs is made for its line and keeps
 * its parameters: fields of its own with {@code @Parameters} or {@code @Option}, nothing else of picocli's. Those of a part
 * stand in the part.
 */
public interface ChatCommand {

    /** Runs when the answer is sent, possibly again after a lost reply: idempotent by the request's delivery id. */
    Response run(CommandRequest request);

    /** What may follow the command's own word ({@code /role set}), each made anew. */
    default List<ChatCommand> parts() {
        return List.of();
    }

    /** Whether something is missing that the parser could not ask for; then its usage is shown. */
    default boolean lacksWords() {
        return false;
    }

    /** Whether only admins may run it, as it was written, and whatever part of it. */
    default boolean adminOnly() {
        return false;
    }

    /**
     * Whether everybody in a group may read the answer to a question asked there. Otherwise the asker alone gets it:
     * who may see a record, a form or a list is the asker's own affair.
     */
    default boolean aloud() {
        return false;
    }

    /**
     * Whether a word may follow the command's alias without a space (发起发货流程).
     *
     * @param rest what follows, not blank
     */
    default boolean takesGlued(String rest) {
        return false;
    }
}
