package io.soprelay.redis.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names one process for good: a pid alone is given again after its process has ended.
 *
 * @param started on Linux the start in clock ticks since boot and the boot's id (no clock change moves them), elsewhere
 *     the start in epoch milliseconds; never holds a space
 */
record ProcessMark(long pid, String started) {

    private static final Path PROC = Path.of("/proc");
    private static final Path BOOT_ID = PROC.resolve("sys/kernel/random/boot_id");

    /** Places after the command name in {@code /proc/<pid>/stat}, see proc(5): fields 3 and 22. */
    private static final int STATE = 0;

    private static final int START_TICKS = 19;

    /** The mark of a process that is running now; empty if there is none or it is dead and only not yet reaped. */
    static Optional<ProcessMark> of(long pid) {
        if (pid <= 0) {
            return Optional.empty();
        }
        if (Files.isReadable(BOOT_ID)) {
            return fromProc(pid);
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(start -> new ProcessMark(pid, "at:" + start.toEpochMilli()));
    }

    /** Whether this very process is still running. */
    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    private static Optional<ProcessMark> fromProc(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            // The command name may hold spaces and brackets; the last bracket ends it.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return dead
                    ? Optional.empty()
                    : Optional.of(new ProcessMark(
                            pid,
                            "ticks:" + fields[START_TICKS] + "@"
                                    + Files.readString(BOOT_ID).strip()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
