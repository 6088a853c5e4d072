package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.FeishuGroup;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.SimulatorListener;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.dingtalk.DingTalkListener;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what changes in the simulator into events for its pages, and knows the whole state for one that comes. */
final class PageNews implements SimulatorListener, AutoCloseable {
    private static final int WIRE_LINES_MAX = 100;

    private final Simulator simulator;
    private final DingTalkPlatform dingTalk;
    private final PageShapes shapes;
    private final DingTalkShapes dingTalkShapes;
    private final GroupChats groups;
    private final Workplaces workplaces;
    private final PageWords words;
    private final EventHub hub;
    private final RecordNumbers numbers = new RecordNumbers();
    private final CardVersions versions = new CardVersions();
    private final ExpiredCards expired;
    private final Object order = new Object();
    private volatile Supplier<JsonNode> story = PageNews::noStory;

    PageNews(
            Simulator simulator,
            PageShapes shapes,
            DingTalkShapes dingTalkShapes,
            GroupChats groups,
            Workplaces workplaces,
            PageWords words,
            Duration heartbeat) {
        this.simulator = simulator;
        this.dingTalk = DingTalkSide.of(simulator);
        this.shapes = shapes;
        this.dingTalkShapes = dingTalkShapes;
        this.groups = groups;
        this.workplaces = workplaces;
        this.words = words;
        this.hub = new EventHub(this::hello, heartbeat);
        this.expired = new ExpiredCards(simulator.platform());
        simulator.platform().messages().forEach(this::noteNumbers);
        dingTalk.messages().forEach(this::noteNumbers);
        expired.look();
        simulator.listen(this);
        dingTalk.listen(new FromDingTalk());
    }

    EventHub hub() {
        return hub;
    }

    /** A card as it was at that revision; empty when that is too long ago. */
    Optional<ChatMessage> version(String messageId, int revision) {
        return versions.find(messageId, revision);
    }

    /** Where the story stands, told from now on; pages are told by {@link #storyMoved}. */
    void story(Supplier<JsonNode> where) {
        story = where;
    }

    void storyMoved() {
        hub.publish("story", story);
    }

    @Override
    public void message(SimulatedPerson person, ChatMessage message) {
        versions.note(message);
        Set<String> named = noteNumbers(message);
        hub.publish("message", () -> {
            ObjectNode news = Json.object().put("person", person.name());
            news.set("message", shapes.message(person, message));
            return news.put("count", simulator.platform().countOf(person));
        });
        if (!named.isEmpty()) {
            touched(named);
        }
        if (workplaces.moves(person, message)) {
            // Not in order: the chats are locked here, and whoever is in order looks at them.
            simulator.platform().people().forEach(one -> hub.publish("person", () -> shapes.person(one)));
        }
    }

    @Override
    public void message(FeishuGroup group, ChatMessage message) {
        inGroup(message, tell -> groups.news(group, message, tell));
    }

    /** The same message on every member's phone. */
    private void inGroup(ChatMessage message, Consumer<BiConsumer<String, ObjectNode>> toEach) {
        versions.note(message);
        Set<String> named = noteNumbers(message);
        if (hub.pageCount() > 0) {
            toEach.accept((owner, news) -> hub.publish("message", () -> news.put("person", owner)));
        }
        if (!named.isEmpty()) {
            touched(named);
        }
    }

    private void touched(Set<String> named) {
        hub.publish("touched", () -> Json.object().set("numbers", PageShapes.texts(named)));
    }

    @Override
    public void person(SimulatedPerson person) {
        inOrder("person", () -> shapes.person(person));
    }

    @Override
    public void call(WireLog.Entry entry) {
        hub.publish("wire", () -> WireLines.line(entry));
    }

    @Override
    public void faults() {
        hub.publish("faults", shapes.faults()::shape);
    }

    @Override
    public void clock() {
        inOrder("clock", shapes::now);
        expired.look();
    }

