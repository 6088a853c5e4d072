package io.soprelay.engine;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Approval;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who finished what and when, for the last weeks: one list a day, one row a record. Never counted up: a row is all a
 * record knows of that day, so writing it again, or from the state alone, gives the same. A day's row only grows, so one
 * that is equal need not be written.
 *
 * <p>Days are UTC days, whatever the company's zone: a reader takes the days its period touches and looks at the moments.
 */
public final class Finished {
    /** A month to look back on, and some days more. */
    public static final Duration KEPT = Duration.ofDays(35);

    private static final String DAYS = "done-days";
    private static final byte[] THERE = {'1'};

    private final Rows rows;
    private final BusinessTime time;
    private final StoredCodec codec = new StoredCodec();

    public Finished(Rows rows, BusinessTime time) {
        this.rows = rows;
        this.time = time;
    }

    /** One completed task, or one decision of an approver. */
    public record Act(MemberId by, Instant at) {}

    /**
     * What one record saw finished on one day.
     *
     * @param flow the definition's key
     * @param acts oldest first
     */
    public record Row(String flow, List<Act> acts) {
        public Row {
            acts = List.copyOf(acts);
        }
    }

    /** The list of a UTC day. */
    public static String list(LocalDate day) {
        return "done:" + day;
    }

    /** Everything that was ever finished in a record, oldest first within each item. */
    public static List<Act> in(FlowInstance instance) {
        List<Act> acts = new ArrayList<>();
        for (WorkItem item : instance.items()) {
            switch (item) {
                case TodoTask task -> {
                    MemberId by = task.completedBy();
                    Instant at = task.endedAt();
                    if (by != null && at != null) {
                        acts.add(new Act(by, at));
                    }
                }
                case Approval approval ->
                    approval.decisions().forEach(verdict -> acts.add(new Act(verdict.by(), verdict.at())));
            }
        }
        return acts;
    }

    /**
     * Writes the rows of these records that are missing or stale; one round trip if none is.
     *
     * @return how many were
     */
    int repair(List<FlowInstance> instances) {
        List<Wanted> wanted = wanted(instances);
        return wanted.isEmpty() ? 0 : repair(wanted, rows.some(sources(wanted)));
    }

    /** The rows that these records should have. */
    List<Wanted> wanted(List<FlowInstance> instances) {
        return instances.stream().flatMap(instance -> rowsOf(instance).stream()).toList();
    }

    /** What has to be looked at to know whether they are there. */
    static Map<String, List<String>> sources(List<Wanted> wanted) {
        Map<String, List<String>> sources = new TreeMap<>();
        for (Wanted row : wanted) {
            sources.computeIfAbsent(list(row.day), any -> new ArrayList<>()).add(row.source);
        }
        if (!wanted.isEmpty()) {
            List<String> days =
                    wanted.stream().map(row -> row.day.toString()).distinct().toList();
            sources.put(DAYS, days);
        }
        return sources;
    }

    /** @param known what was found at the {@link #sources} */
    int repair(List<Wanted> wanted, Map<String, Map<String, byte[]>> known) {
        int wrong = 0;
        for (Wanted row : wanted) {
            byte[] found = known.getOrDefault(list(row.day), Map.of()).get(row.source);
            if (!Arrays.equals(row.bytes, found)) {
                if (!known.getOrDefault(DAYS, Map.of()).containsKey(row.day.toString())) {
                    // First, so that no day is kept that nobody would ever forget.
                    rows.put(DAYS, row.day.toString(), 1, THERE);
                }
                rows.put(list(row.day), row.source, row.version, row.bytes);
                wrong++;
            }
        }
        return wrong;
    }

    /** Drops the days that are older than {@link #KEPT}. */
    void forgetOld() {
        LocalDate first = firstKept();
        for (String day : rows.all(DAYS).keySet()) {
            if (LocalDate.parse(day).isBefore(first)) {
                rows.drop(list(LocalDate.parse(day)));
                rows.put(DAYS, day, 1, null);
            }
        }
    }

    /** A row as it should be. */
    record Wanted(LocalDate day, String source, long version, byte[] bytes) {}

    private List<Wanted> rowsOf(FlowInstance instance) {
        LocalDate first = firstKept();
        SortedMap<LocalDate, List<Act>> days = new TreeMap<>();
        for (Act act : in(instance)) {
            LocalDate day = LocalDate.ofInstant(act.at(), ZoneOffset.UTC);
            if (!day.isBefore(first)) {
                days.computeIfAbsent(day, any -> new ArrayList<>()).add(act);
            }
        }
        List<Wanted> wanted = new ArrayList<>();
        days.forEach((day, acts) -> wanted.add(new Wanted(
                day, instance.id().value(), instance.version(), codec.write(new Row(instance.flow(), acts)))));
        return wanted;
    }

    private LocalDate firstKept() {
        return LocalDate.ofInstant(time.now().minus(KEPT), ZoneOffset.UTC);
    }
}
