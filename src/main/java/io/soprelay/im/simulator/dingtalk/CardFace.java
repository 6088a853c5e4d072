package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A card as one person's eye takes it in, worked out from its variables as the template would. A template of the app
 * (title, status, three blocks, list, error line, form, eight buttons) is laid out in that order; of the built-in ones
 * the markdown and the buttons are shown.
 */
public final class CardFace {
    private static final int BUTTONS = 8;
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*]\\(([^)\\s]*)[^)]*\\)");

    /** A line of the list. */
    public record Line(String label, String value) {}

    /**
     * A field of the form.
     *
     * @param node as the app sent it
     */
    public record Field(String name, String label, String type, JsonNode node) {
        public boolean hidden() {
            return node.path("hidden").asBoolean(false);
        }

        public boolean required() {
            return node.path("required").asBoolean(false);
        }

        public boolean readOnly() {
            return node.path("readOnly").asBoolean(false);
        }
    }

    /**
     * @param id the component that is named in the callback
     * @param style primary, danger or default
     * @param param text that is sent with a press
     * @param calls false for one that opens a link
     */
    public record Button(String id, String label, String style, String param, boolean calls) {
        /** Does it submit the form? */
        public boolean submits() {
            return id.equals("form");
        }
    }

    private final JsonNode shared;
    private final JsonNode own;
    private final String title;
    private final List<String> texts = new ArrayList<>();
    private final List<String> blocks = new ArrayList<>();
    private final List<Line> list = new ArrayList<>();
    private final List<String> pictures = new ArrayList<>();
    private final List<Field> fields = new ArrayList<>();
    private final List<Button> buttons = new ArrayList<>();

    private CardFace(JsonNode card, String user) {
        shared = card.path("cardParamMap");
        own = card.path("privateData").path(user);
        String template = Json.text(card, "cardTemplateId");
        switch (template) {
            case CardCheck.PLAIN_MARKDOWN, CardCheck.MARKDOWN_WITH_LINKS -> {
                title = variable("title");
                markdown();
            }
            case CardCheck.WITH_REQUEST_BUTTONS -> {
                title = variable("msgTitle");
                withRequestButtons();
            }
            default -> {
                title = variable("title");
                ours();
            }
        }
    }

    /** @param user whose private variables go before the public ones */
    static CardFace of(JsonNode card, String user) {
        return new CardFace(card, user);
    }

    public String title() {
        return title;
    }

    public String subtitle() {
        return variable("subtitle");
    }

    /** {@code open}, {@code due}, {@code overdue}, {@code done} or {@code closed}; empty for a built-in template. */
    public String status() {
        return variable("status");
    }

    /** The blocks that are not empty, as they are read. */
    public List<String> blocks() {
        return List.copyOf(blocks);
    }

    public List<Line> list() {
        return List.copyOf(list);
    }

    /** The error line; empty when it is not shown. */
    public String error() {
        return on("error_show") ? variable("error") : "";
    }

    /** The fields of the form, hidden ones too; none when it is not shown. */
    public List<Field> fields() {
        return List.copyOf(fields);
    }

    public boolean formDisabled() {
        return variable("form_status").equals("disabled");
    }

    /** What is to be read, from top to bottom, labels of visible fields included. */
    public List<String> texts() {
        return List.copyOf(texts);
    }

    /** Media ids and addresses of pictures in order. */
    public List<String> pictures() {
        return List.copyOf(pictures);
    }

    /** Those to be seen, the form's submit button first. */
    public List<Button> buttons() {
        return List.copyOf(buttons);
    }

    /** The variable as this person has it; empty when there is none. */
    public String variable(String name) {
        return own.has(name) ? Json.text(own, name) : Json.text(shared, name);
    }

    /** Every variable as this person has it. */
    public ObjectNode variables() {
        ObjectNode all = Json.object();
        for (JsonNode some : List.of(shared, own)) {
            some.properties().forEach(variable -> all.set(variable.getKey(), variable.getValue()));
        }
        return all;
    }

    private void ours() {
        add(title);
        add(subtitle());
        for (String name : List.of("block1", "block2", "block3")) {
            block(variable(name));
        }
        for (JsonNode line : Json.parse(variable("list"))) {
            list.add(new Line(read(Json.text(line, "label")), read(Json.text(line, "value"))));
            add(read(Json.text(line, "label")) + "：" + read(Json.text(line, "value")));
        }
        add(error());
        if (on("form_show")) {
            for (JsonNode field : Json.parse(variable("form")).path("fields")) {
                form(field);
            }
            buttons.add(new Button("form", variable("form_submit"), "primary", variable("form_param"), true));
        }
        for (int n = 1; n <= BUTTONS; n++) {
            String id = "b" + n;
            if (on(id + "_show")) {
                buttons.add(
                        new Button(id, variable(id + "_text"), variable(id + "_style"), variable(id + "_param"), true));
            }
        }
    }

    private void form(JsonNode field) {
        Field found = new Field(Json.text(field, "name"), Json.text(field, "label"), Json.text(field, "type"), field);
        fields.add(found);
        if (!found.hidden()) {
            add(found.label());
        }
    }

    private void markdown() {
        add(title);
        block(variable("markdown"));
        add(variable("tips"));
        for (JsonNode button : Json.parse(variable("sys_full_json_obj")).path("msgButtons")) {
            buttons.add(new Button("", Json.text(button, "text"), Json.text(button, "color"), "", false));
        }
    }

    private void withRequestButtons() {
        add(title);
        block(variable("msgContent"));
        block(variable("staticMsgContent"));
        for (JsonNode button : Json.parse(variable("sys_full_json_obj")).path("msgButtons")) {
            boolean calls = button.path("request").asBoolean(false);
            buttons.add(new Button(
                    Json.text(button, "id"), Json.text(button, "text"), Json.text(button, "color"), "", calls));
        }
    }

    private void block(String markdown) {
        Matcher picture = PICTURE.matcher(markdown);
        while (picture.find()) {
            pictures.add(picture.group(1));
        }
        String read = read(markdown);
        if (!read.isEmpty()) {
            blocks.add(read);
            texts.add(read);
        }
    }

    private static String read(String markdown) {
        return VisibleText.ofMarkdown(markdown, UnaryOperator.identity());
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }

    private boolean on(String name) {
        return variable(name).equals("true");
    }
}
