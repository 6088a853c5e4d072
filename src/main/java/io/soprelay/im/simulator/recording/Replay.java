package io.soprelay.im.simulator.recording;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.Pressed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** One play of a session: which card goes by which name, and what was expected already. */
final class Replay {
    private final FeishuKit kit;
    private final Placeholders placeholders = new Placeholders();
    private final Map<String, String> cards = new HashMap<>();
    private final Set<String> expected = new HashSet<>();

    Replay(FeishuKit kit) {
        this.kit = kit;
        for (SimulatedPerson person : kit.platform().people()) {
            person.messages().forEach(message -> expected.add(message.id()));
        }
    }

    /** Everybody who acts, sees or was mentioned has a phone from the first line on, as they had then. */
    void hire(List<JsonNode> lines) {
        for (JsonNode line : lines) {
            line.path("mentions").forEach(name -> kit.user(name.asString("")));
            for (String property : List.of("who", "sees")) {
                if (line.has(property)) {
                    kit.user(Json.text(line, property));
                }
            }
        }
    }

    void play(JsonNode line) {
        String act = Json.text(line, "act");
        if (!act.isEmpty()) {
            act(act, line);
        } else if (line.has("sees")) {
            expect(line);
        }
    }

    void expectNothingMore() {
        kit.settle();
        for (SimulatedPerson person : kit.platform().people()) {
            List<String> more = new ArrayList<>();
            unexpected(person).forEach(message -> more.add(person.textOf(message)));
            if (!more.isEmpty()) {
                throw kit.user(person.name()).failure("nothing beyond what was recorded", String.join("\n", more));
            }
        }
    }

    private void act(String act, JsonNode line) {
        switch (act) {
            case "clock" -> {
                String next = Json.text(line, "next");
                if (next.isEmpty()) {
                    kit.clock().jumps(Duration.parse(Json.text(line, "advance")));
                } else {
                    kit.clock().jumpsToNext(next);
                }
            }
            case "say" -> say(line);
            case "press" -> press(line);
            case "picture" -> {
                Optional<PhoneCard> reply = card(line, "reply");
                reply.ifPresentOrElse(
                        who(line)::repliesWithPicture, () -> who(line).sendsPicture());
            }
            case "file" -> {
                Optional<PhoneCard> reply = card(line, "reply");
                reply.ifPresentOrElse(
                        card -> who(line).repliesWithFile(card, Json.text(line, "file")),
                        () -> who(line).sendsFile(Json.text(line, "file")));
            }
            case "open" -> who(line).opensChat();
            case "menu" -> who(line).pressesMenu(Json.text(line, "key"));
            default -> throw new AssertionError("there is no act '" + act + "'");
        }
    }

    private void say(JsonNode line) {
        String text = filled(Json.text(line, "text"));
        card(line, "reply")
                .ifPresentOrElse(
                        card -> who(line).replies(card, text), () -> who(line).says(text));
    }

    private void press(JsonNode line) {
        PhoneCard card = card(line, "card").orElseThrow(() -> new AssertionError("a press needs a card"));
        for (Map.Entry<String, JsonNode> value : line.path("values").properties()) {
            card.fills(value.getKey(), filled(value.getValue().asString("")));
        }
        Pressed pressed = card.presses(filled(Json.text(line, "button")));
        String toast = Json.text(line, "toast");
        String shown = pressed.result().toastText();
        boolean same = toast.isEmpty() ? shown.isEmpty() : placeholders.fits(toast, shown);
        if (!same) {
            throw who(line)
                    .failure("the toast '" + toast + "'", "the toast '" + shown + "' (" + pressed.result() + ")");
        }
    }

    private void expect(JsonNode line) {
        SimulatedPerson person = kit.user(Json.text(line, "sees")).onFeishu();
        String of = Json.text(line, "of");
        boolean isCard = line.has("card");
        String words = Json.text(line, isCard ? "card" : "text");
        Predicate<ChatMessage> fits = message -> isCard
                ? message.isCard()
                        && placeholders.fits(words, person.cardIn(message.id()).title())
                : !message.isCard() && placeholders.fits(words, person.textOf(message));
        ChatMessage found = kit.platform()
                .await(
                        () -> (of.isEmpty() ? unexpected(person) : known(person, of))
                                .stream().filter(fits).findFirst(),
                        kit.patience())
                .orElseThrow(() -> kit.user(person.name())
                        .failure((isCard ? "a card '" : "a text '") + words + "'", "nothing like it"));
        expected.add(found.id());
        if (line.has("as")) {
            cards.put(Json.text(line, "as"), found.id());
        }
    }

    /** What the bot sent and no line has spoken of yet, oldest first. */
    private List<ChatMessage> unexpected(SimulatedPerson person) {
        return person.messages().stream()
                .filter(message -> !expected.contains(message.id())
                        && !message.recalled()
                        && !message.sender().equals(person.openId()))
                .toList();
    }

    private List<ChatMessage> known(SimulatedPerson person, String label) {
        return person.messages().stream()
                .filter(message -> message.id().equals(cards.get(label)))
                .toList();
    }

    private Person who(JsonNode line) {
        return kit.user(Json.text(line, "who"));
    }

    private Optional<PhoneCard> card(JsonNode line, String property) {
        String label = Json.text(line, property);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        String messageId = cards.get(label);
        if (messageId == null) {
            throw new AssertionError("no line before this one tells which card " + label + " is");
        }
        return Optional.of(who(line).holding(messageId));
    }

    private String filled(String text) {
        return text.contains("{") ? placeholders.actual(text, kit.clock().now()) : text;
    }
}
