package io.soprelay.catalog;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Conditions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads flow files and reports everything that is wrong with them at once. Stateless; safe for hostile text. */
public final class FlowReader {
    private final Conditions conditions;

    public FlowReader(Conditions conditions) {
        this.conditions = conditions;
    }

    /**
     * What became of one file.
     *
     * @param definition present exactly if there are no problems; its version is 1 until it is published
     * @param problems in file order, at most 200
     */
    public record Read(FlowFile file, Optional<FlowDefinition> definition, List<FlowProblem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    /** Reads files that make up the whole company: a flow named by another must be among them. */
    public List<Read> read(List<FlowFile> files) {
        return read(files, List.of());
    }

    /**
     * Reads files beside flows that are already known.
     *
     * @param known what references to other flows may also mean; a file with the same key stands in for it
     * @return one result a file, in the order given
     */
    public List<Read> read(List<FlowFile> files, Collection<FlowDefinition> known) {
        List<Draft> drafts = files.stream().map(this::draft).toList();
        new CrossFlowLinter(drafts, known).lint();
        List<Read> results = new ArrayList<>();
        for (Draft draft : drafts) {
            List<FlowProblem> found = draft.problems().all();
            results.add(new Read(
                    draft.file(), found.isEmpty() ? Optional.ofNullable(draft.definition()) : Optional.empty(), found));
        }
        return results;
    }

    /**
     * A file as far as it could be read.
     *
     * @param definition null if it is not even YAML; full of stand-ins if there are problems
     */
    record Draft(FlowFile file, @Nullable FlowDefinition definition, Places places, Problems problems) {}

    private Draft draft(FlowFile file) {
        Problems problems = new Problems(file.name());
        FlowNode.Mapping root = YamlSource.read(file.text(), problems);
        if (root == null) {
            return new Draft(file, null, Places.NONE, problems);
        }
        Reading reading = new Reading(problems, new Names(), Places.of(root));
        FlowDefinition definition = new FlowDecoder(reading).decode(root);
        reading.names().resolve(problems);
        new FlowLinter(definition, reading, conditions).lint();
        return new Draft(file, definition, reading.places(), problems);
    }
}
