package io.soprelay.bench;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of the machine other people's processes took while we measured. Above a fifth of a core the absolute figures
 * are not worth quoting; ratios taken in turns still are. Safe for concurrent use.
 */
public final class MachineLoad {
    /** What each of our processes had used when it was last looked at: a process that ended keeps its last value. */
    private final Map<Long, Double> ours = new ConcurrentHashMap<>();

    private final double oursBefore;
    private final double busyBefore;
    private final long began = System.nanoTime();

    public MachineLoad() throws IOException {
        look(ProcessHandle.current().pid());
        oursBefore = sum();
        busyBefore = ProcFiles.busySeconds();
    }

    /** Counts a process as ours from its beginning; call it again just before the process ends. */
    public void look(long pid) {
        ProcFiles.cpuSeconds(pid).ifPresent(seconds -> ours.put(pid, seconds));
    }

    /** Counts what this program started, and what that started, as ours: a browser is many processes. */
    void lookAtDescendants() {
        ProcessHandle.current().descendants().forEach(process -> look(process.pid()));
    }

    /** Mean number of cores that others kept busy so far. */
    public double othersCores() throws IOException {
        ours.keySet().forEach(this::look);
        lookAtDescendants();
        double busy = ProcFiles.busySeconds() - busyBefore;
        double elapsed = (System.nanoTime() - began) / 1e9;
        return Math.max(0, (busy - (sum() - oursBefore)) / elapsed);
    }

    private double sum() {
        return ours.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
