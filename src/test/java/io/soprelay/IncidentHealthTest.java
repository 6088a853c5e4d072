package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soprelay.directory.Roles;
import io.soprelay.incident.IncidentKind;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** What programs that watch the bot see of incidents. */
class IncidentHealthTest {
    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));
    private final Deliveries deliveries = new Deliveries();
    private final Incidents incidents =
            new Incidents(ledger, ledger, deliveries, new Roles(ledger, deliveries, List.of()), ledger);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HealthIndicator health = new IncidentConfiguration().incidentsHealthIndicator(incidents, meters);

    @Test
    void every_kind_has_a_meter_from_the_start_and_it_follows_what_is_open() {
        for (IncidentKind kind : IncidentKind.values()) {
            assertThat(open(kind)).as(kind.key()).isZero();
        }
        incidents.occurred(new Trouble.EmptyRole("库管"), Occurrence.of(""));
        incidents.occurred(new Trouble.EmptyRole("财务"), Occurrence.of(""));
        assertThat(open(IncidentKind.ROLE_EMPTY)).isEqualTo(2);
        incidents.healed(new Trouble.EmptyRole("财务"));
        assertThat(open(IncidentKind.ROLE_EMPTY)).isEqualTo(1);
    }

    @Test
    void the_bot_is_well_whatever_is_open_because_a_restart_would_help_nobody() {
        incidents.occurred(new Trouble.PlatformAway("feishu"), Occurrence.of("no answer"));
        Health said = Objects.requireNonNull(health.health());
        assertThat(said.getStatus()).isEqualTo(Status.UP);
        assertThat(said.getDetails()).containsEntry("away", 1).containsEntry("unreachable", 0);
    }

    private double open(IncidentKind kind) {
        return meters.get("relay.incidents.open")
                .tag("kind", kind.key())
                .gauge()
                .value();
    }
}
