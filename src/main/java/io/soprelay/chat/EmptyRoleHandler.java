package io.soprelay.chat;

import io.soprelay.directory.Roles;
import io.soprelay.incident.Incident.Work;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.EmptyRoleReport;
import io.soprelay.outbox.DeliveryHandler;

/** Nobody holds a role that work waits for: an incident, unless somebody was named meanwhile. */
final class EmptyRoleHandler implements DeliveryHandler<EmptyRoleReport> {
    private final Incidents incidents;
    private final Roles roles;

    EmptyRoleHandler(Incidents incidents, Roles roles) {
        this.incidents = incidents;
        this.roles = roles;
    }

    @Override
    public Class<EmptyRoleReport> kind() {
        return EmptyRoleReport.class;
    }

    @Override
    public Result handle(EmptyRoleReport report, Claimed entry) {
        if (roles.people().role(report.role()).members().isEmpty()) {
            incidents.occurred(
                    new Trouble.EmptyRole(report.role()), Occurrence.ofWork(new Work(report.flow(), report.item())));
        }
        return new Result.Done();
    }
}
