package io.soprelay;

import io.soprelay.api.ApiDoor;
import io.soprelay.api.ApiProblems;
import io.soprelay.api.FlowsApi;
import io.soprelay.api.RecordsApi;
import io.soprelay.catalog.DefinitionCatalog;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.Words;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.settings.ApiSettings;
import io.soprelay.settings.RelaySettings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The read API for other programs; without a token its door stays shut. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    ApiDoor apiDoor(ApiSettings settings, JsonMapper json, InstantSource machineClock) {
        return new ApiDoor(settings, json, machineClock);
    }

    @Bean
    ApiProblems apiProblems() {
        return new ApiProblems();
    }

    @Bean
    FlowsApi flowsApi(DefinitionCatalog catalog, RelaySettings settings, Members members, Roles roles) {
        return new FlowsApi(catalog, phrases(settings, members, roles));
    }

    @Bean
    RecordsApi recordsApi(FlowEngine engine, RelaySettings settings, Members members, Roles roles) {
        return new RecordsApi(engine, phrases(settings, members, roles));
    }

    private static Phrases phrases(RelaySettings settings, Members members, Roles roles) {
        return new Phrases(Words.of(settings.language()), settings.zone(), members, roles);
    }
}
