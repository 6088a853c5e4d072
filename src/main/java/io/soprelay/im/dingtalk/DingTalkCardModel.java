package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.media.MediaId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of a neutral card in the shapes that templates share: markdown blocks, lines of label and value, buttons. Every
 * text is encoded here and nowhere else. Used once, by one thread.
 */
final class DingTalkCardModel {
    /** What the template has room for. */
    static final int BUTTONS_MAX = 8;

    private final DingTalkWords words;
    private final Function<MediaId, Optional<String>> mediaIds;
    private final Card card;
    private final int blockCharsMax;
    private final List<Card.Action> buttons;
    private final boolean rowsAreNumbered;
    private final int rowsWithButton;

    /**
     * @param mediaIds the platform's name of a picture, if it was uploaded
     * @param blockCharsMax how long each block may become
     */
    DingTalkCardModel(DingTalkWords words, Function<MediaId, Optional<String>> mediaIds, Card card, int blockCharsMax) {
        this.blockCharsMax = blockCharsMax;
        this.words = words;
        this.mediaIds = mediaIds;
        this.card = card;
        List<Card.Row> rows = card.groups().stream()
                .flatMap(group -> group.rows().stream())
                .filter(row -> row.action() != null)
                .toList();
        Card.Form form = card.form();
        List<Card.Action> ofForm = form == null ? List.of() : form.others();
        int fixed = Math.min(BUTTONS_MAX, ofForm.size() + card.actions().size());
        this.rowsAreNumbered = rows.size() > 1;
        this.rowsWithButton = Math.min(rows.size(), BUTTONS_MAX - fixed);
        // Every row's first button before any row's second: what a row is for must not be crowded out by what is handy.
        List<Card.Action> seconds = ofRows(rows, Card.Row::second);
        int secondsShown = Math.min(seconds.size(), BUTTONS_MAX - fixed - rowsWithButton);
        List<Card.Action> all = new ArrayList<>(ofForm);
        all.addAll(ofRows(rows, Card.Row::action));
        all.addAll(seconds.subList(0, secondsShown));
        all.addAll(card.actions());
        all.addAll(seconds.subList(secondsShown, seconds.size()));
        this.buttons = all;
    }

    /** Colour of the head, by the template's word. */
    String status() {
        return switch (card.tone()) {
            case OPEN -> "open";
            case DUE -> "due";
            case OVERDUE -> "overdue";
            case DONE -> "done";
            case CLOSED -> "closed";
        };
    }

    /** At most {@link #BUTTONS_MAX}, in the order in which they are shown. */
    List<Card.Action> buttons() {
        return buttons.stream().limit(BUTTONS_MAX).toList();
    }

    /** By when, somebody's words, sentences, the line of states, pictures. */
    DingTalkBlock what() {
        DingTalkBlock block = block();
        if (card.when() != null) {
            block.words(card.when());
        }
        Card.Quote quote = card.quote();
        if (quote != null) {
            block.words(words.say("quote", quote.who(), quote.text()));
        }
        card.paragraphs().forEach(block::words);
        if (!card.steps().isEmpty()) {
            block.markup(stepLine(card.steps()));
        }
        for (Card.Picture picture : card.pictures()) {
            // In words as well: a client that shows no picture must not hide that there is one.
            block.words(words.say("picture", picture.label()));
            mediaIds.apply(picture.media())
                    .ifPresentOrElse(
                            mediaId -> block.markup(DingTalkText.picture(picture.label(), mediaId)),
                            () -> block.words(words.say("picture.later")));
        }
        if (buttons.size() > BUTTONS_MAX) {
            block.words(words.say(
                    "buttons.more",
                    buttons.stream().skip(BUTTONS_MAX).map(Card.Action::label).collect(Collectors.joining("、"))));
        }
        return block;
    }

