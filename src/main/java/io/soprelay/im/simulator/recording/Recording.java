package io.soprelay.im.simulator.recording;

import io.soprelay.im.simulator.ActWatcher;
import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.PhoneAct;
import io.soprelay.im.simulator.SimulatedCard;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.SimulatorProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what people do on the phones and what comes of it, as lines that {@link RecordedSession} plays again.
 * Begin it with a fresh company. Safe for many threads; what two people do in the same instant is written in some order.
 * Left out is what a replay cannot do again: presses on outdated cards, presses the phone stops, and whatever is done to
 * the world behind the phones save its clock.
 */
public final class Recording implements ActWatcher, AutoCloseable {
    static final String FORMAT = "sop-relay-session";
    static final int VERSION = 1;

    /** A day's play; what comes later is left out and the first line says so. */
    static final int LINES_MAX = 5000;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final FeishuPlatform platform;
    private final InstantSource time;
    private final List<ObjectNode> lines = new ArrayList<>();
    private final Map<PhoneAct, ObjectNode> underWay = new IdentityHashMap<>();
    private final Map<String, String> cards = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private Placeholders placeholders = new Placeholders();
    private boolean cut;

    private Recording(FeishuPlatform platform, InstantSource time) {
        this.platform = platform;
        this.time = time;
    }

    /**
     * Records from now on, until it is closed.
     *
     * @param clock whose jumps are part of the session
     * @param time business time, asked before each press of a filled form; {@code clock::now} asks the bot
     */
    public static Recording of(FeishuPlatform platform, BotClock clock, InstantSource time) {
        Recording recording = new Recording(platform, time);
        recording.restart();
        platform.watch(recording);
        clock.watch(recording::jumps);
        return recording;
    }

    /** Forgets what was recorded; what is on the phones now is not part of the session. */
    public synchronized void restart() {
        lines.clear();
        underWay.clear();
        cards.clear();
        titles.clear();
        revisions.clear();
        placeholders = new Placeholders();
        cut = false;
        for (SimulatedPerson person : platform.people()) {
            person.messages().forEach(message -> revisions.put(message.id(), message.revision()));
        }
    }

    /** The session so far: one JSON object a line, the first about the file itself. */
    public synchronized String text() {
        sweep();
        ObjectNode head = Json.object().put("format", FORMAT).put("version", VERSION);
        if (cut) {
            head.put("cut", true);
        }
        StringBuilder text = new StringBuilder(Json.write(head)).append('\n');
        lines.forEach(line -> text.append(Json.write(line)).append('\n'));
        return text.toString();
    }

    @Override
    public synchronized void begins(PhoneAct act) {
        sweep();
        if (act instanceof PhoneAct.Pressed pressed && outOfTurn(pressed)) {
            return;
        }
        ObjectNode line = line(act);
        underWay.put(act, line);
        add(line);
    }

    @Override
    public synchronized void ended(PhoneAct act, @Nullable ClickResult result) {
        ObjectNode line = underWay.remove(act);
        if (line != null && result != null && result.block() != null) {
            lines.removeIf(written -> written == line);
        } else if (line != null && result != null && !result.toastText().isEmpty()) {
            line.put("toast", placeholders.general(result.toastText()));
        }
    }

    @Override
    public void close() {
        platform.unwatch(this);
    }

    private synchronized void jumps(BotClock.Jump jump) {
        sweep();
        ObjectNode line = Json.object().put("act", "clock");
        boolean withinADay = jump.by().compareTo(Duration.ofDays(1)) <= 0;
        if (jump.to() != null && withinADay) {
            line.put("next", jump.to().atZoneSameInstant(ZONE).toLocalTime().toString());
        } else {
            line.put("advance", jump.by().toString());
        }
        add(line);
    }

