package io.soprelay.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator as {@code scripts/run} starts it, with a bot of its own, on a free port and a given folder. */
final class SimulatorChild implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)/simulator");
    private static final int STOP_PATIENCE_SECONDS = 30;

    private final BenchRun run;
    private final Process process;
    private final BufferedReader said;
    private final URI base;

    /** Returns when the page can be opened. */
    SimulatorChild(BenchRun run, Path data) throws IOException {
        this.run = run;
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        run.java().toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        run.jar().toAbsolutePath().toString(),
                        "--relay.simulator.enabled=true",
                        "--server.port=0"))
                .directory(data.toFile())
                .redirectErrorStream(true);
        builder.environment().put("RELAY_SIMULATOR_DATA_DIR", data.toString());
        AtExit.close(this);
        process = builder.start();
        run.load().look(process.pid());
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        base = page();
    }

    private URI page() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher found = PAGE.matcher(line);
            if (found.find()) {
                return URI.create(found.group(1));
            }
            all.append(line).append(" / ");
        }
        close();
        throw new IOException("The simulator did not start: " + all);
    }

    URI base() {
        return base;
    }

    double residentMegabytes() throws IOException {
        return ProcFiles.residentMegabytes(process.pid());
    }

    /** What its objects take after a full collection. */
    double liveMegabytes() throws IOException, InterruptedException {
        return LiveObjects.megabytes(run, process.pid());
    }

    /** Asks it to stop, which stops bot and server. */
    @Override
    public void close() throws IOException {
        AtExit.closed(this);
        run.load().look(process.pid());
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(child -> run.load().look(child.pid()));
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                children.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        said.close();
    }
}