    /** How to do it. */
    DingTalkBlock how() {
        DingTalkBlock block = block();
        Card.Guide guide = card.guide();
        if (guide != null) {
            String steps = IntStream.range(0, guide.steps().size())
                    .mapToObj(i ->
                            (i + 1) + ". " + DingTalkText.markdown(guide.steps().get(i)))
                    .collect(Collectors.joining("\n"));
            block.markup(steps);
            guide.links().forEach(link -> block.markup(DingTalkText.link(link.label(), link.url())));
        }
        return block;
    }

    /** With whom. */
    DingTalkBlock withWhom() {
        DingTalkBlock block = block();
        if (card.withWhom() != null) {
            block.words(card.withWhom());
        }
        return block;
    }

    /** Facts, a chart's numbers, and rows under their headings; what is too long for a card is left out and counted. */
    ArrayNode lines() {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        int chars = 0;
        List<Line> all = allLines();
        for (int i = 0; i < all.size(); i++) {
            Line line = all.get(i);
            chars += line.label().length() + line.value().length() + "{'label':'','value':''},".length();
            if (chars > DingTalkBlock.CHARS_MAX) {
                lines.add(node(new Line(words.say("rows.more", Integer.toString(all.size() - i)), "")));
                break;
            }
            lines.add(node(line));
        }
        return lines;
    }

    /** A label and its value, encoded for a text component. */
    record Line(String label, String value) {}

    List<Line> allLines() {
        List<Line> lines = new ArrayList<>();
        card.facts().forEach(fact -> lines.add(line(fact.label(), fact.value())));
        Card.Chart chart = card.chart();
        if (chart != null) {
            lines.add(line(words.say("heading", chart.title()), ""));
            chart.points().forEach(point -> lines.add(line(point.label(), Long.toString(point.value()))));
        }
        int withAction = 0;
        boolean left = false;
        for (Card.Group group : card.groups()) {
            if (group.heading() != null) {
                lines.add(line(words.say("heading", group.heading()), ""));
            }
            for (Card.Row row : group.rows()) {
                boolean numbered = row.action() != null && rowsAreNumbered && withAction < rowsWithButton;
                left |= row.action() != null && withAction >= rowsWithButton;
                withAction += row.action() == null ? 0 : 1;
                String title = numbered ? words.say("row", Integer.toString(withAction), row.title()) : row.title();
                lines.add(line(title, row.detail()));
            }
        }
        if (left) {
            lines.add(line(words.say("rows.no-button"), ""));
        }
        return lines;
    }

    /** That button of each row that has room for its first one. */
    private List<Card.Action> ofRows(List<Card.Row> rows, Function<Card.Row, Card.@Nullable Action> button) {
        List<Card.Action> found = new ArrayList<>();
        for (int i = 0; i < rowsWithButton; i++) {
            Card.Action action = button.apply(rows.get(i));
            if (action != null) {
                found.add(rowsAreNumbered ? numbered(action, i + 1) : action);
            }
        }
        return found;
    }

    private Card.Action numbered(Card.Action action, int number) {
        return new Card.Action(
                action.id(),
                words.say("row.button", action.label(), Integer.toString(number)),
                action.style(),
                action.params(),
                action.confirm());
    }

    private static String stepLine(List<Card.Step> steps) {
        return steps.stream()
                .map(step -> {
                    String label = DingTalkText.markdown(step.label());
                    return switch (step.mark()) {
                        case PASSED -> label + " ✓";
                        case CURRENT -> "**" + label + "**";
                        case AHEAD -> label;
                    };
                })
                .collect(Collectors.joining(" → "));
    }

    private DingTalkBlock block() {
        return new DingTalkBlock(DingTalkText.markdown(words.say("text.cut")), blockCharsMax);
    }

    private static Line line(String label, @Nullable String value) {
        return new Line(DingTalkText.plain(label), value == null ? "" : DingTalkText.plain(value));
    }

    private static ObjectNode node(Line line) {
        return JsonNodeFactory.instance.objectNode().put("label", line.label()).put("value", line.value());
    }
}
