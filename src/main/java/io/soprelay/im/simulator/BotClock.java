package io.soprelay.im.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The bot's settable clock over {@code /actuator/clock}; forward only. */
public final class BotClock {
    /** The longest jump the bot takes at once. */
    public static final Duration JUMP_MAX = Duration.ofDays(3660);

    private final URI address;
    private final Consumer<Instant> followers;
    private final List<Consumer<Jump>> jumpWatchers = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * @param bot on this machine, for example {@code http://127.0.0.1:8081}
     * @param followers told the new time after each look
     */
    public BotClock(URI bot, Consumer<Instant> followers) {
        Loopback.require(bot, "The bot's address");
        this.address = bot.resolve("/actuator/clock");
        this.followers = followers;
    }

    public Instant now() {
        return exchange(HttpRequest.newBuilder(address).GET());
    }

    public Instant advance(Duration by) {
        jumpWatchers.forEach(watcher -> watcher.accept(new Jump(by, null)));
        return post(Json.object().put("advance", by.toString()));
    }

    public Instant set(OffsetDateTime to) {
        if (!jumpWatchers.isEmpty()) {
            Duration by = Duration.between(now(), to);
            jumpWatchers.forEach(watcher -> watcher.accept(new Jump(by, to)));
        }
        return post(Json.object().put("set", to.toString()));
    }

    /**
     * One move of the clock.
     *
     * @param to the moment asked for; null when a length was
     */
    public record Jump(Duration by, @Nullable OffsetDateTime to) {}

    /** Told of each move before it is made: what comes to the phones afterwards is its effect. */
    public void watch(Consumer<Jump> watcher) {
        jumpWatchers.add(watcher);
    }

    private Instant post(ObjectNode body) {
        return exchange(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    private Instant exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(Duration.ofSeconds(10)).build(), HttpResponse.BodyHandlers.ofString());
            JsonNode answer = Json.parse(response.body());
            if (response.statusCode() != 200) {
                String why = Json.text(answer, "problem");
                throw new SimulatorProblem(
                        SimulatorProblem.Kind.CLOCK_REFUSED,
                        why.isEmpty() ? "The bot's clock refused with " + response.statusCode() + "." : why,
                        Integer.toString(response.statusCode()));
            }
            Instant now = OffsetDateTime.parse(Json.text(answer, "now")).toInstant();
            followers.accept(now);
            return now;
        } catch (IOException | DateTimeException e) {
            throw new SimulatorProblem(
                    SimulatorProblem.Kind.NO_CLOCK, "The bot's clock did not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorProblem(SimulatorProblem.Kind.STOPPING, "Interrupted at the bot's clock.");
        }
    }
}
