package io.soprelay.process;

import io.soprelay.SopRelay;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.FeishuPlatformConfig;
import io.soprelay.im.simulator.SimulatedPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The bot in a process of its own, with the documented settings only, on a folder that outlives it. */
final class BotUnderTest implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** With a port of its own, health is there. */
    private static final String MANAGEMENT = "--management.server.port=";

    private final Path folder;
    private final FeishuPlatform feishu;
    private final SimulatedPerson admin;
    private final boolean calling;
    private final List<String> jvm = new ArrayList<>();
    private final int port = freePort();
    private int healthPort = port;
    private @Nullable Process process;

    BotUnderTest(Path folder, FeishuPlatform feishu, SimulatedPerson admin) {
        this(folder, feishu, admin, false);
        feishu.callbackAddress(URI.create("http://127.0.0.1:" + port + "/callbacks/feishu"));
    }

    private BotUnderTest(Path folder, FeishuPlatform feishu, SimulatedPerson admin, boolean calling) {
        this.folder = folder;
        this.feishu = feishu;
        this.admin = admin;
        this.calling = calling;
    }

    /** A bot that calls the platform and has no address for it, as one does that is told nothing but its app. */
    static BotUnderTest calling(Path folder, FeishuPlatform feishu, SimulatedPerson admin) {
        return new BotUnderTest(folder, feishu, admin, true);
    }

    /** As much heap as the README gives it for Feishu, from its next start on. */
    void hasTheDocumentedHeap() {
        jvm.addAll(List.of("-Xmx108m", "-Xss512k"));
    }

    /** From its next start on it trusts the certificate in a PKCS12 file with the password {@code changeit}. */
    void trusts(Path store) {
        jvm.addAll(List.of(
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStoreType=PKCS12",
                "-Djavax.net.ssl.trustStorePassword=changeit"));
    }

    /** Starts it with further arguments and waits until it answers. */
    void start(String... arguments) {
        for (String argument : arguments) {
            if (argument.startsWith(MANAGEMENT)) {
                healthPort = Integer.parseInt(argument.substring(MANAGEMENT.length()));
            }
        }
        process = launch(List.of(arguments));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isHealthy);
    }

    /** As from {@code kill -9}. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running);
        }
    }

    /** Starts it with further arguments and waits until it has ended. @return what it printed to the terminal */
    Ended startInVain(String... arguments) {
        Process started = launch(List.of(arguments));
        await(started);
        return new Ended(started.exitValue(), printed());
    }

    boolean isHealthy() {
        return health().isPresent();
    }

    /** What health says; empty while it does not answer that all is well. */
    Optional<String> health() {
        return health(200);
    }

    /** What health says while something is wrong; empty while it does not say so. */
    Optional<String> complaint() {
        return health(503);
    }

    private Optional<String> health(int status) {
        try {
            URI health = URI.create("http://127.0.0.1:" + healthPort + "/actuator/health");
            HttpResponse<String> answer =
                    HTTP.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == status ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What it has written to the terminal since its last start. */
    String printed() {
        try {
            return Files.readString(folder.resolve("bot.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path redisFolder() {
        return folder.resolve("data/redis");
    }

    int port() {
        return port;
    }

    private Process launch(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SopRelay.class.getName()));
        command.addAll(arguments);
        FeishuPlatformConfig app = feishu.config();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bot.log").toFile());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("RELAY_ADMINS", "feishu:" + admin.openId());
        builder.environment().put("RELAY_FEISHU_ENABLED", "true");
        builder.environment().put("RELAY_FEISHU_BASE_URL", feishu.baseUrl().toString());
        builder.environment().put("RELAY_FEISHU_APP_ID", app.appId());
        builder.environment().put("RELAY_FEISHU_APP_SECRET", app.appSecret());
        if (!calling) {
            builder.environment().put("RELAY_FEISHU_TRANSPORT", "webhook");
            builder.environment().put("RELAY_FEISHU_ENCRYPT_KEY", app.encryptKey());
            builder.environment().put("RELAY_FEISHU_VERIFICATION_TOKEN", app.verificationToken());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process ending) {
        try {
            if (!ending.waitFor(60, TimeUnit.SECONDS)) {
                ending.destroyForcibly();
                throw new AssertionError("The bot did not end within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Ends it in order, and its Redis with it. */
    @Override
    public void close() {
        Process running = process;
        if (running != null && running.isAlive()) {
            running.destroy();
            await(running);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A start that did not succeed. */
    record Ended(int exitCode, String printed) {}
}
