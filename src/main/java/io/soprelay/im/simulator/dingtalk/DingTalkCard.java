package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Blocked;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Labels;
import io.soprelay.im.simulator.PhoneAct;
import io.soprelay.im.simulator.ShownCard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One card as one person saw it at one moment. What is typed is lost with any change of the card. */
public final class DingTalkCard implements ShownCard {
    private final DingTalkPlatform platform;
    private final DingTalkPerson person;
    private final ChatMessage message;
    private final CardFace face;

    DingTalkCard(DingTalkPlatform platform, DingTalkPerson person, ChatMessage message) {
        this.platform = platform;
        this.person = person;
        this.message = message;
        ObjectNode card = CardStore.card(message);
        this.face = CardFace.of(card, person.idFor(card));
    }

    @Override
    public String messageId() {
        return message.id();
    }

    public String outTrackId() {
        return CardStore.card(message).path("outTrackId").asString("");
    }

    public String templateId() {
        return Json.text(CardStore.card(message), "cardTemplateId");
    }

    public ChatMessage message() {
        return message;
    }

    @Override
    public int revision() {
        return message.revision();
    }

    /** Everything the eye sees, part by part. */
    public CardFace face() {
        return face;
    }

    /** The line of the chat list. */
    public String summary() {
        return CardStore.card(message).path("summary").asString("");
    }

    @Override
    public String title() {
        return face.title();
    }

    @Override
    public String subtitle() {
        return face.subtitle();
    }

    @Override
    public List<String> texts() {
        return face.texts();
    }

    @Override
    public boolean shows(String text) {
        return text().contains(text)
                || face.buttons().stream().anyMatch(button -> button.label().contains(text));
    }

    @Override
    public List<String> pictures() {
        return face.pictures();
    }

    @Override
    public List<String> buttons() {
        return face.buttons().stream()
                .filter(button -> !button.submits() || !face.formDisabled())
                .map(CardFace.Button::label)
                .toList();
    }

    @Override
    public Map<String, String> controls() {
        Map<String, String> found = new LinkedHashMap<>();
        for (CardFace.Field field : face.fields()) {
            if (!field.hidden() && !field.readOnly() && !face.formDisabled()) {
                found.put(field.label(), field.name());
            }
        }
        return found;
    }

    @Override
    public String valueOf(String label) {
        CardFace.Field field = field(label);
        return FieldValues.shown(field, held(field));
    }

    @Override
    public DingTalkCard fill(String label, String value) {
        CardFace.Field field = field(label);
        if (field.readOnly() || face.formDisabled()) {
            throw new IllegalArgumentException("'" + label + "' on " + this + " can not be changed");
        }
        JsonNode typed = FieldValues.typed(field, value);
        person.looksAt(message.chatId());
        person.draft(message).put(field.name(), typed);
        return this;
    }

    /**
     * What the app on this phone holds now, by name of the field, in place of all that was typed before: texts, the values
     * of options, a list of them, ticks, days and moments as the field's format has them.
     *
     * @throws IllegalArgumentException when a field can not hold its value
     */
    public DingTalkCard holds(Map<String, JsonNode> values) {
        Map<String, JsonNode> fresh = new LinkedHashMap<>();
        for (CardFace.Field field : face.fields()) {
            if (!field.hidden() && !field.readOnly() && values.containsKey(field.name())) {
                fresh.put(field.name(), FieldValues.held(field, values.get(field.name())));
            }
        }
        Map<String, JsonNode> draft = person.draft(message);
        draft.clear();
        draft.putAll(fresh);
        return this;
    }

    @Override
    public ClickResult press(String label) {
        return press(Labels.find(face.buttons(), found -> List.of(found.label()), label)
                .orElseThrow(() -> noButton(label)));
    }

    /**
     * As {@link #press}, but the component is known exactly.
     *
     * @param id {@code form}, {@code b1} …
     */
    public ClickResult pressPart(String id) {
        return press(face.buttons().stream()
                .filter(button -> button.id().equals(id))
                .findFirst()
                .orElseThrow(() -> noButton(id)));
    }

    private IllegalArgumentException noButton(String wanted) {
        return new IllegalArgumentException("no button '" + wanted + "' on " + this + "; it has "
                + face.buttons().stream().map(CardFace.Button::label).toList());
    }

    private ClickResult press(CardFace.Button button) {
        if (!button.calls()) {
            return ClickResult.blocked(Blocked.Why.NO_CALLBACK);
        }
        if (button.submits()) {
            if (face.formDisabled()) {
                return ClickResult.blocked(Blocked.Why.BUTTON_DISABLED);
            }
            List<String> missing = missing();
            if (!missing.isEmpty()) {
                return ClickResult.blocked(Blocked.Why.REQUIRED_MISSING, String.join("、", missing));
            }
        }
        person.looksAt(message.chatId());
        Map<String, String> filled = button.submits() ? filled() : Map.of();
        return platform.press(
                new PhoneAct.Pressed(person, this, button.label(), filled), person, message, action(button));
    }

    /** What the person put in the place of what was there, in the order of the card. */
    private Map<String, String> filled() {
        Map<String, String> filled = new LinkedHashMap<>();
        for (CardFace.Field field : face.fields()) {
            String value = FieldValues.shown(field, held(field));
            if (!field.hidden() && !value.equals(FieldValues.shown(field, FieldValues.initial(field)))) {
                filled.put(field.label(), value);
            }
        }
        return filled;
    }

    /**
     * The {@code cardPrivateData} a press on the button would send, for {@link RawPushes#press}.
     *
     * @throws IllegalArgumentException when there is no such button
     */
    public ObjectNode actionOf(String label) {
        return action(Labels.find(face.buttons(), found -> List.of(found.label()), label)
                .orElseThrow(() -> new IllegalArgumentException("no button '" + label + "' on " + this)));
    }

    @Override
    public String toString() {
        return "card '" + title() + "'";
    }

    private ObjectNode action(CardFace.Button button) {
        ObjectNode action = Json.object();
        action.putArray("actionIds").add(button.id());
        ObjectNode params = action.putObject("params");
        if (button.submits()) {
            ObjectNode values = params.putObject("form");
            for (CardFace.Field field : face.fields()) {
                JsonNode sent = FieldValues.sent(held(field));
                if (!sent.isMissingNode()) {
                    values.set(field.name(), sent);
                }
            }
            params.set("current_form", Json.parse(face.variable("form")));
        }
        if (!button.param().isEmpty()) {
            params.put("param", button.param());
        }
        return action;
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (CardFace.Field field : face.fields()) {
            if (!field.hidden() && !field.readOnly() && !FieldValues.fits(field, held(field))) {
                missing.add(field.label());
            }
        }
        return missing;
    }

    /** Hidden and read-only fields hold what the app gave them. */
    private JsonNode held(CardFace.Field field) {
        JsonNode draft = field.hidden() || field.readOnly()
                ? null
                : person.draft(message).get(field.name());
        return draft == null ? FieldValues.initial(field) : draft;
    }

    private CardFace.Field field(String label) {
        List<CardFace.Field> visible =
                face.fields().stream().filter(one -> !one.hidden()).toList();
        return Labels.find(visible, found -> List.of(found.label(), found.name()), label)
                .orElseThrow(() -> new IllegalArgumentException("no single control '" + label + "' on " + this
                        + "; it has "
                        + visible.stream().map(CardFace.Field::label).toList()));
    }
}