    /** On a card that has changed since it was looked at, or is just answering another press: no replay can aim so. */
    private boolean outOfTurn(PhoneAct.Pressed pressed) {
        ChatMessage seen = pressed.card().message();
        boolean outdated = platform.message(seen.id())
                .filter(now -> now.revision() > seen.revision())
                .isPresent();
        return outdated
                || underWay.keySet().stream()
                        .anyMatch(other -> other instanceof PhoneAct.Pressed first
                                && first.card().messageId().equals(seen.id()));
    }

    private ObjectNode line(PhoneAct act) {
        ObjectNode line = Json.object();
        switch (act) {
            case PhoneAct.Said said -> {
                begin(line, "say", act).put("text", placeholders.named(said.text()));
                mentions(line, said.text());
                reply(line, said.replyTo());
            }
            case PhoneAct.SentMedia sent -> {
                begin(line, sent.image() ? "picture" : "file", act);
                if (!sent.image()) {
                    line.put("file", sent.fileName());
                }
                reply(line, sent.replyTo());
            }
            case PhoneAct.Pressed pressed -> press(line, pressed);
            case PhoneAct.OpenedChat opened -> begin(line, "open", act);
            case PhoneAct.PressedMenu menu -> begin(line, "menu", act).put("key", menu.key());
        }
        return line;
    }

    private void press(ObjectNode line, PhoneAct.Pressed pressed) {
        SimulatedCard card = pressed.card();
        begin(line, "press", pressed);
        line.put("card", label(card.messageId()));
        line.put("title", placeholders.general(card.title()));
        line.put(
                "button",
                card.buttonOf(pressed.action()).map(placeholders::named).orElse(""));
        Map<String, String> filled = card.filledIn(pressed.action().path("form_value"));
        if (!filled.isEmpty()) {
            Instant now = now();
            ObjectNode values = line.putObject("values");
            filled.forEach((label, value) -> values.put(label, placeholders.relative(value, now)));
        }
    }

    /** Whoever is only spoken of is known by no other line. */
    private void mentions(ObjectNode line, String text) {
        List<String> names = platform.people().stream()
                .map(SimulatedPerson::name)
                .filter(name -> text.contains("@" + name))
                .toList();
        if (!names.isEmpty()) {
            names.forEach(line.putArray("mentions")::add);
        }
    }

    private static ObjectNode begin(ObjectNode line, String word, PhoneAct act) {
        return line.put("act", word).put("who", act.who().name());
    }

    private void reply(ObjectNode line, @Nullable String messageId) {
        if (messageId != null) {
            line.put("reply", label(messageId));
        }
    }

    /** Writes down what has come to the phones since the last look; it belongs to the acts before. */
    private void sweep() {
        for (SimulatedPerson person : platform.people()) {
            for (ChatMessage message : person.messages()) {
                Integer known = revisions.put(message.id(), message.revision());
                boolean fromBot = !message.sender().equals(person.openId()) && !message.recalled();
                if (fromBot && (known == null || known < message.revision())) {
                    came(person, message, known == null);
                }
            }
        }
    }

    private void came(SimulatedPerson person, ChatMessage message, boolean fresh) {
        ObjectNode line = Json.object().put("sees", person.name());
        if (!message.isCard()) {
            add(line.put("text", placeholders.general(person.textOf(message))));
            return;
        }
        String title = placeholders.general(person.cardIn(message.id()).title());
        boolean renamed = !title.equals(titles.put(message.id(), title));
        if (fresh) {
            add(line.put("card", title).put("as", label(message.id())));
        } else if (renamed) {
            add(line.put("card", title).put("of", label(message.id())));
        }
    }

    private String label(String messageId) {
        return cards.computeIfAbsent(messageId, id -> "c" + (cards.size() + 1));
    }

    private void add(JsonNode line) {
        if (lines.size() < LINES_MAX) {
            lines.add((ObjectNode) line);
        } else {
            cut = true;
        }
    }

    private Instant now() {
        try {
            return time.instant();
        } catch (SimulatorProblem away) {
            return platform.config().clock().instant();
        }
    }
}
