package io.soprelay.redis.server;

import io.soprelay.redis.server.EmbeddedRedisException.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server program: the configured one, else the newest on the PATH (6.2 or later), else the bundled one, which
 * is unpacked into the data folder. Each candidate is asked for its version, so a program that cannot run here is no
 * candidate.
 */
final class RedisExecutables {

    private static final List<String> NAMES = List.of("redis-server", "valkey-server");
    private static final int ASK_SECONDS_MAX = 5;
    private static final String MEND =
            "Install redis-server or valkey-server 6.2 or newer, or set relay.redis.executable" + " to one.";

    private final String searchPath;

    /** @param searchPath folders in the form of the PATH variable */
    RedisExecutables(String searchPath) {
        this.searchPath = searchPath;
    }

    /**
     * @param configured wins if not null, and is never silently replaced by another
     * @param unpackTo folder for the bundled program
     * @throws EmbeddedRedisException if none runs here
     */
    RedisExecutable find(@Nullable Path configured, Path unpackTo) {
        if (configured != null) {
            return asked(configured)
                    .filter(found -> !found.version().isOlderThan(ServerVersion.OLDEST))
                    .orElseThrow(() -> new EmbeddedRedisException(
                            Reason.NO_EXECUTABLE,
                            ("relay.redis.executable is %s, which is no redis-server or valkey-server of version 6.2 or"
                                            + " newer that runs here. Correct it, or remove the setting to use the one"
                                            + " found on the PATH or the bundled one.")
                                    .formatted(configured)));
        }
        return newestOnPath().orElseGet(() -> bundled(unpackTo));
    }

    private Optional<RedisExecutable> newestOnPath() {
        return Arrays.stream(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .flatMap(candidate -> asked(candidate).stream())
                .filter(found -> !found.version().isOlderThan(ServerVersion.OLDEST))
                .max(Comparator.comparing(RedisExecutable::version));
    }

    private static RedisExecutable bundled(Path unpackTo) {
        String resource = bundledName()
                .orElseThrow(() -> new EmbeddedRedisException(
                        Reason.NO_EXECUTABLE,
                        "There is no redis-server on the PATH, and none is bundled for %s on %s. %s"
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), MEND)));
        Path program = unpack(resource, unpackTo);
        return asked(program)
                .orElseThrow(() -> new EmbeddedRedisException(
                        Reason.NO_EXECUTABLE,
                        ("There is no redis-server on the PATH, and the bundled one (%s) does not run here: %s. Give this"
                                        + " machine what it lacks, or: %s")
                                .formatted(program, lastWords(program), MEND)));
    }

    /** The file inside the embedded-redis jar for this machine. */
    private static Optional<String> bundledName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        boolean intel = machine.equals("amd64") || machine.equals("x86_64");
        if (system.contains("linux")) {
            return Optional.ofNullable(
                    arm ? "redis-server-6.2.7-linux-arm64" : intel ? "redis-server-6.2.6-v5-linux-amd64" : null);
        }
        if (system.contains("mac")) {
            return Optional.ofNullable(
                    arm ? "redis-server-6.2.6-v5-darwin-arm64" : intel ? "redis-server-6.2.6-v5-darwin-amd64" : null);
        }
        return Optional.empty();
    }

    /** Unpacks through a temporary name, so that a half-written program is never started; an equal one is kept. */
    private static Path unpack(String resource, Path folder) {
        Path program = folder.resolve(resource);
        try (InputStream bundled = RedisExecutables.class.getClassLoader().getResourceAsStream(resource)) {
            if (bundled == null) {
                throw new EmbeddedRedisException(
                        Reason.NO_EXECUTABLE, "The bundled %s is missing from the jar. %s".formatted(resource, MEND));
            }
            byte[] bytes = bundled.readAllBytes();
            if (Files.isExecutable(program) && Arrays.equals(Files.readAllBytes(program), bytes)) {
                return program;
            }
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(folder, resource, ".new");
            Files.write(fresh, bytes);
            if (!fresh.toFile().setExecutable(true, true)) {
                throw new IOException("cannot make it executable");
            }
            return Files.move(fresh, program, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EmbeddedRedisException(
                    Reason.FOLDER_UNUSABLE,
                    "The bundled redis-server cannot be unpacked into %s: %s. Make the folder writable, or: %s"
                            .formatted(folder, e.getMessage(), MEND),
                    e);
        }
    }

    private static Optional<RedisExecutable> asked(Path program) {
        if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
            return Optional.empty();
        }
        return Stream.of(lastWords(program))
                .filter(answer -> answer.contains("server v="))
                .flatMap(answer -> ServerVersion.in(answer).stream())
                .map(version -> new RedisExecutable(program.toAbsolutePath(), version))
                .findFirst();
    }

    /** What the program says to {@code --version}, or why it does not run. */
    private static String lastWords(Path program) {
        try {
            Process process = new ProcessBuilder(program.toAbsolutePath().toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(ASK_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no answer within %d s".formatted(ASK_SECONDS_MAX);
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
