package io.soprelay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.incident.IncidentKind;
import io.soprelay.incident.Incidents;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What programs that watch the bot see of incidents: {@code relay.incidents.open} by {@code kind}, and health. */
@Configuration(proxyBeanMethods = false)
class IncidentConfiguration {

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
