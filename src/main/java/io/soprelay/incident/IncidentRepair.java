package io.soprelay.incident;

import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.RescanRounds;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.incident.Incident.Work;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a round whether what an incident is about is still so: a record may have gone on, been ended, or been given to
 * somebody else without anybody thinking of the incident.
 */
public final class IncidentRepair implements RescanRounds.Repair {
    private final Incidents incidents;
    private final Roles roles;
    private final FlowEngine engine;
    private final Schedules schedules;

    public IncidentRepair(Incidents incidents, Roles roles, FlowEngine engine, Schedules schedules) {
        this.incidents = incidents;
        this.roles = roles;
        this.engine = engine;
        this.schedules = schedules;
    }

    /** Nothing is put back here, so it counts none. */
    @Override
    public int repair(int partition) {
        incidents.load(partition);
        for (Incident incident : incidents.open()) {
            if (AggregateId.partitionOf(incident.id()) == partition) {
                look(incident);
            }
        }
        return 0;
    }

    private void look(Incident incident) {
        switch (incident.trouble()) {
            case Trouble.EmptyRole(String role) -> {
                if (roles.people().role(role).members().isEmpty()) {
                    incidents.stillWaiting(incident, waiting(incident, null));
                } else {
                    incidents.healed(incident.trouble());
                }
            }
            case Trouble.Unreachable(MemberId person) -> incidents.stillWaiting(incident, waiting(incident, person));
            case Trouble.Failing(int partition, Lane lane, String entry) -> {
                var standing =
                        schedules.standing(partition, lane, List.of(entry)).get(entry);
                if (standing != null && !standing.waits()) {
                    incidents.healed(incident.trouble());
                }
            }
            default -> {}
        }
    }

    private List<Work> waiting(Incident incident, @Nullable MemberId person) {
        return incident.work().stream()
                .filter(work -> engine.find(work.flow())
                        .flatMap(instance -> instance.find(work.item()))
                        .filter(item -> item.status() == WorkItem.Status.OPEN)
                        .filter(item -> person == null || item.holders().contains(person))
                        .isPresent())
                .toList();
    }
}