    @Override
    public void bot() {
        inOrder("bot", shapes::bot);
    }

    @Override
    public void reset() {
        numbers.clear();
        versions.clear();
        expired.clear();
        hub.greetAll();
    }

    @Override
    public void close() {
        hub.close();
    }

    /** For what is told outside a lock of its own: whoever comes last has looked last. */
    private void inOrder(String type, Supplier<JsonNode> look) {
        synchronized (order) {
            hub.publish(type, look);
        }
    }

    private Set<String> noteNumbers(ChatMessage message) {
        boolean fromBot = message.sender().equals(simulator.platform().config().appId())
                || message.sender().equals(dingTalk.config().app().robotCode());
        if (!fromBot) {
            return Set.of();
        }
        if (numbers.learn(message)) {
            hub.publish("numbers", () -> PageShapes.texts(numbers.newestFirst()));
        }
        return numbers.knownIn(message);
    }

    private ObjectNode hello() {
        ObjectNode state = Json.object();
        ArrayNode people = state.putArray("people");
        simulator.platform().people().forEach(person -> people.add(shapes.person(person)));
        ArrayNode there = state.putArray("dingtalkPeople");
        dingTalk.people().forEach(person -> there.add(dingTalkShapes.person(person)));
        state.set("groups", groups.shape());
        state.setAll(shapes.now());
        state.set("bot", shapes.bot());
        state.set("faults", shapes.faults().shape());
        state.set("dingtalkFaults", dingTalkShapes.faults().shape());
        state.set("story", story.get());
        state.set("numbers", PageShapes.texts(numbers.newestFirst()));
        ArrayNode wire = state.putArray("wire");
        List<WireLog.Entry> calls = Stream.concat(
                        simulator.platform().wireLog().entries().stream(), dingTalk.wireLog().entries().stream())
                .sorted(Comparator.comparing(WireLog.Entry::at))
                .toList();
        calls.subList(Math.max(0, calls.size() - WIRE_LINES_MAX), calls.size())
                .forEach(entry -> wire.add(WireLines.line(entry)));
        return state.put("locale", words.tag());
    }

    /** The same news of the other platform; a person there is called so that nobody takes them for the one on Feishu. */
    private final class FromDingTalk implements DingTalkListener {
        @Override
        public void message(ChatMessage message) {
            dingTalk.people().stream()
                    .filter(person -> person.chatId().equals(message.chatId()))
                    .findFirst()
                    .ifPresent(person -> message(person, message));
            dingTalk.groups().stream()
                    .filter(group -> group.conversationId().equals(message.chatId()))
                    .forEach(group -> inGroup(message, tell -> groups.news(group, message, tell)));
        }

        private void message(DingTalkPerson person, ChatMessage message) {
            versions.note(message);
            Set<String> named = noteNumbers(message);
            hub.publish("message", () -> {
                ObjectNode news = Json.object().put("person", DingTalkShapes.PREFIX + person.name());
                news.set("message", dingTalkShapes.message(person, message));
                return news.put("count", person.messages().size());
            });
            if (!named.isEmpty()) {
                touched(named);
            }
            if (workplaces.moves(person, message)) {
                // Elsewhere: this platform's chats are locked here, and who looks at both begins with Feishu's.
                Thread.ofVirtual().start(() -> simulator.platform().people().forEach(PageNews.this::person));
            }
        }

        @Override
        public void person(DingTalkPerson person) {
            inOrder("person", () -> dingTalkShapes.person(person));
        }

        @Override
        public void call(WireLog.Entry entry) {
            hub.publish("wire", () -> WireLines.line(entry));
        }

        @Override
        public void faults() {
            hub.publish("dingtalk-faults", dingTalkShapes.faults()::shape);
        }
    }

    private static JsonNode noStory() {
        ObjectNode story = Json.object().put("state", "idle");
        story.putArray("scenes");
        return story;
    }
}
