package io.soprelay.engine;

import io.soprelay.directory.Roles;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId.Kind;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.Deliveries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State is the truth, queues are rebuildable: visits every live record, and every ended one until it is seen finished,
 * and puts back whatever should be waiting for it and is not. Harmless at any moment: what is already there stays, and a
 * delivery that finds nothing to do ends. Notices and replies are news, not state: they are not put back.
 */
public final class Rescan {
    private static final Logger LOG = LoggerFactory.getLogger(Rescan.class);

    /** Read, judged and put back together; small, so that clicks get in between. */
    private static final int RECORDS_AT_ONCE_MAX = 50;

    /** Keeps each script short. */
    private static final int RESTORED_AT_ONCE_MAX = 100;

    /** Each is logged once while this process lives; with more of them the log has said enough. */
    private static final int BROKEN_MAX = 1000;

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private volatile Watch watch = new Watch() {
        @Override
        public void broken(String record, String reason) {}

        @Override
        public void visited(List<String> records) {}
    };
    private final Ledger ledger;
    private final Schedules schedules;
    private final FlowRecords records;
    private final Reassignment reassignment;
    private final Roles roles;
    private final Todos todos;
    private final OwedEntries entries;
    private final OwedTells tells;

    public Rescan(
            Ledger ledger,
            Schedules schedules,
            FlowRecords records,
            FlowEngine engine,
            Deliveries deliveries,
            Roles roles,
            Todos todos) {
        this.ledger = ledger;
        this.schedules = schedules;
        this.records = records;
        this.reassignment = new Reassignment(engine);
        this.roles = roles;
        this.todos = todos;
        this.entries = new OwedEntries(schedules, deliveries, engine::now);
        this.tells = new OwedTells(engine, records, deliveries);
    }

    /** Hears of records that cannot be visited, and which of all could. */
    public interface Watch {
        void broken(String record, String reason);

        /** Called with every batch, so it must be cheap where nothing is wrong. */
        void visited(List<String> records);
    }

    public void watchedBy(Watch other) {
        watch = other;
    }

    /** Visits one partition. @return how many entries and rows were put right */
    public int visit(int partition) {
        if (partition == 0) {
            // Once a round.
            todos.forgetOld();
            roles.refresh(); // another process may have changed them
        }
        Map<String, Long> ended = ledger.ended(Kind.FLOW, partition);
        List<String> ids = new ArrayList<>(ledger.live(Kind.FLOW, partition));
        ids.addAll(ended.keySet());
        int repaired = 0;
        for (int from = 0; from < ids.size(); from += RECORDS_AT_ONCE_MAX) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + RECORDS_AT_ONCE_MAX));
            repaired += visitAll(partition, some, ended);
        }
        return repaired;
    }

    /** A record that cannot be visited keeps none of the others from it. */
    private int visitAll(int partition, List<String> ids, Map<String, Long> ended) {
        try {
            int repaired = visit(partition, ids, ended);
            watch.visited(ids);
            return repaired;
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (ids.size() > 1) {
                return ids.stream()
                        .mapToInt(id -> visitAll(partition, List.of(id), ended))
                        .sum();
            }
            if (broken.size() < BROKEN_MAX && broken.add(ids.getFirst())) {
                LOG.error("Record {} cannot be rescanned; what it may have lost is not put back", ids.getFirst(), e);
            }
            watch.broken(ids.getFirst(), String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private int visit(int partition, List<String> ids, Map<String, Long> ended) {
        List<FlowInstance> batch = records.look(ids.stream().map(FlowId::new).toList());
        Owed owed = new Owed();
        entries.find(partition, batch, owed);
        tells.find(batch, owed);
        int rows = todos.repair(batch);
        restore(partition, owed.changes());
        takeBack(partition, ids, owed.changes());
        for (FlowInstance instance : batch) {
            roles.all().forEach((role, holders) -> reassignment.ofItemsOlderThan(instance, role, holders.version()));
        }
        ledger.release(Kind.FLOW, partition, finished(batch, ended, owed));
        return owed.changes().size() + rows;
    }

    /** Who closed an item since it was looked at has taken its timers away, and they were put back after that. */
    private void takeBack(int partition, List<String> ids, List<ScheduleChange> putBack) {
        List<String> timers = putBack.stream()
                .filter(change -> change.lane() == Lane.TIMER)
                .map(ScheduleChange::id)
                .toList();
        if (!timers.isEmpty()) {
            Set<String> wanted = OwedEntries.timers(
                    records.look(ids.stream().map(FlowId::new).toList()));
            restore(
                    partition,
                    timers.stream()
                            .filter(timer -> !wanted.contains(timer))
                            .<ScheduleChange>map(timer -> new ScheduleChange.Cancel(Lane.TIMER, timer))
                            .toList());
        }
    }

    private void restore(int partition, List<ScheduleChange> owed) {
        for (int from = 0; from < owed.size(); from += RESTORED_AT_ONCE_MAX) {
            schedules.restore(partition, owed.subList(from, Math.min(owed.size(), from + RESTORED_AT_ONCE_MAX)));
        }
    }

    /** Ended records that owe nobody anything, at the version that was looked at. */
    private static Map<String, Long> finished(List<FlowInstance> batch, Map<String, Long> ended, Owed owed) {
        Map<String, Long> finished = new LinkedHashMap<>();
        for (FlowInstance instance : batch) {
            Long version = ended.get(instance.id().value());
            if (version != null && version == instance.version() && !owed.isBusy(instance.id())) {
                finished.put(instance.id().value(), version);
            }
        }
        return finished;
    }
}
