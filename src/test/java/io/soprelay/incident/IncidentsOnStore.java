package io.soprelay.incident;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.directory.Roles;
import io.soprelay.engine.Definitions;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.Work;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.StoreUnderTest;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** What specifications of incidents on every store share. */
abstract class IncidentsOnStore {
    static final MemberId ZHOU = new MemberId("m-zhou");
    static final MemberId LI = new MemberId("m-li");
    static final Trouble UNREACHABLE = new Trouble.Unreachable(LI);
    static final Work SHIPPING = new Work(new FlowId("f1"), new ItemId("ship", 1));
    static final byte[] PAYLOAD = "the notice".getBytes(StandardCharsets.UTF_8);

    final Deliveries deliveries = new Deliveries();
    StoreUnderTest store;
    Roles roles;
    Incidents incidents;
    IncidentActs acts;

    protected abstract StoreUnderTest newStore();

    @BeforeEach
    void open() {
        store = newStore();
        roles = new Roles(store.ledger(), deliveries, List.of(ZHOU));
        incidents = restarted();
        acts = actsOf(incidents);
    }

    IncidentActs actsOf(Incidents known) {
        FlowRecords records = new FlowRecords(store.ledger(), deliveries, roles);
        FlowEngine engine = new FlowEngine(
                records, new NoFlows(), roles, new FeelConditions(), store.time(), ZoneId.of("Asia/Shanghai"));
        return new IncidentActs(known, store.schedules(), roles, engine);
    }

    Incidents restarted() {
        Incidents known = new Incidents(store.ledger(), store.schedules(), deliveries, roles, store.time());
        known.load();
        return known;
    }

    Incident met() {
        return incidents.occurred(UNREACHABLE, new Occurrence("resigned", SHIPPING, null));
    }

    Held held(String entry) {
        return new Held(AggregateId.partitionOf("f1"), Lane.NOTICE, entry, PAYLOAD, null);
    }

    List<Claimed> due(int partition, Lane lane) {
        return store.schedules().claim(partition, Map.of(lane, 50), 60_000).entries();
    }

    /** No record is asked for. */
    private static final class NoFlows implements Definitions {
        @Override
        public Optional<FlowDefinition> latest(String flow) {
            return Optional.empty();
        }

        @Override
        public FlowDefinition version(String flow, int version) {
            throw new AssertionError("no flow " + flow);
        }
    }
}
