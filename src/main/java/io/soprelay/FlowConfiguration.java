package io.soprelay;

import io.soprelay.catalog.DefinitionCatalog;
import io.soprelay.catalog.DefinitionStore;
import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowFiles;
import io.soprelay.catalog.FlowReader;
import io.soprelay.catalog.LedgerDefinitionStore;
import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.chat.view.Words;
import io.soprelay.directory.Installation;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.Definitions;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.Todos;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import io.soprelay.metrics.ActLog;
import io.soprelay.outbox.Deliveries;
import io.soprelay.settings.RelaySettings;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Definitions, people and the engine. */
@Configuration(proxyBeanMethods = false)
class FlowConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(FlowConfiguration.class);

    @Bean
    Conditions conditions() {
        return new FeelConditions();
    }

    @Bean
    ZoneId zone(RelaySettings settings) {
        return settings.zone();
    }

    @Bean
    Deliveries deliveries() {
        return new Deliveries();
    }

    @Bean
    DefinitionStore definitionStore(Ledger ledger) {
        return new LedgerDefinitionStore(ledger);
    }

    /** Imports what is new in the flow files; a broken one stops nothing but itself. */
    @Bean
    DefinitionCatalog definitionCatalog(
            DefinitionStore store, Conditions conditions, RelaySettings settings, BusinessTime time) {
        DefinitionCatalog catalog = new DefinitionCatalog(store, new FlowReader(conditions));
        catalog.importFiles(files(settings.flowsDir()), time.now())
                .forEach(published -> LOG.info("Flow {} version {} published", published.flow(), published.version()));
        catalog.problems().forEach(problem -> LOG.warn("Flow file refused: {}", problem.sentence()));
        return catalog;
    }

    private static List<FlowFile> files(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new StartRefusedException(
                    "relay.flows-dir must be a folder of flow files, but " + folder + " is a file.");
        }
        try {
            return FlowFiles.find(folder);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new StartRefusedException(
                    "the flow files of relay.flows-dir cannot be read: " + e.getMessage() + ".", e);
        }
    }

    @Bean
    Definitions definitions(DefinitionCatalog catalog) {
        return new Definitions() {
            @Override
            public Optional<FlowDefinition> latest(String flow) {
                return catalog.latest(flow);
            }

            @Override
            public FlowDefinition version(String flow, int version) {
                return catalog.version(flow, version)
                        .orElseThrow(() -> new IllegalStateException(
                                "Flow " + flow + " has no version " + version + " in the store"));
            }
        };
    }

    @Bean
    Installation installation(Ledger ledger) {
        return new Installation(ledger);
    }

    @Bean
    Members members(Ledger ledger) {
        Members members = new Members(ledger);
        members.loadAll();
        return members;
    }

    @Bean
    Roles roles(Ledger ledger, Deliveries deliveries, Members members, RelaySettings settings) {
        List<MemberId> admins = settings.admins().stream()
                .map(Account::parse)
                .map(account -> members.of(account).id())
                .distinct()
                .toList();
        Roles roles = new Roles(ledger, deliveries, admins);
        roles.load();
        return roles;
    }

    @Bean
    FlowRecords flowRecords(Ledger ledger, Deliveries deliveries, Roles roles, RelaySettings settings) {
        String erased = Words.of(settings.language()).say("erased");
        return new FlowRecords(ledger, deliveries, roles, erased);
    }

    @Bean
    FlowEngine flowEngine(
            FlowRecords records,
            Definitions definitions,
            Roles roles,
            Conditions conditions,
            BusinessTime time,
            ZoneId zone) {
        return new FlowEngine(records, definitions, roles, conditions, time, zone, new ActLog());
    }

    @Bean
    Todos todos(Rows rows, FlowRecords records, BusinessTime time) {
        return new Todos(rows, records, time);
    }

    @Bean
    Rescan rescan(
            Ledger ledger,
            Schedules schedules,
            FlowRecords records,
            FlowEngine engine,
            Deliveries deliveries,
            Roles roles,
            Todos todos) {
        return new Rescan(ledger, schedules, records, engine, deliveries, roles, todos);
    }
}
