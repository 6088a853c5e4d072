package io.soprelay.chat.command;

import io.soprelay.flow.definition.FlowDefinition;
import java.util.List;
import java.util.Optional;

/** The flows people can start and what is wrong with the files that hold them; answered from memory. */
public interface FlowShelf {

    /** The newest version of each flow, in a stable order. */
    List<FlowDefinition> all();

    /** By key, name or alias, as people write it. */
    Optional<FlowDefinition> find(String nameOrAlias);

    /** One sentence a problem of the flow files, with file, line and repair; empty if all is well. */
    List<String> problems();

    /** Reads the files again without publishing anything, so that an author sees the state of the files. */
    default List<String> lint() {
        return problems();
    }
}
