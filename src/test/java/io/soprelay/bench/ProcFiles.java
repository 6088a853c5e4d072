package io.soprelay.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What Linux tells of the machine and its processes. Processor time is in seconds, memory in MB. */
final class ProcFiles {
    /** The kernel shows processor time to programs in hundredths of a second on every common platform (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    private ProcFiles() {}

    /** All cores together, busy with anything but waiting; time stolen by the host counts as busy. */
    static double busySeconds() throws IOException {
        try (var lines = Files.lines(PROC.resolve("stat"))) {
            return busySeconds(lines.findFirst().orElseThrow());
        }
    }

    /** @param line {@code cpu user nice system idle iowait irq softirq steal …} */
    static double busySeconds(String line) {
        String[] parts = line.trim().split(" +");
        long ticks = 0;
        for (int i = 1; i <= 8 && i < parts.length; i++) {
            boolean waiting = i == 4 || i == 5;
            ticks += waiting ? 0 : Long.parseLong(parts[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** User and system time of a process so far; empty if it is gone. */
    static Optional<Double> cpuSeconds(long pid) {
        try {
            return Optional.of(cpuSeconds(Files.readString(PROC.resolve(pid + "/stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** @param stat the whole of {@code /proc/<pid>/stat}; the name in it may hold blanks and brackets */
    static double cpuSeconds(String stat) {
        String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(parts[11]) + Long.parseLong(parts[12])) / TICKS_PER_SECOND;
    }

    /** Resident memory of a process. */
    static double residentMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(PROC.resolve(pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IllegalStateException("Process " + pid + " has no resident memory");
    }

    /** Threads the kernel knows of a process; virtual ones are not among them. */
    static int threads(long pid) throws IOException {
        return entries(PROC.resolve(pid + "/task"), any -> true);
    }

    /** Open sockets of a process, listening ones included. */
    static int sockets(long pid) throws IOException {
        return entries(PROC.resolve(pid + "/fd"), file -> {
            try {
                return Files.readSymbolicLink(file).toString().startsWith("socket:");
            } catch (IOException closed) {
                return false;
            }
        });
    }

    private static int entries(Path folder, Predicate<Path> counts) throws IOException {
        int found = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                found += counts.test(file) ? 1 : 0;
            }
        }
        return found;
    }

    /** Processes that work in a folder: the embedded server goes into its data folder. */
    static List<Long> workingIn(Path folder) throws IOException {
        Path real = folder.toRealPath();
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                try {
                    if (Files.readSymbolicLink(process.resolve("cwd")).equals(real)) {
                        found.add(Long.parseLong(process.getFileName().toString()));
                    }
                } catch (IOException goneOrForeign) {
                    continue;
                }
            }
        }
        return found;
    }
}
