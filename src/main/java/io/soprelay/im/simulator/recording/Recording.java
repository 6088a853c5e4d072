package io.soprelay.im.simulator.recording;

import io.soprelay.im.simulator.ActWatcher;
import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.GroupChat;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.PhoneAct;
import io.soprelay.im.simulator.Phones;
import io.soprelay.im.simulator.ShownCard;
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
import java.util.Set;
import java.util.stream.Collectors;
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
    /** 2 added the platform of a phone and groups; 1 is still read. */
    static final int VERSION = 2;

    /** A day's play; what comes later is left out and the first line says so. */
    static final int LINES_MAX = 5000;

    /** The platform of lines that name none. */
    static final String DEFAULT = "feishu";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final List<Phones> platforms;
    private final InstantSource time;
    private final Map<String, String> accounts = new HashMap<>();
    private final List<ObjectNode> lines = new ArrayList<>();
    private final Map<PhoneAct, ObjectNode> underWay = new IdentityHashMap<>();
    private final Map<String, String> cards = new HashMap<>();
    private final Map<String, String> titles = new HashMap<>();
    private final Map<String, Integer> revisions = new HashMap<>();
    private Placeholders placeholders = new Placeholders();
    private boolean cut;

    private Recording(List<Phones> platforms, InstantSource time) {
        this.platforms = List.copyOf(platforms);
        this.time = time;
    }

    /**
     * Records from now on, until it is closed.
     *
     * @param platforms whose phones are watched
     * @param clock whose jumps are part of the session
     * @param time business time, asked before each press of a filled form; {@code clock::now} asks the bot
     */
    public static Recording of(List<? extends Phones> platforms, BotClock clock, InstantSource time) {
        Recording recording = new Recording(List.copyOf(platforms), time);
        recording.restart();
        platforms.forEach(platform -> platform.acts().add(recording));
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
        accounts.clear();
        for (Phones platform : platforms) {
            platform.people().forEach(person -> know(platform, person));
            for (Seen seen : seen(platform)) {
                revisions.put(seen.message().id(), seen.message().revision());
            }
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
        platforms.forEach(platform -> platform.acts().remove(this));
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
        ShownCard seen = pressed.card();
        boolean outdated = platforms.stream()
                .flatMap(platform -> platform.message(seen.messageId()).stream())
                .anyMatch(now -> now.revision() > seen.revision());
        return outdated
                || underWay.keySet().stream()
                        .anyMatch(other -> other instanceof PhoneAct.Pressed first
                                && first.card().messageId().equals(seen.messageId()));
    }

    private ObjectNode line(PhoneAct act) {
        ObjectNode line = Json.object();
        switch (act) {
            case PhoneAct.Said said -> {
                begin(line, "say", act).put("text", named(said.text()));
                mentions(line, said);
                if (said.group() != null) {
                    line.put("in", said.group().name());
                }
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
        ShownCard card = pressed.card();
        begin(line, "press", pressed);
        line.put("card", label(card.messageId()));
        line.put("title", placeholders.general(card.title()));
        line.put("button", placeholders.named(pressed.button()));
        if (!pressed.filled().isEmpty()) {
            Instant now = now();
            ObjectNode values = line.putObject("values");
            pressed.filled().forEach((label, value) -> values.put(label, placeholders.relative(value, now)));
        }
    }

    /** Accounts by their people's names: they differ from one company to the next. */
    private String named(String text) {
        String named = placeholders.named(text);
        for (Map.Entry<String, String> account : accounts.entrySet()) {
            named = named.replace(account.getKey(), account.getValue());
        }
        return named;
    }

    private void know(Phones platform, Phone person) {
        accounts.put(platform.key() + ":" + person.accountId(), Placeholders.account(platform.key(), person.name()));
    }

    /** Whoever is only spoken of is known by no other line. */
    private void mentions(ObjectNode line, PhoneAct.Said said) {
        List<String> names = platformOf(said.who()).people().stream()
                .map(Phone::name)
                .filter(name -> said.text().contains("@" + name))
                .toList();
        if (!names.isEmpty()) {
            names.forEach(line.putArray("mentions")::add);
        }
    }

    private ObjectNode begin(ObjectNode line, String word, PhoneAct act) {
        return on(
                platformOf(act.who()),
                line.put("act", word).put("who", act.who().name()));
    }

    /** A line that does not say is about Feishu, as all were in version 1. */
    private static ObjectNode on(Phones platform, ObjectNode line) {
        return platform.key().equals(DEFAULT) ? line : line.put("on", platform.key());
    }

    private Phones platformOf(Phone phone) {
        return platforms.stream()
                .filter(platform -> platform.people().stream().anyMatch(person -> person == phone))
                .findFirst()
                .orElseThrow();
    }

    private void reply(ObjectNode line, @Nullable String messageId) {
        if (messageId != null) {
            line.put("reply", label(messageId));
        }
    }

    /**
     * A message on somebody's phone.
     *
     * @param group the one it is in; null in private
     */
    private record Seen(Phone reader, @Nullable GroupChat group, ChatMessage message) {}

    /** Everything that is on the phones; what is in a group once, as its first member reads it. */
    private static List<Seen> seen(Phones platform) {
        List<Seen> all = new ArrayList<>();
        for (Phone person : platform.people()) {
            person.messages().forEach(message -> all.add(new Seen(person, null, message)));
        }
        for (GroupChat group : platform.groups()) {
            Phone first = group.members().getFirst();
            group.messages().forEach(message -> all.add(new Seen(first, group, message)));
        }
        return all;
    }

    /** Writes down what has come to the phones since the last look; it belongs to the acts before. */
    private void sweep() {
        for (Phones platform : platforms) {
            Set<String> people =
                    platform.people().stream().map(Phone::accountId).collect(Collectors.toSet());
            for (Seen seen : seen(platform)) {
                ChatMessage message = seen.message();
                Integer known = revisions.put(message.id(), message.revision());
                boolean fromBot = !people.contains(message.sender()) && !message.recalled();
                if (fromBot && (known == null || known < message.revision())) {
                    came(platform, seen, known == null);
                }
            }
        }
    }

    private void came(Phones platform, Seen seen, boolean fresh) {
        ChatMessage message = seen.message();
        ObjectNode line = on(
                platform,
                seen.group() == null
                        ? Json.object().put("sees", seen.reader().name())
                        : Json.object().put("in", seen.group().name()));
        if (!message.isCard()) {
            add(line.put("text", placeholders.general(seen.reader().textOf(message))));
            return;
        }
        String title = placeholders.general(seen.reader().cardIn(message.id()).title());
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
            return Instant.now();
        }
    }
}
