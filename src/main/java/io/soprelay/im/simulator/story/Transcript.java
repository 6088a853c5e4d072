package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.ShownCard;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down who does what and what the phones show, for a reader at a terminal. */
final class Transcript implements Audience {
    private static final int CARD_LINES_MAX = 9;
    private static final int RULE_WIDTH = 50;

    private final StoryWords words;
    private final Where where;
    private final PrintStream out;
    private int chapters;
    private boolean filling;

    Transcript(StoryWords words, Where where, PrintStream out) {
        this.words = words;
        this.where = where;
        this.out = out;
    }

    @Override
    public void chapter(Chapter chapter) {
        chapters++;
        out.println();
        String rule = "━".repeat(Math.max(4, RULE_WIDTH - chapter.title().length() * 2));
        out.println("━━ " + chapters + ". " + chapter.title() + " " + rule);
        filling = false;
    }

    @Override
    public void card(String person, ShownCard card) {
        out.println();
        out.println("   " + words.say("transcript.phone", person, words.say("platform." + where.platformOf(person))));
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
        List<String> buttons =
                card.buttons().stream().map(label -> "【" + label + "】").toList();
        out.println("   └─ " + String.join("  ", buttons));
    }

    @Override
    public void acted(Step step, Target target) {
        boolean sameForm = filling && (step.act() instanceof Act.Fill || step.act() instanceof Act.Press);
        if (!sameForm) {
            out.println();
        }
        filling = step.act() instanceof Act.Fill;
        switch (step.act()) {
            case Act.Say say -> out.println(words.say("transcript.says", step.who(), target.text()));
            case Act.Fill fill -> out.println(words.say("transcript.fills", step.who(), fill.label(), target.text()));
            case Act.SendPicture picture ->
                out.println(words.say(
                        where.isOnDingTalk(step.who()) ? "transcript.photo" : "transcript.picture",
                        step.who(),
                        picture.what()));
            case Act.Jump jump ->
                out.println("   "
                        + words.say(
                                "transcript.jump", jump.by().toDays(), jump.by().toHoursPart(), target.text()));
            case Act.Press press -> {}
            case Act.Look look -> {}
        }
    }

    @Override
    public void pressed(Step step, ClickResult result) {
        if (step.act() instanceof Act.Press press) {
            String toast = result.toastText().isEmpty() ? "" : "  →  " + result.toastText();
            out.println(words.say("transcript.presses", step.who(), press.button()) + toast);
        }
    }

    @Override
    public void saw(Step step, String text) {
        if (step.done() instanceof Check.Sees sees) {
            telling(sees, text)
                    .ifPresent(line -> out.println("   " + words.say("transcript.sees", sees.person(), line)));
        }
    }

    /** The line with the last of the words, which says most; a line that is only the word is a button. */
    private static Optional<String> telling(Check.Sees sees, String text) {
        for (String word : sees.words().reversed()) {
            Optional<String> line = text.lines()
                    .filter(found -> found.contains(word) && !found.equals(word))
                    .findFirst();
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }
}
