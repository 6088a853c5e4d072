package io.soprelay.im.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One card as one person saw it at one moment. What is typed stays with the person until the card changes; a card that
 * was read before a change can still be pressed, as a thumb that is already on its way.
 */
public final class SimulatedCard implements ShownCard {
    private final FeishuPlatform platform;
    private final SimulatedPerson person;
    private final ChatMessage message;
    private final CardView view;

    SimulatedCard(FeishuPlatform platform, SimulatedPerson person, ChatMessage message) {
        this.platform = platform;
        this.person = person;
        this.message = message;
        this.view = CardView.of(message.content(), platform::nameOf);
    }

    @Override
    public String messageId() {
        return message.id();
    }

    public ChatMessage message() {
        return message;
    }

    @Override
    public int revision() {
        return message.revision();
    }

    @Override
    public String title() {
        return view.title();
    }

    @Override
    public String subtitle() {
        return view.subtitle();
    }

    /** Every visible text from top to bottom, title first; buttons are not among them. */
    @Override
    public List<String> texts() {
        return view.texts();
    }

    /** Is this text to be read anywhere on the card, buttons included? */
    @Override
    public boolean shows(String text) {
        return text().contains(text)
                || view.buttons().stream().anyMatch(button -> button.label().contains(text));
    }

    /** Image keys in order. */
    @Override
    public List<String> pictures() {
        return view.pictures();
    }

    /** Labels of the buttons that can be pressed, overflow entries included. */
    @Override
    public List<String> buttons() {
        return view.buttons().stream()
                .filter(button -> !button.disabled())
                .map(CardView.Button::label)
                .toList();
    }

    /** Best label of each control that can be filled → its name. */
    @Override
    public Map<String, String> controls() {
        Map<String, String> found = new LinkedHashMap<>();
        for (CardView.Control control : view.controls()) {
            if (!control.disabled()) {
                found.put(control.labels().getFirst(), control.name());
            }
        }
        return found;
    }

    /** What the person sees in a control now: typed, or filled in beforehand; lists joined by {@code 、}. */
    @Override
    public String valueOf(String label) {
        CardView.Control control = control(label);
        JsonNode draft = person.draft(message).get(control.name());
        return ControlValues.shown(draft == null ? ControlValues.initial(control.node()) : draft);
    }

    /** The whole card JSON. */
    public JsonNode json() {
        return Json.parse(message.content());
    }

    /**
     * Types or picks a value; it stays on this phone until the card changes.
     *
     * @param value options and people by what is shown or by value, several joined by {@code 、}; dates as
     *     {@code 2026-05-01}, times as {@code 09:30}, moments as {@code 2026-05-01 09:30}; {@code true}/{@code false}
     * @throws IllegalArgumentException when no control has the label, or it does not offer the value
     */
    @Override
    public SimulatedCard fill(String label, String value) {
        CardView.Control control = control(label);
        if (control.disabled()) {
            throw new NotOnCard(
                    NotOnCard.Kind.UNCHANGEABLE, "'" + label + "' on " + this + " can not be changed", label);
        }
        person.draft(message).put(control.name(), ControlValues.typed(control, value, platform::nameOf));
        return this;
    }

    /**
     * Presses a button; a question asked first is answered with yes. In a form only the submit button sends, with all
     * the form holds.
     *
     * @throws IllegalArgumentException when there is no such button
     */
    @Override
    public ClickResult press(String label) {
        CardView.Button button = Labels.find(view.buttons(), found -> List.of(found.label()), label)
                .orElseThrow(() -> noButton(label));
        return press(button);
    }

