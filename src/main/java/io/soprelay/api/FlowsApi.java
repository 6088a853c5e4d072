package io.soprelay.api;

import io.soprelay.catalog.DefinitionCatalog;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.TransitionLabels;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The company's flows; answered from memory. */
@RestController
@RequestMapping(path = "/api/v1/flows", produces = MediaType.APPLICATION_JSON_VALUE)
public class FlowsApi {
    private final DefinitionCatalog catalog;
    private final TransitionLabels labels;

    public FlowsApi(DefinitionCatalog catalog, Phrases phrases) {
        this.catalog = catalog;
        this.labels = new TransitionLabels(phrases);
    }

    @GetMapping
    FlowListAnswer flows() {
        return new FlowListAnswer(catalog.flows().stream()
                .map(flow -> new FlowListAnswer.Flow(flow.key(), flow.name(), flow.version()))
                .toList());
    }

    @GetMapping("/{key}/versions/{version:[0-9]{1,9}}")
    FlowAnswer flow(@PathVariable String key, @PathVariable int version) {
        return catalog.version(key, version)
                .map(flow -> FlowAnswer.of(flow, labels))
                .orElseThrow(() -> new NotThereException("There is no such version of such a flow."));
    }
}
