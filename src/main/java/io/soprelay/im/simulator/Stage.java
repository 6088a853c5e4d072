package io.soprelay.im.simulator;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets people act and tells the audience: each act prints who does what and what the phone shows, and each is checked.
 * A failed check throws {@link StepFailed} with what was expected and what was on the phone.
 */
final class Stage {
    private static final int CARD_LINES_MAX = 9;

    /** What went other than the story has it. */
    static final class StepFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailed(String message) {
            super(message, null, false, false);
        }
    }

    private final FeishuPlatform platform;
    private final Duration patience;
    private final PrintStream out;
    private final Map<String, Integer> seen = new HashMap<>();
    private int chapter;

    Stage(FeishuPlatform platform, Duration patience, PrintStream out) {
        this.platform = platform;
        this.patience = patience;
        this.out = out;
    }

    void chapter(String title) {
        chapter++;
        out.println();
        out.println("━━ " + chapter + ". " + title + " " + "━".repeat(Math.max(4, 50 - title.length() * 2)));
    }

    void tell(String sentence) {
        out.println();
        out.println("   " + sentence);
    }

    /** From here on {@link #sees} looks at newer messages only. */
    void says(String person, String text) {
        markAll();
        out.println();
        out.println(person + " 说：" + text);
        taken(platform.person(person).says(text), person + " says " + text);
    }

    /** Someone finds a card with this title and button; what it shows is printed. */
    SimulatedCard finds(String person, String title, String button) {
        SimulatedCard card = await(
                person,
                found -> found.title().contains(title) && found.buttons().contains(button),
                "a card '" + title + "' with the button '" + button + "'");
        show(person, card);
        return card;
    }

    /** Fills what is given by label and presses; the toast is printed and must hold {@code toast}. */
    ClickResult does(String person, SimulatedCard card, Map<String, String> values, String button, String toast) {
        markAll();
        out.println();
        values.forEach((label, value) -> {
            try {
                card.fill(label, value);
            } catch (IllegalArgumentException e) {
                throw failed(
                        person, "a control '" + label + "' that takes '" + value + "'", String.valueOf(e.getMessage()));
            }
            out.println(person + " 填：" + label + " = " + value);
        });
        ClickResult result;
        try {
            result = card.press(button);
        } catch (IllegalArgumentException e) {
            throw failed(person, "a button '" + button + "'", String.valueOf(e.getMessage()));
        }
        out.println(person + " 点【" + button + "】" + (result.toastText().isEmpty() ? "" : "  →  " + result.toastText()));
        if (!result.answered() || !result.toastText().contains(toast)) {
            throw failed(person, "the toast '…" + toast + "…' after " + button, result.toString());
        }
        return result;
    }

    void repliesWithPicture(String person, SimulatedCard card, byte[] picture, String what) {
        markAll();
        out.println();
        out.println(person + " 回复卡片，发照片：📷 " + what);
        taken(platform.person(person).repliesWithPicture(card, picture), person + " sends a picture");
    }

    /** A new message (text or card) since the last act that holds all of these words. */
    String sees(String person, String... words) {
        SimulatedPerson who = platform.person(person);
        String found = platform.chats()
                .await(
                        () -> fresh(who).stream()
                                .filter(text -> List.of(words).stream().allMatch(text::contains))
                                .findFirst(),
                        patience)
                .orElseThrow(() -> failed(person, "a new message with " + List.of(words), "no such message"));
        for (String line : found.split("\n")) {
            if (List.of(words).stream().anyMatch(line::contains)) {
                out.println("   " + person + " 看到：" + line);
                break;
            }
        }
        return found;
    }

    /** The card itself, at this place in the chat, comes to show these words. */
    void becomes(String person, SimulatedCard card, String... words) {
        await(
                person,
                found -> found.messageId().equals(card.messageId())
                        && List.of(words).stream().allMatch(found::shows),
                "its card to show " + List.of(words));
        out.println("   " + person + " 的卡片现在写着：" + String.join("，", words));
    }

    /** Whatever the pattern finds first on a card. */
    String reads(String person, SimulatedCard card, Pattern pattern) {
        Matcher found = pattern.matcher(card.text());
        if (!found.find()) {
            throw failed(person, "something like " + pattern + " on " + card, card.text());
        }
        return found.group();
    }

    private SimulatedCard await(String person, Predicate<SimulatedCard> fits, String what) {
        return platform.person(person)
                .awaitCard(fits, patience)
                .orElseThrow(() -> failed(person, what, "no such card"));
    }

    private void show(String person, SimulatedCard card) {
        out.println();
        out.println("   " + person + " 的手机上：");
        out.println("   ┌─ " + card.title() + (card.subtitle().isEmpty() ? "" : " · " + card.subtitle()));
        List<String> lines = new ArrayList<>();
        card.texts().stream()
                .flatMap(text -> text.lines())
                .filter(line -> !line.isBlank())
                .forEach(lines::add);
        lines.removeAll(List.of(card.title(), card.subtitle()));
        for (String line : lines.subList(0, Math.min(CARD_LINES_MAX, lines.size()))) {
            out.println("   │ " + line);
        }
        if (lines.size() > CARD_LINES_MAX) {
            out.println("   │ …");
        }
        out.println("   └─ "
                + String.join(
                        "  ",
                        card.buttons().stream().map(label -> "【" + label + "】").toList()));
    }

    private void taken(Delivery delivery, String what) {
        if (!delivery.delivered()) {
            throw new StepFailed(
                    "expected the bot to take the event (" + what + "), but it answered " + delivery.last());
        }
    }

    private void markAll() {
        platform.people()
                .forEach(person -> seen.put(person.name(), person.messages().size()));
    }

    /** Texts of what the bot sent since the mark. */
    private List<String> fresh(SimulatedPerson person) {
        List<ChatMessage> all = person.messages();
        return all.subList(Math.min(all.size(), seen.getOrDefault(person.name(), 0)), all.size()).stream()
                .filter(message -> !message.sender().equals(person.openId()))
                .map(message -> textOf(person, message))
                .toList();
    }

    private StepFailed failed(String person, String expected, String found) {
        StringBuilder phone = new StringBuilder();
        List<ChatMessage> messages = platform.person(person).messages();
        for (ChatMessage message : messages.subList(Math.max(0, messages.size() - 4), messages.size())) {
            phone.append("\n   | ")
                    .append(textOf(platform.person(person), message).replace("\n", "\n   |   "));
        }
        return new StepFailed("expected " + expected + " for " + person + ", but found: " + found + "\nOn the phone of "
                + person + " (newest last):" + (phone.isEmpty() ? " nothing" : phone));
    }

    private String textOf(SimulatedPerson person, ChatMessage message) {
        if (message.isCard()) {
            SimulatedCard card = person.cardIn(message.id());
            return card.text() + "\n" + card.buttons();
        }
        String text = Json.text(Json.parse(message.content()), "text");
        return text.isEmpty() ? message.type() : text;
    }
}
