package io.soprelay.simulation;

import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** A reminder comes when it is due, once. */
final class I9TimersFireOnce extends Invariant {
    private final Set<String> fired = new HashSet<>();

    @Override
    String sentence() {
        return "Each timer fires at least once, not before its due time, its effect once; cancelled before firing, it has"
                + " no effect.";
    }

    @Override
    void committed(World world, Archive.Happened happened) {
        for (FlowEvent event : happened.entry().events()) {
            if (event instanceof FlowEvent.HoldersReminded reminded) {
                if (reminded.at().isBefore(reminded.moment())) {
                    broken("a reminder for %s came at %s", reminded.moment(), reminded.at());
                }
                if (!fired.add(happened.commit().aggregate() + "/" + reminded.item() + "/" + reminded.moment())) {
                    broken("%s reminded twice for %s", reminded.item(), reminded.moment());
                }
            }
        }
    }

    @Override
    void quiet(World world) {
        Instant now = world.ledger().now().minusSeconds(5);
        for (FlowInstance record : world.archive().records().values()) {
            for (WorkItem item : record.openItems()) {
                if (item.reminders().stream().anyMatch(now::isAfter)) {
                    broken("%s of %s was not reminded at %s", item.id(), record.number(), item.reminders());
                }
            }
        }
    }
}
