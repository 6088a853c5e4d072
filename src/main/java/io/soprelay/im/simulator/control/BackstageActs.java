package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.BotState;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is done to the world behind the phones: time, faults, the bot, its Redis. */
final class BackstageActs {
    private final Simulator simulator;
    private final FeishuPlatform platform;
    private final PageShapes shapes;
    private final PageWords words;

    BackstageActs(Simulator simulator, PageShapes shapes, PageWords words) {
        this.simulator = simulator;
        this.platform = simulator.platform();
        this.shapes = shapes;
        this.words = words;
    }

    void mount(Routes routes) {
        routes.post("/simulator/api/clock", this::clock);
        routes.post("/simulator/api/faults", shapes.faults()::turn);
        routes.post("/simulator/api/reachable", this::reachable);
        routes.post("/simulator/api/bot", this::bot);
        routes.post("/simulator/api/redis", this::redis);
        routes.post("/simulator/api/expire", this::expire);
    }

    private ObjectNode clock(JsonNode body) {
        if (simulator.bot().phase() != BotState.Phase.RUNNING) {
            throw new ControlRefusal(409, words.say("clock.bot-away"));
        }
        Instant before = simulator.clock().now();
        OffsetDateTime target = target(body, before);
        if (!target.toInstant().isAfter(before)) {
            throw new ControlRefusal(400, words.say("clock.back", Moments.spoken(before)));
        }
        within(Duration.between(before, target.toInstant()));
        // What was asked for is what a recording keeps: an hour is an hour at any time of day.
        Instant now = Json.text(body, "advance").isEmpty()
                ? simulator.clock().set(target)
                : simulator.clock().advance(Duration.between(before, target.toInstant()));
        return Json.object().put("now", Moments.written(now));
    }

    private OffsetDateTime target(JsonNode body, Instant now) {
        String advance = Json.text(body, "advance");
        String set = Json.text(body, "set");
        String next = Json.text(body, "next");
        try {
            if (!advance.isEmpty()) {
                return now.plus(within(Duration.parse(advance))).atOffset(ZoneOffset.ofHours(8));
            }
            return set.isEmpty() ? Moments.next(LocalTime.parse(next), now) : OffsetDateTime.parse(set);
        } catch (DateTimeException | ArithmeticException notAMoment) {
            throw new ControlRefusal(400, words.say("clock.how", advance + set + next));
        }
    }

    /** The bot would say so too, but not in the page's language. */
    private Duration within(Duration jump) {
        if (jump.compareTo(BotClock.JUMP_MAX) > 0) {
            throw new ControlRefusal(400, words.say("clock.far", days(BotClock.JUMP_MAX), days(jump)));
        }
        return jump;
    }

    private static String days(Duration length) {
        return Long.toString(length.toDays());
    }

    private ObjectNode reachable(JsonNode body) {
        SimulatedPerson person = PageReads.person(platform.people(), words, Json.text(body, "person"));
        platform.reachable(person, body.path("yes").asBoolean(true));
        return shapes.person(person);
    }

    private ObjectNode bot(JsonNode body) {
        String act = Json.text(body, "act");
        switch (act) {
            case "kill" -> simulator.killBot();
            case "start" -> simulator.startBot();
            case "restart" -> simulator.restartBot();
            default -> throw new ControlRefusal(400, words.say("act.unknown", act, "kill、start、restart"));
        }
        return shapes.bot();
    }

    private ObjectNode redis(JsonNode body) {
        String act = Json.text(body, "act");
        if (!act.equals("kill")) {
            throw new ControlRefusal(400, words.say("act.unknown", act, "kill"));
        }
        simulator.killRedis();
        return shapes.bot();
    }

    private ObjectNode expire(JsonNode body) {
        String messageId = Json.text(body, "messageId");
        if (platform.message(messageId).filter(ChatMessage::isCard).isEmpty()) {
            throw new ControlRefusal(404, words.say("no-card"));
        }
        platform.expire(messageId);
        return Json.object();
    }
}
