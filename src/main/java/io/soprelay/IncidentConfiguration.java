package io.soprelay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.catalog.DefinitionCatalog;
import io.soprelay.directory.Installation;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.ArchiveRounds;
import io.soprelay.im.Account;
import io.soprelay.incident.IncidentKind;
import io.soprelay.incident.Incidents;
import io.soprelay.redis.RedisStore;
import io.soprelay.redis.SequenceFile;
import io.soprelay.settings.RelaySettings;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What programs that watch the bot see of incidents: {@code relay.incidents.open} by {@code kind}, and health; and the
 * incident that nobody but the store's own commits can report.
 */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

    @Bean
    RollbackLife rollbackLife(
            RedisStore store,
            SequenceFile file,
            Incidents incidents,
            Installation installation,
            DefinitionCatalog catalog,
            Members members,
            Roles roles,
            RelaySettings settings,
            RelayLife relay,
            ArchiveRounds archive) {
        return new RollbackLife(
                store.sequences(),
                () -> store.schedules().due(0),
                file,
                incidents,
                List.of(
                        members::reload,
                        // An admin whom the store has forgotten is to be told too.
                        () -> settings.admins().stream().map(Account::parse).forEach(members::of),
                        roles::load,
                        installation::putBack,
                        catalog::putBack,
                        relay::hurry,
                        archive::storeWentBack));
    }

    /** Open incidents by kind, read from memory. The bot itself is well: restarting it helps against none of them. */
    @Bean
    HealthIndicator incidentsHealthIndicator(Incidents incidents, MeterRegistry meters) {
        for (IncidentKind kind : IncidentKind.values()) {
            Gauge.builder(
                            "relay.incidents.open",
                            incidents,
                            known -> known.openByKind().getOrDefault(kind, 0))
                    .description("What cannot go on without an admin")
                    .tag("kind", kind.key())
                    .register(meters);
        }
        return () -> {
            Health.Builder health = Health.up();
            incidents.openByKind().forEach((kind, open) -> health.withDetail(kind.key(), open));
            return health.build();
        };
    }
}
