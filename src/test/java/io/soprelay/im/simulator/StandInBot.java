package io.soprelay.im.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/**
 * A process that looks like the bot from outside: health, clock, callbacks, read API, and {@code /environment}, which tells
 * what it was given. {@code refuse} stops with a sentence, {@code silent} never gets ready; {@code /end} stops it as a bug
 * would.
 */
public final class StandInBot {
    private StandInBot() {}

    /** What {@code relay.simulator.bot-command} takes to start one. */
    public static String command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return java + " -Xmx48m -XX:TieredStopAtLevel=1 -cp " + System.getProperty("java.class.path") + " "
                + StandInBot.class.getName();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("refuse")) {
            System.out.println("The data folder is in use.");
            System.exit(1);
        }
        if (args.length > 0 && args[0].equals("silent")) {
            new CountDownLatch(1).await();
        }
        AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health", exchange -> answer(exchange, "{\"status\":\"UP\"}"));
        server.createContext("/callbacks/feishu", exchange -> answer(exchange, "{}"));
        server.createContext("/callbacks/dingtalk", exchange -> answer(exchange, "{}"));
        server.createContext("/actuator/clock", exchange -> {
            JsonNode asked = Json.parse(exchange.getRequestBody().readAllBytes());
            String by = Json.text(asked, "advance");
            if (!by.isEmpty()) {
                offset.updateAndGet(ahead -> ahead.plus(Duration.parse(by)));
            }
            String to = Json.text(asked, "set");
            if (!to.isEmpty()) {
                offset.set(Duration.between(OffsetDateTime.now(), OffsetDateTime.parse(to)));
            }
            answer(exchange, "{\"now\":\"" + OffsetDateTime.now().plus(offset.get()) + "\"}");
        });
        server.createContext(
                "/environment", exchange -> answer(exchange, Json.write(Json.MAPPER.valueToTree(System.getenv()))));
        server.createContext("/end", exchange -> Runtime.getRuntime().halt(3));
        server.createContext("/api/v1/", StandInBot::read);
        server.start();
    }

    /** Answers whoever has the token with the path it was asked for. */
    private static void read(HttpExchange exchange) throws IOException {
        boolean known = ("Bearer " + System.getenv("RELAY_API_TOKEN"))
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!known) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String path = exchange.getRequestURI().getRawPath();
        answer(exchange, Json.write(Json.object().put("asked", path)));
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