    private ClickResult press(CardView.Button button) {
        if (button.disabled()) {
            return ClickResult.blocked(Blocked.Why.BUTTON_DISABLED);
        }
        String formAction = Json.text(button.node(), "form_action_type");
        if (formAction.equals("reset")) {
            person.draft(message).clear();
            return ClickResult.blocked(Blocked.Why.FORM_RESET);
        }
        boolean submit = formAction.equals("submit");
        if (submit) {
            Optional<Blocked> unfit = unfit(button.form());
            if (unfit.isPresent()) {
                return new ClickResult(null, false, 0, 0, unfit.get());
            }
        }
        JsonNode value = callbackValue(button.node());
        if (!submit && value.isMissingNode()) {
            return ClickResult.blocked(Blocked.Why.NO_CALLBACK);
        }
        ObjectNode action = action(button.node(), value);
        if (submit) {
            action.set("form_value", formValue(button.form()));
        }
        if (!button.option().isEmpty()) {
            action.put("option", button.option());
        }
        return platform.press(person, message, action);
    }

    /**
     * Picks in a control that stands outside a form and so is sent at once.
     *
     * @param value as in {@link #fill}
     */
    public ClickResult choose(String label, String value) {
        CardView.Control control = control(label);
        return choose(control, ControlValues.typed(control, value, platform::nameOf));
    }

    private ClickResult choose(CardView.Control control, JsonNode picked) {
        JsonNode callback = callbackValue(control.node());
        if (control.disabled()) {
            return ClickResult.blocked(Blocked.Why.CONTROL_DISABLED);
        }
        if (!control.form().isEmpty() || callback.isMissingNode()) {
            return ClickResult.blocked(Blocked.Why.NO_CALLBACK);
        }
        ObjectNode action = action(control.node(), callback);
        action.set(
                control.tag().equals("input")
                        ? "input_value"
                        : control.tag().equals("checker") ? "checked" : picked.isArray() ? "options" : "option",
                picked);
        return platform.press(person, message, action);
    }

    /**
     * What the app on this phone holds now, by name of the control, in place of all that was typed before: texts, a list
     * for a multi-select, days and moments as {@link #fill} takes them.
     *
     * @throws IllegalArgumentException when a control can not hold its value
     */
    public SimulatedCard holds(Map<String, JsonNode> values) {
        Map<String, JsonNode> draft = person.draft(message);
        Map<String, JsonNode> fresh = new LinkedHashMap<>();
        for (CardView.Control control : view.controls()) {
            JsonNode value = values.get(control.name());
            if (value != null && !value.isNull() && !control.disabled()) {
                fresh.put(control.name(), ControlValues.held(control, value));
            }
        }
        draft.clear();
        draft.putAll(fresh);
        return this;
    }

    /**
     * As {@link #press}, but the button is known exactly.
     *
     * @param label as it is shown, and empty when {@code name} says enough
     * @param name empty for any
     * @param option value of an overflow entry; empty for any
     */
    public ClickResult press(String label, String name, String option) {
        return view.buttons().stream()
                .filter(button -> label.isEmpty() || button.label().equals(label))
                .filter(button ->
                        name.isEmpty() || Json.text(button.node(), "name").equals(name))
                .filter(button -> option.isEmpty() || button.option().equals(option))
                .findFirst()
                .map(this::press)
                .orElseThrow(() -> noButton(label));
    }

