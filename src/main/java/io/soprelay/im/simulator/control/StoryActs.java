package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.BotState;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.SimulatorListener;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.recording.Recording;
import io.soprelay.im.simulator.story.Pace;
import io.soprelay.im.simulator.story.Phonebook;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import io.soprelay.im.simulator.story.Where;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What tells a story with the whole company: scenes, play, walk, starting over, and what was recorded on the way. */
final class StoryActs implements AutoCloseable {
    /** Much for a healthy bot, little for a visitor who waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ACTS = "play、walk、pause、resume、stop、skip、typed";

    private final Simulator simulator;
    private final PageNews news;
    private final PageWords words;
    private final StoryDirector director;
    private final Recording recording;

    /** Held while the company is made new or the bot is awaited: two at a time would pull it from under each other. */
    private final ReentrantLock preparing = new ReentrantLock();

    /** Read by pages that come, which must not wait for a change under way. */
    private volatile StoryState state;

    /** Seen by every page: what is asked for, or watched on an empty phone, meanwhile would be in vain. */
    private volatile boolean isPreparing;

    StoryActs(Simulator simulator, PageNews news, PageWords words) {
        this.simulator = simulator;
        this.news = news;
        this.words = words;
        director = new StoryDirector(
                Phonebook.of(simulator.platform(), DingTalkSide.of(simulator)),
                simulator.clock(),
                Locale.forLanguageTag(words.tag()),
                PATIENCE,
                Pace.REAL,
                words::problem,
                this::moved);
        state = director.state();
        // The platform's clock follows the bot's; asking the bot itself would slow each press down.
        recording = Recording.of(
                List.of(simulator.platform(), DingTalkSide.of(simulator)),
                simulator.clock(),
                simulator.platform().config().clock());
        simulator.listen(new SimulatorListener() {
            @Override
            public void reset() {
                recording.restart();
            }
        });
        news.story(this::json);
    }

    void mount(Routes routes) {
        routes.post("/simulator/api/scene", this::scene);
        routes.post("/simulator/api/story", this::story);
        routes.post("/simulator/api/reset", body -> reset());
        routes.get(
                "/simulator/api/recording",
                request -> WireResponse.text(200, "text/plain; charset=utf-8", recording.text())
                        .withHeader("Content-Disposition", "attachment; filename=\"session.jsonl\"")
                        .withHeader("Cache-Control", "no-store"));
    }

    @Override
    public void close() {
        director.close();
        recording.close();
    }

    /** Returns when the scene is there. */
    private ObjectNode scene(JsonNode body) {
        String id = Json.text(body, "id");
        if (state.scenes().stream().noneMatch(known -> known.id().equals(id))) {
            String known = state.scenes().stream().map(StoryState.Scene::id).collect(Collectors.joining("、"));
            throw new ControlRefusal(400, words.say("scene.unknown", id, known));
        }
        Where where = where(body);
        return prepare(true, () -> {
            startOver();
            director.openScene(where, id);
        });
    }

    private ObjectNode story(JsonNode body) {
        String act = Json.text(body, "act");
        switch (act) {
            case "play" -> {
                double pace = pace(body);
                Where where = where(body);
                return prepare(isBotAway(), () -> {
                    simulator.startBot();
                    director.play(where, pace);
                });
            }
            case "walk" -> {
                Where where = where(body);
                return prepare(isBotAway(), () -> {
                    simulator.startBot();
                    director.walk(where);
                });
            }
            case "pause" -> director.pause();
            case "resume" -> director.resume();
            case "stop" -> director.stop();
            case "skip" -> director.skip();
            case "typed" -> director.typed(Json.text(body, "person"), Json.text(body, "label"));
            default -> throw new ControlRefusal(400, words.say("act.unknown", act, ACTS));
        }
        return json();
    }

    /** A page that does not say means Feishu. */
    private Where where(JsonNode body) {
        String asked = Json.text(body, "platform");
        return asked.isEmpty()
                ? Where.FEISHU
                : Where.of(asked).orElseThrow(() -> new ControlRefusal(400, words.say("platform.unknown", asked)));
    }

    private double pace(JsonNode body) {
        JsonNode asked = body.path("pace");
        double pace = asked.isNumber() ? asked.asDouble(0) : asked.isMissingNode() ? 1 : 0;
        if (!StoryDirector.isPace(pace)) {
            throw new ControlRefusal(400, words.say("pace", asked.asString("?")));
        }
        return pace;
    }

    private ObjectNode reset() {
        return prepare(true, this::startOver);
    }

    private void startOver() {
        director.stop();
        simulator.reset();
    }

    /**
     * One at a time. Who comes second is told so in an ordinary answer: two visitors with the same link are nothing that
     * went wrong, and a browser writes every refusal into its console.
     *
     * @param isLong whether it takes its time, so that the pages should say what they wait for
     */
    private ObjectNode prepare(boolean isLong, Runnable act) {
        if (!preparing.tryLock()) {
            return Json.object().put("busy", true).put("problem", words.say("scene.busy"));
        }
        try {
            tellPreparing(isLong);
            act.run();
        } finally {
            tellPreparing(false);
            preparing.unlock();
        }
        return json();
    }

    private void tellPreparing(boolean now) {
        if (isPreparing != now) {
            isPreparing = now;
            news.storyMoved();
        }
    }

    private boolean isBotAway() {
        return simulator.bot().phase() != BotState.Phase.RUNNING;
    }

    private ObjectNode json() {
        ObjectNode json = state.json();
        return isPreparing ? json.put("preparing", true) : json;
    }

    private void moved(StoryState now) {
        state = now;
        news.storyMoved();
    }
}
