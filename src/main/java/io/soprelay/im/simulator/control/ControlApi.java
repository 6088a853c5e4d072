package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.WireResponse;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.time.Duration;
import java.util.Optional;

/** Everything below {@code /simulator} on the platform's port: files, stream, reads and acts. */
public final class ControlApi implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Simulator simulator;
    private final Routes routes;
    private final PageNews news;
    private final StoryActs story;

    /** @throws IllegalArgumentException when the simulator was opened without {@link DingTalkSide} */
    public ControlApi(Simulator simulator) {
        this(simulator, HEARTBEAT);
    }

    /** @param heartbeat how long the stream may be silent */
    ControlApi(Simulator simulator, Duration heartbeat) {
        this.simulator = simulator;
        PageWords words = new PageWords(simulator.locale());
        DingTalkPlatform dingTalk = DingTalkSide.of(simulator);
        DingTalkShapes dingTalkShapes = new DingTalkShapes(dingTalk, words);
        Workplaces workplaces = new Workplaces(simulator.platform(), dingTalk);
        PageShapes shapes = new PageShapes(simulator, workplaces, words);
        routes = new Routes(words, new OwnPage(simulator.platform().baseUrl()));
        GroupChats groups = new GroupChats(simulator.platform(), dingTalk, shapes, dingTalkShapes, words);
        news = new PageNews(simulator, shapes, dingTalkShapes, groups, workplaces, words, heartbeat);
        new PageFiles(words).mount(routes);
        new PageReads(simulator, shapes, words).mount(routes);
        new BotReads(simulator, words).mount(routes);
        new PhoneActs(simulator, news, words).mount(routes);
        new DingTalkActs(simulator, dingTalkShapes, workplaces, news, words).mount(routes);
        groups.mount(routes);
        new BackstageActs(simulator, shapes, words).mount(routes);
        new LineActs(simulator, words).mount(routes);
        story = new StoryActs(simulator, news, words);
        story.mount(routes);
        routes.get(
                "/simulator/api/events",
                request -> WireResponse.stream(
                                "text/event-stream; charset=utf-8", news.hub().open())
                        .withHeader("Cache-Control", "no-store"));
    }

    /** Before the platform is started. */
    public void mount() {
        simulator.platform().alsoHandle("/simulator", request -> Optional.of(routes.answer(request)));
    }

    PageNews news() {
        return news;
    }

    /** Ends the streams and what is played; the simulator is not touched. */
    @Override
    public void close() {
        story.close();
        news.close();
    }
}
