package io.soprelay.im.simulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** A card as the eye takes it in: texts in order, controls with the labels a person would call them by, buttons. */
final class CardView {
    private static final Set<String> CONTROLS = Set.of(
            "input",
            "select_static",
            "multi_select_static",
            "select_person",
            "multi_select_person",
            "date_picker",
            "picker_time",
            "picker_datetime",
            "checker",
            "select_img");

    /**
     * @param form name of the form around it; empty outside one
     * @param labels words it can be called by, best first
     */
    record Control(String tag, String name, String form, List<String> labels, JsonNode node) {
        boolean required() {
            return node.path("required").asBoolean(false);
        }

        boolean disabled() {
            return node.path("disabled").asBoolean(false);
        }
    }

    /** @param option the chosen value when it is an entry of an overflow menu, otherwise empty */
    record Button(String label, String form, String option, JsonNode node) {
        boolean disabled() {
            return node.path("disabled").asBoolean(false);
        }
    }

    private final UnaryOperator<String> nameOf;
    private final List<String> texts = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private final List<Button> buttons = new ArrayList<>();
    private final List<String> pictures = new ArrayList<>();
    private final String title;
    private final String subtitle;
    private String lastText = "";

    private CardView(JsonNode card, UnaryOperator<String> nameOf) {
        this.nameOf = nameOf;
        JsonNode header = card.path("header");
        title = visible(header.path("title"));
        subtitle = visible(header.path("subtitle"));
        add(title);
        add(subtitle);
        header.path("text_tag_list").forEach(tag -> add(visible(tag.path("text"))));
        card.path("body").path("elements").forEach(element -> walk(element, ""));
    }

    static CardView of(String cardJson, UnaryOperator<String> nameOf) {
        return new CardView(Json.parse(cardJson), nameOf);
    }

    String title() {
        return title;
    }

    String subtitle() {
        return subtitle;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    List<Control> controls() {
        return List.copyOf(controls);
    }

    List<Button> buttons() {
        return List.copyOf(buttons);
    }

    /** Image keys in order. */
    List<String> pictures() {
        return List.copyOf(pictures);
    }

    private void walk(JsonNode node, String form) {
        String tag = Json.text(node, "tag");
        String within = tag.equals("form") ? Json.text(node, "name") : form;
        switch (tag) {
            case "markdown" -> text(VisibleText.ofMarkdown(Json.text(node, "content"), nameOf));
            case "div" -> {
                text(visible(node.path("text")));
                node.path("fields").forEach(field -> text(visible(field.path("text"))));
            }
            case "img" -> {
                pictures.add(Json.text(node, "img_key"));
                add(visible(node.path("alt")));
            }
            case "img_combination" -> node.path("img_list").forEach(item -> pictures.add(Json.text(item, "img_key")));
            case "person" -> text(nameOf.apply(Json.text(node, "user_id")));
            case "person_list" -> node.path("persons").forEach(item -> text(nameOf.apply(Json.text(item, "id"))));
            case "table" -> table(node);
            case "button" -> buttons.add(new Button(visible(node.path("text")), within, "", node));
            case "overflow" ->
                node.path("options")
                        .forEach(option -> buttons.add(
                                new Button(visible(option.path("text")), within, Json.text(option, "value"), node)));
            case "collapsible_panel" -> text(visible(node.path("header").path("title")));
            default -> {
                if (CONTROLS.contains(tag)) {
                    control(node, tag, within);
                }
            }
        }
        node.path("elements").forEach(child -> walk(child, within));
        if (tag.equals("column_set")) {
            node.path("columns").forEach(child -> walk(child, within));
        }
    }

    private void control(JsonNode node, String tag, String form) {
        Set<String> labels = new LinkedHashSet<>();
        String own = visible(node.path(tag.equals("checker") ? "text" : "label"));
        labels.add(own);
        if (!tag.equals("input")) {
            labels.add(visible(node.path("placeholder")));
        }
        if (own.isEmpty()) {
            labels.add(lastText);
        }
        labels.add(Json.text(node, "name"));
        labels.remove("");
        if (labels.isEmpty()) {
            labels.add(tag);
        }
        controls.add(new Control(tag, Json.text(node, "name"), form, List.copyOf(labels), node));
        add(own);
        lastText = "";
    }

    private void table(JsonNode table) {
        table.path("columns").forEach(column -> add(Json.text(column, "display_name")));
        for (JsonNode row : table.path("rows")) {
            row.forEach(cell -> add(cell.isValueNode() ? cell.asString("") : Json.write(cell)));
        }
    }

    private void text(String text) {
        add(text);
        if (!text.isEmpty()) {
            lastText = text;
        }
    }

    private void add(String text) {
        if (!text.isEmpty()) {
            texts.add(text);
        }
    }

    private String visible(JsonNode text) {
        String content = Json.text(text, "content");
        return Json.text(text, "tag").equals("plain_text") || content.isEmpty()
                ? content.strip()
                : VisibleText.ofMarkdown(content, nameOf);
    }
}