    /** As {@link #choose}, by the control's name and with the value as the app holds it. */
    public ClickResult chooses(String name, JsonNode value) {
        CardView.Control control = view.controls().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> noControl("no control '", name));
        return choose(control, ControlValues.held(control, value));
    }

    /** The form as it would be sent now, for {@link RawCallbacks#click}. */
    public ObjectNode formValue() {
        return formValue(view.controls().stream()
                .map(CardView.Control::form)
                .filter(form -> !form.isEmpty())
                .findFirst()
                .orElse(""));
    }

    /** The {@code action} a press on the button would send, for {@link RawCallbacks#click}. */
    public ObjectNode actionOf(String label) {
        CardView.Button button = Labels.find(view.buttons(), found -> List.of(found.label()), label)
                .orElseThrow(() -> noButton(label));
        ObjectNode action = action(button.node(), callbackValue(button.node()));
        if (!button.form().isEmpty()) {
            action.set("form_value", formValue(button.form()));
        }
        return action;
    }

    /** Label of the button whose press sends {@code action}; empty when no button of this card does. */
    public Optional<String> buttonOf(JsonNode action) {
        String option = Json.text(action, "option");
        return view.buttons().stream()
                .filter(button -> button.option().equals(option)
                        && Json.text(button.node(), "name").equals(Json.text(action, "name"))
                        && callbackValue(button.node()).equals(action.path("value")))
                .map(CardView.Button::label)
                .findFirst();
    }

    /**
     * What somebody filled in before sending {@code formValue}: label → value as {@link #fill} takes it, in the order of
     * the card. Controls left as they came are not among them.
     */
    public Map<String, String> filledIn(JsonNode formValue) {
        Map<String, String> filled = new LinkedHashMap<>();
        for (CardView.Control control : view.controls()) {
            JsonNode sent = formValue.path(control.name());
            if (!sent.isMissingNode()
                    && !ControlValues.shown(sent).equals(ControlValues.shown(ControlValues.initial(control.node())))) {
                filled.put(control.labels().getFirst(), ControlValues.shown(sent, platform::nameOf));
            }
        }
        return filled;
    }

    @Override
    public String toString() {
        return "card '" + title() + "'";
    }

    private CardView.Control control(String label) {
        return Labels.find(view.controls(), CardView.Control::labels, label)
                .orElseThrow(() -> noControl("no single control '", label));
    }

    private NotOnCard noControl(String none, String wanted) {
        List<List<String>> labels =
                view.controls().stream().map(CardView.Control::labels).toList();
        return new NotOnCard(
                NotOnCard.Kind.NO_CONTROL,
                none + wanted + "' on " + this + "; it has " + labels,
                wanted,
                title(),
                String.join("、", labels.stream().map(List::getFirst).toList()));
    }

    private NotOnCard noButton(String wanted) {
        List<String> labels =
                view.buttons().stream().map(CardView.Button::label).toList();
        return new NotOnCard(
                NotOnCard.Kind.NO_BUTTON,
                "no button '" + wanted + "' on " + this + "; it has " + labels,
                wanted,
                title(),
                String.join("、", labels));
    }

    private static ObjectNode action(JsonNode node, JsonNode value) {
        ObjectNode action = Json.object().put("tag", Json.text(node, "tag"));
        if (!value.isMissingNode()) {
            action.set("value", value);
        }
        String name = Json.text(node, "name");
        if (!name.isEmpty()) {
            action.put("name", name);
        }
        return action.put("timezone", "Asia/Shanghai");
    }

    private static JsonNode callbackValue(JsonNode node) {
        for (JsonNode behavior : node.path("behaviors")) {
            if (Json.text(behavior, "type").equals("callback")) {
                return behavior.has("value") ? behavior.path("value") : Json.object();
            }
        }
        return MissingNode.getInstance();
    }

    /** Feishu's own checks before it sends a form; empty when all is well. */
    private Optional<Blocked> unfit(String form) {
        List<String> missing = new ArrayList<>();
        for (CardView.Control control : view.controls()) {
            if (!control.form().equals(form) || control.disabled()) {
                continue;
            }
            String value = ControlValues.shown(current(control));
            int max = control.node().path("max_length").asInt(Feishu2CardChecker.INPUT_CHARS_MAX);
            if (control.required() && value.isBlank()) {
                missing.add(control.labels().getFirst());
            } else if (control.tag().equals("input") && value.codePointCount(0, value.length()) > max) {
                return Optional.of(
                        Blocked.by(Blocked.Why.TOO_LONG, control.labels().getFirst(), Integer.toString(max)));
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Blocked.by(Blocked.Why.REQUIRED_MISSING, String.join("、", missing)));
    }

    private JsonNode current(CardView.Control control) {
        JsonNode draft = person.draft(message).get(control.name());
        return draft == null ? ControlValues.initial(control.node()) : draft;
    }

    private ObjectNode formValue(String form) {
        ObjectNode values = Json.object();
        for (CardView.Control control : view.controls()) {
            if (control.form().equals(form)) {
                JsonNode value = current(control);
                if (!value.isMissingNode()) {
                    values.set(control.name(), value);
                }
            }
        }
        return values;
    }
}
