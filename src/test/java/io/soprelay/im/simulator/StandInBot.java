package io.soprelay.im.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that looks like the bot from outside: health, clock, callbacks. {@code refuse} stops with a sentence,
 * {@code silent} never gets ready.
 */
final class StandInBot {
    private StandInBot() {}

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
        server.createContext("/actuator/clock", exchange -> {
            String by = Json.text(Json.parse(exchange.getRequestBody().readAllBytes()), "advance");
            if (!by.isEmpty()) {
                offset.accumulateAndGet(Duration.parse(by), Duration::plus);
            }
            answer(exchange, "{\"now\":\"" + OffsetDateTime.now().plus(offset.get()) + "\"}");
        });
        server.createContext("/settings", exchange -> answer(exchange, System.getenv("RELAY_ADMINS")));
        server.start();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
