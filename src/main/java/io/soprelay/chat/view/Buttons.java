package io.soprelay.chat.view;

import io.soprelay.flow.definition.LinkedStart;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card.Action;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.outbox.CardId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The buttons of all cards: ids of the classes in {@code chat.action}, and the parameters each of them reads back.
 * Nothing in the parameters gives a right: authority is checked against whoever presses.
 */
public final class Buttons {
    public static final String COMPLETE = "complete";
    public static final String APPROVE = "approve";
    public static final String REJECT = "reject";
    public static final String SHOW_CARD = "show-card";
    public static final String SUBMIT_START = "submit-start";
    public static final String START_LINKED = "start-linked";
    public static final String MOVE = "move";
    public static final String OPEN = "open";
    public static final String NUDGE = "nudge";
    public static final String SAY = "say";
    public static final String EVIDENCE = "evidence";
    public static final String WIRED = "wired";

    public static final String INCIDENT = "incident";

    /** What is done about an incident. */
    public static final String ACT = "act";

    public static final String RETRY = "retry";
    public static final String DROP = "drop";
    public static final String SHOW = "show";

    /** {@link CardId} of the card the button stands on. */
    public static final String CARD = "card";
    /** Version of the viewer's part, or of the record, that the card shows. */
    public static final String VERSION = "v";
    /** Whom the card was sent to. */
    public static final String FOR = "for";

    public static final String FLOW = "flow";
    public static final String ITEM = "item";
    public static final String FIELD = "field";
    public static final String STATE = "to";
    public static final String NUMBER = "number";
    public static final String LINE = "line";
    public static final String MESSAGE = "message";
    public static final String SENT_AT = "sent-at";
    public static final String KEY = "key";
    public static final String MEDIA = "media";
    public static final String PICTURE = "picture";
    public static final String NAME = "name";

    /** Form values that are not fields of a record. */
    public static final String COMMENT = "comment";

    public static final String REASON = "reason";

    private final Words words;

    public Buttons(Words words) {
        this.words = words;
    }

    /** A press that acts on the item of the card it stands on. */
    public Action onItem(String id, String labelKey, Style style, CardId card, int partVersion) {
        Map<String, String> params = Map.of(CARD, card.toString(), VERSION, Integer.toString(partVersion));
        return new Action(id, words.say(labelKey), style, params, null);
    }

    public Action submitStart(String startCard, String flow, MemberId member) {
        Map<String, String> params = Map.of(CARD, startCard, FLOW, flow, FOR, member.value());
        return new Action(SUBMIT_START, words.say("button.submit"), Style.PRIMARY, params, null);
    }

    /**
     * Moves a record by hand.
     *
     * @param asksWhy a card that asks for the reason comes first: no second question is needed
     * @param card the item's card it stands on; null on a record's card
     */
    public Action move(
            FlowId flow, TransitionRule rule, long version, MemberId member, boolean asksWhy, @Nullable CardId card) {
        Map<String, String> params = new LinkedHashMap<>(
                Map.of(FLOW, flow.value(), STATE, rule.to(), VERSION, Long.toString(version), FOR, member.value()));
        if (card != null) {
            params.put(CARD, card.toString());
        }
        String label = moveLabel(rule);
        return new Action(MOVE, label, Style.DANGER, params, asksWhy ? null : words.say("confirm.move", label));
    }

    /** The words on the button of a manual rule. */
    public static String moveLabel(TransitionRule rule) {
        return rule.label().isEmpty() ? rule.to() : rule.label();
    }

    public Action startLinked(LinkedStart start, String number) {
        Map<String, String> params = Map.of(FLOW, start.flow(), NUMBER, number);
        return new Action(START_LINKED, start.label(), Style.DEFAULT, params, null);
    }

    /** Sends the person's card for the item once more. */
    public Action open(FlowId flow, ItemId item) {
        Map<String, String> params = Map.of(FLOW, flow.value(), ITEM, item.toString());
        return new Action(OPEN, words.say("button.open"), Style.DEFAULT, params, null);
    }

    /** Asks the item's holders to get on with it. */
    public Action nudge(FlowId flow, ItemId item) {
        Map<String, String> params = Map.of(FLOW, flow.value(), ITEM, item.toString());
        return new Action(NUDGE, words.say("button.nudge"), Style.DEFAULT, params, null);
    }

    /** @param act {@link #RETRY}, {@link #DROP} or {@link #SHOW} */
    public Action incident(String act, String labelKey, Style style, int number) {
        Map<String, String> params = Map.of(ACT, act, NUMBER, Integer.toString(number));
        return new Action(INCIDENT, words.say(labelKey), style, params, null);
    }

    /** As {@link #showRecord}, beside other buttons of a line. */
    public Action openRecord(String number) {
        return say(words.say("button.open"), "/show " + number, Style.DEFAULT);
    }

    /**
     * Puts a file into a field.
     *
     * @param file {@link #MESSAGE}, {@link #SENT_AT}, {@link #KEY}, {@link #MEDIA}, {@link #PICTURE} and perhaps {@link #NAME}
     */
    public Action evidence(String label, FlowId flow, ItemId item, String field, Map<String, String> file) {
        Map<String, String> params = new LinkedHashMap<>(file);
        params.putAll(Map.of(FLOW, flow.value(), ITEM, item.toString(), FIELD, field));
        return new Action(EVIDENCE, label, Style.DEFAULT, params, null);
    }

    /** Does what writing the line would do. */
    public Action say(String label, String line, Style style) {
        return new Action(SAY, label, style, Map.of(LINE, line), null);
    }

    /**
     * Behind a question whether somebody is sure: says the line, and only for whom the question was.
     *
     * @param line what cannot be undone
     */
    public Action sure(String label, String line, MemberId member) {
        return new Action(SAY, label, Style.DANGER, Map.of(LINE, line, FOR, member.value()), null);
    }

    public Action showRecord(String number) {
        return say(words.say("button.show"), "/show " + number, Style.DEFAULT);
    }
}
