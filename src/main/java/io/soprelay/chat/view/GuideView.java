package io.soprelay.chat.view;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** First contact, help, and the answer to words nobody understood. */
public final class GuideView {
    /** As much of somebody's words as is quoted back. */
    private static final int QUOTED_CHARS_MAX = 40;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Phrases phrases;
    private final Buttons buttons;

    public GuideView(Phrases phrases, Buttons buttons) {
        this.phrases = phrases;
        this.buttons = buttons;
    }

    /** @param flows what can be started */
    public Card welcome(List<FlowDefinition> flows) {
        CardBuilder card = new CardBuilder(Card.Kind.HELP, Tone.OPEN, phrases.say("welcome.title"))
                .paragraph(phrases.say("welcome.text"))
                .action(todo());
        starts(flows).forEach(card::action);
        return card.action(help()).build();
    }

    /** Four lines for everybody; the commands with an example each for admins. */
    public Card help(List<FlowDefinition> flows, boolean admin, List<String> commandKeys) {
        List<Card.Row> lines = new ArrayList<>();
        lines.add(new Card.Row(phrases.say("help.todo"), phrases.say("help.todo.how"), null));
        lines.add(new Card.Row(phrases.say("help.start"), phrases.say("help.start.how"), null));
        lines.add(new Card.Row(phrases.say("help.show"), phrases.say("help.show.how"), null));
        lines.add(new Card.Row(phrases.say("help.picture"), phrases.say("help.picture.how"), null));
        CardBuilder card = new CardBuilder(Card.Kind.HELP, Tone.OPEN, phrases.say("help.title")).group(null, lines);
        if (admin) {
            List<Card.Row> commands = commandKeys.stream()
                    .map(key -> new Card.Row(
                            phrases.say("command." + key + ".usage"), phrases.say("command." + key + ".what"), null))
                    .toList();
            card.group(phrases.say("help.admin"), commands);
        }
        card.action(todo());
        starts(flows).forEach(card::action);
        return card.build();
    }

    /** @param suggestions lines that may have been meant */
    public Card unknown(String text, List<String> suggestions, List<FlowDefinition> flows) {
        CardBuilder card = new CardBuilder(Card.Kind.HELP, Tone.CLOSED, phrases.say("unknown.title"))
                .paragraph(phrases.say("unknown.text", shown(text)));
        suggestions.forEach(line -> card.action(buttons.say(line, line, Style.DEFAULT)));
        card.action(todo());
        starts(flows).forEach(card::action);
        return card.action(help()).build();
    }

    /** A line as an answer quotes it. */
    public String shown(String line) {
        return quoted(phrases.asWritten(line));
    }

    /** Words of an answer that may quote a line. */
    public String named(String answer) {
        return phrases.asWritten(answer);
    }

    /** The name of a flow alone: whoever writes it most likely wants to start one. */
    public Card flowMeant(String text, FlowDefinition flow) {
        return new CardBuilder(Card.Kind.HELP, Tone.CLOSED, phrases.say("flow.meant.title"))
                .paragraph(phrases.say("flow.meant", shown(text)))
                .action(buttons.say(phrases.say("button.start", flow.name()), "/start " + flow.name(), Style.PRIMARY))
                .action(buttons.say(phrases.say("button.todo"), "/todo", Style.DEFAULT))
                .action(help())
                .build();
    }

    public static String quoted(String text) {
        String line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= QUOTED_CHARS_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, QUOTED_CHARS_MAX)) + "…";
    }

    private Card.Action todo() {
        return buttons.say(phrases.say("button.todo"), "/todo", Style.PRIMARY);
    }

    private Card.Action help() {
        return buttons.say(phrases.say("button.help"), "/help", Style.DEFAULT);
    }

    private List<Card.Action> starts(List<FlowDefinition> flows) {
        return flows.stream()
                .limit(3)
                .map(flow ->
                        buttons.say(phrases.say("button.start", flow.name()), "/start " + flow.name(), Style.DEFAULT))
                .toList();
    }
}
