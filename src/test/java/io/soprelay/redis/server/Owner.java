package io.soprelay.redis.server;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Another JVM that owns a data folder, and can be killed as by {@code kill -9}. */
record Owner(Process process, Path acknowledged) {

    static Owner of(Path dataFolder, Path acknowledged) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OwnerMain.class.getName(),
                            dataFolder.toString(),
                            acknowledged.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(acknowledged + ".out"))
                    .start();
            return new Owner(process, acknowledged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has had {@code more} further numbers acknowledged. */
    Owner counting(int more) {
        int before = acknowledgedNumbers().size();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> acknowledgedNumbers().size() >= before + more || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the owner ended: " + read(Path.of(acknowledged + ".out")));
        }
        return this;
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Whole lines only: the last may have been cut by the kill. */
    List<String> acknowledgedNumbers() {
        String text = read(acknowledged);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
