package io.soprelay.im.simulator.recording;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.GroupChat;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.Phones;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.PlatformKit;
import io.soprelay.im.simulator.kit.Pressed;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One play of a session: which card goes by which name, and what was expected already. */
final class Replay {
    private final Map<String, PlatformKit<?>> kits = new HashMap<>();
    private final Placeholders placeholders = new Placeholders();
    private final Map<String, String> cards = new HashMap<>();
    private final Set<String> expected = new HashSet<>();

    /** @param kits one a platform */
    Replay(List<? extends PlatformKit<?>> kits) {
        for (PlatformKit<?> kit : kits) {
            this.kits.put(kit.phones().key(), kit);
            for (Phone person : kit.phones().people()) {
                person.messages().forEach(message -> expected.add(message.id()));
            }
            for (GroupChat group : kit.phones().groups()) {
                group.messages().forEach(message -> expected.add(message.id()));
            }
        }
    }

    /** Everybody who acts, sees or was mentioned has a phone from the first line on, and each group all of them. */
    void hire(List<JsonNode> lines) {
        for (JsonNode line : lines) {
            line.path("mentions").forEach(name -> kit(line).user(name.asString("")));
            for (String property : List.of("who", "sees")) {
                if (line.has(property)) {
                    kit(line).user(Json.text(line, property));
                }
            }
        }
        for (JsonNode line : lines) {
            if (line.has("in")) {
                phones(line).groupOfAll(Json.text(line, "in"));
            }
        }
    }

    void play(JsonNode line) {
        String act = Json.text(line, "act");
        if (!act.isEmpty()) {
            act(act, line);
        } else if (line.has("sees") || line.has("in")) {
            expect(line);
        }
    }

    void expectNothingMore() {
        for (PlatformKit<?> kit : kits.values()) {
            kit.settle();
            Phones phones = kit.phones();
            for (Phone person : phones.people()) {
                expectNothingMore(kit, person, unexpected(phones, person.messages()));
            }
            for (GroupChat group : phones.groups()) {
                expectNothingMore(kit, group.members().getFirst(), unexpected(phones, group.messages()));
            }
        }
    }

    private static void expectNothingMore(PlatformKit<?> kit, Phone reader, List<ChatMessage> beyond) {
        List<String> more = beyond.stream().map(reader::textOf).toList();
        if (!more.isEmpty()) {
            throw kit.user(reader.name()).failure("nothing beyond what was recorded", String.join("\n", more));
        }
    }

    private void act(String act, JsonNode line) {
        switch (act) {
            case "clock" -> {
                String next = Json.text(line, "next");
                if (next.isEmpty()) {
                    kit(line).clock().jumps(Duration.parse(Json.text(line, "advance")));
                } else {
                    kit(line).clock().jumpsToNext(next);
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
        String text = Placeholders.withAccounts(filled(line, Json.text(line, "text")), this::account);
        if (line.has("in")) {
            group(line).hears(who(line).phone(), text);
            return;
        }
        card(line, "reply")
                .ifPresentOrElse(
                        card -> who(line).replies(card, text), () -> who(line).says(text));
    }

    /** As an administrator writes it. */
    private String account(String platform, String name) {
        PlatformKit<?> kit = kits.get(platform);
        if (kit == null) {
            throw new AssertionError("nobody is on " + platform + " here: replay it with a kit for that too");
        }
        return platform + ":" + kit.user(name).phone().accountId();
    }

    private void press(JsonNode line) {
        PhoneCard card = card(line, "card").orElseThrow(() -> new AssertionError("a press needs a card"));
        for (Map.Entry<String, JsonNode> value : line.path("values").properties()) {
            card.fills(value.getKey(), filled(line, value.getValue().asString("")));
        }
        Pressed pressed = card.presses(filled(line, Json.text(line, "button")));
        String toast = Json.text(line, "toast");
        String shown = pressed.result().toastText();
        boolean same = toast.isEmpty() ? shown.isEmpty() : placeholders.fits(toast, shown);
        if (!same) {
            throw who(line)
                    .failure("the toast '" + toast + "'", "the toast '" + shown + "' (" + pressed.result() + ")");
        }
    }

    private void expect(JsonNode line) {
        Phones phones = phones(line);
        Phone reader = line.has("sees")
                ? kit(line).user(Json.text(line, "sees")).phone()
                : group(line).members().getFirst();
        String of = Json.text(line, "of");
        boolean isCard = line.has("card");
        String words = Json.text(line, isCard ? "card" : "text");
        Predicate<ChatMessage> fits = message -> isCard
                ? message.isCard()
                        && placeholders.fits(words, reader.cardIn(message.id()).title())
                : !message.isCard() && placeholders.fits(words, reader.textOf(message));
        ChatMessage found = phones.await(
                        () -> {
                            List<ChatMessage> chat = line.has("sees")
                                    ? reader.messages()
                                    : group(line).messages();
                            return (of.isEmpty() ? unexpected(phones, chat) : known(chat, of))
                                    .stream().filter(fits).findFirst();
                        },
                        kit(line).patience())
                .orElseThrow(() -> kit(line)
                        .user(reader.name())
                        .failure((isCard ? "a card '" : "a text '") + words + "'", "nothing like it"));
        expected.add(found.id());
        if (line.has("as")) {
            cards.put(Json.text(line, "as"), found.id());
        }
    }

    /** What the bot sent and no line has spoken of yet, oldest first. */
    private List<ChatMessage> unexpected(Phones phones, List<ChatMessage> chat) {
        Set<String> people = phones.people().stream().map(Phone::accountId).collect(Collectors.toSet());
        return chat.stream()
                .filter(message ->
                        !expected.contains(message.id()) && !message.recalled() && !people.contains(message.sender()))
                .toList();
    }

    private List<ChatMessage> known(List<ChatMessage> chat, String label) {
        return chat.stream()
                .filter(message -> message.id().equals(cards.get(label)))
                .toList();
    }

    /** A line that names no platform is about Feishu. */
    private PlatformKit<?> kit(JsonNode line) {
        String key = line.has("on") ? Json.text(line, "on") : Recording.DEFAULT;
        PlatformKit<?> kit = kits.get(key);
        if (kit == null) {
            throw new AssertionError("nobody is on " + key + " here: replay it with a kit for that too");
        }
        return kit;
    }

    private Phones phones(JsonNode line) {
        return kit(line).phones();
    }

    private GroupChat group(JsonNode line) {
        String name = Json.text(line, "in");
        return phones(line).groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no group " + name));
    }

    private Person who(JsonNode line) {
        return kit(line).user(Json.text(line, "who"));
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

    private String filled(JsonNode line, String text) {
        return text.contains("{") ? placeholders.actual(text, kit(line).clock().now()) : text;
    }
}
