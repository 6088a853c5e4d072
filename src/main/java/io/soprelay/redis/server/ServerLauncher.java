package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Starts a server that outlives this JVM: in a session of its own, so that Ctrl-C in the terminal does not reach it, by
 * {@code setsid} where there is one, else by the server's own going into the background.
 */
final class ServerLauncher {

    private static final String CONFIG_FILE = "redis.conf";
    private static final String OUTPUT_FILE = "redis.out";
    private static final Duration STEP = Duration.ofMillis(10);

    /** 30 s without a sign of life from a running process: it hangs. */
    private static final int SILENT_STEPS_MAX = 3_000;

    private static final int HANGING_STEPS = ServerDoor.ANSWER_MILLIS_MAX / (int) STEP.toMillis();

    /** 10 min of reading its files: over 50 GB on an ordinary disk, so something is wrong. */
    private static final int LOADING_STEPS_MAX = 60_000;

    /** 5 s until a server that put itself into the background has written its pid. */
    private static final int PID_STEPS_MAX = 500;

    private static final File NOWHERE = new File("/dev/null");

    private final @Nullable Path setsid;
    private final Pause pause;

    ServerLauncher(@Nullable Path setsid, Pause pause) {
        this.setsid = setsid;
        this.pause = pause;
    }

    /** @param searchPath folders in the form of the PATH variable */
    static @Nullable Path findSetsid(String searchPath) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, "setsid");
            if (!folder.isBlank() && Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /**
     * Starts a server and waits until it takes commands.
     *
     * @param onSpawn told of the process as soon as it exists, before it has read its files
     * @throws EmbeddedRedisException if it ends or stays silent; nothing is left running then
     */
    ServerProcess launch(RedisExecutable executable, ServerConfig config, Consumer<ProcessMark> onSpawn) {
        Path folder = config.folder();
        ServerLog log = ServerLog.from(folder, executable.path());
        ProcessMark mark;
        try {
            mark = spawn(executable, config);
        } catch (IOException e) {
            throw new EmbeddedRedisException(
                    Reason.START_FAILED,
                    "%s could not be started in %s: %s. Check the program and the folder's rights."
                            .formatted(executable.path(), folder, e.getMessage()),
                    e);
        }
        if (mark == null) {
            throw log.explain(config.port());
        }
        ServerProcess server =
                new ServerProcess(mark, new ServerDoor(config.port(), config.password()), executable.version());
        try {
            onSpawn.accept(mark);
            awaitReady(server, log, config);
            return server;
        } catch (RuntimeException e) {
            server.stop(pause);
            throw e;
        }
    }

    /** Waits until a running server has read its files; for one just started and for one adopted. */
    void awaitReady(ServerProcess server, ServerLog log, ServerConfig config) {
        int silent = 0;
        for (int step = 0; step < LOADING_STEPS_MAX && silent < SILENT_STEPS_MAX; step++) {
            if (!server.isAlive()) {
                throw log.explain(config.port());
            }
            ServerDoor.Answer answer = server.door().knock();
            if (answer == ServerDoor.Answer.READY && isItself(server)) {
                return;
            }
            silent = switch (answer) {
                case LOADING -> 0;
                case HANGING -> silent + HANGING_STEPS;
                case READY, WRONG_PASSWORD, SILENT -> silent + 1;
            };
            pause.orGiveUp(STEP);
        }
        throw new EmbeddedRedisException(
                Reason.START_FAILED,
                "redis-server (process %d) in %s runs but does not answer on 127.0.0.1:%d. Look into %s."
                        .formatted(
                                server.mark().pid(),
                                config.folder(),
                                config.port(),
                                config.folder().resolve(ServerConfig.LOG_FILE)));
    }

    /** Whether the answer came from this process and not from another that holds the port. */
    private static boolean isItself(ServerProcess server) {
        try {
            return server.door().facts().pid() == server.mark().pid();
        } catch (JedisException goneAgain) {
            return false;
        }
    }

    /** Null if the server has ended already. */
    private @Nullable ProcessMark spawn(RedisExecutable executable, ServerConfig config) throws IOException {
        Path folder = config.folder();
        Path file = folder.resolve(CONFIG_FILE);
        PrivateFiles.write(file, config.render(setsid == null));
        Files.deleteIfExists(folder.resolve(ServerConfig.PID_FILE));
        List<String> server = List.of(executable.path().toString(), file.toString());
        List<String> command =
                setsid == null ? server : List.of(setsid.toString(), server.getFirst(), server.getLast());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(NOWHERE)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(OUTPUT_FILE).toFile())
                .start();
        // setsid replaces itself by the server, so the child's pid is the server's.
        return setsid == null
                ? spawnedInBackground(process, folder)
                : ProcessMark.of(process.pid()).orElse(null);
    }

    private @Nullable ProcessMark spawnedInBackground(Process starter, Path folder) throws IOException {
        for (int step = 0; step < PID_STEPS_MAX; step++) {
            Optional<Long> pid = pidIn(folder.resolve(ServerConfig.PID_FILE));
            if (pid.isPresent()) {
                return ProcessMark.of(pid.get()).orElse(null);
            }
            if (!starter.isAlive() && starter.exitValue() != 0) {
                return null;
            }
            pause.orGiveUp(STEP);
        }
        return null;
    }

    private static Optional<Long> pidIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        return text.matches("\\d{1,10}\\n") ? Optional.of(Long.parseLong(text.strip())) : Optional.empty();
    }
}
