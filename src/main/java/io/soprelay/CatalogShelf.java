package io.soprelay;

import io.soprelay.catalog.DefinitionCatalog;
import io.soprelay.catalog.FlowFiles;
import io.soprelay.catalog.FlowProblem;
import io.soprelay.chat.command.FlowShelf;
import io.soprelay.flow.definition.FlowDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The catalogue as the chat sees it. */
final class CatalogShelf implements FlowShelf {
    private final DefinitionCatalog catalog;
    private final Path flowsDir;

    CatalogShelf(DefinitionCatalog catalog, Path flowsDir) {
        this.catalog = catalog;
        this.flowsDir = flowsDir;
    }

    @Override
    public List<FlowDefinition> all() {
        return catalog.flows();
    }

    @Override
    public Optional<FlowDefinition> find(String nameOrAlias) {
        return catalog.find(nameOrAlias);
    }

    @Override
    public List<String> problems() {
        return catalog.problems().stream().map(FlowProblem::sentence).toList();
    }

    @Override
    public List<String> lint() {
        return catalog.lint(FlowFiles.find(flowsDir)).stream()
                .flatMap(read -> read.problems().stream())
                .map(FlowProblem::sentence)
                .toList();
    }
}
