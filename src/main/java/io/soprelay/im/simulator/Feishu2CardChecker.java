package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Judges a card JSON 2.0 as Feishu does when it is sent, updated or returned by a click. Holds no state of its own. */
public final class Feishu2CardChecker {
    /** UTF-8 bytes of a whole card; facts D5. */
    static final int CARD_BYTES_MAX = 30 * 1024;

    /** Components and texts of a card, each {@code plain_text} counted; facts D5. */
    static final int ELEMENTS_MAX = 200;

    static final int NESTING_MAX = 5;
    static final int TABLES_MAX = 5;

    /** About; facts D3. */
    static final int CHARTS_MAX = 5;

    static final int MARKDOWN_TABLES_MAX = 4;
    static final int TABLE_PAGE_MAX = 10;
    static final int BUTTON_TEXT_CHARS_MAX = 100;
    static final int INPUT_CHARS_MAX = 1000;

    private static final int OVER_LIMIT = 11310;
    private static final int UNKNOWN_PERSON = 100290;
    private static final int UNKNOWN_IMAGE = 200570;
    private static final int EMPTY_NAME = 200530;
    private static final int BAD_CHART = 200550;
    private static final int BAD_ROWS = 200914;
    private static final int BAD_CELL = 200915;
    private static final int DOUBLE_ID = 300301;

    private static final Pattern ELEMENT_ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,19}");
    private static final Pattern PERSON_TAG = Pattern.compile("<(?:at|person)\\s+(ids?)\\s*=\\s*['\"]?([^'\"\\s/>]+)");
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]]*]\\(([^)\\s]+)[^)]*\\)");
    private static final Pattern OLD_LINK = Pattern.compile("\\[[^\\]]*]\\(\\$\\w+\\)");
    private static final Pattern HEX_FONT = Pattern.compile("<font\\s+color\\s*=\\s*['\"]?#");
    private static final Pattern MARKDOWN_TABLE =
            Pattern.compile("(?m)^ *\\|?(?: *:?-{3,}:? *\\|)+ *(?::?-{3,}:?)? *$");
    private static final Map<String, Pattern> INITIALS = Map.of(
            "initial_date", Pattern.compile("\\d{4}-\\d{2}-\\d{2}"),
            "initial_time", Pattern.compile("\\d{2}:\\d{2}"),
            "initial_datetime", Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}"));

    /** What the platform knows beside the card. */
    public interface Known {
        /** Was this image uploaded by the app? */
        boolean image(String imageKey);

        /** Is this the open_id of a person the app can see? */
        boolean person(String openId);
    }

    private final CardShapes shapes = new CardShapes();
    private final Known known;

    public Feishu2CardChecker(Known known) {
        this.known = known;
    }

    /** Every reason to refuse {@code cardJson}; empty when Feishu would take it. */
    public List<CardProblem> check(String cardJson) {
        List<CardProblem> problems = new ArrayList<>();
        int bytes = cardJson.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > CARD_BYTES_MAX) {
            problems.add(new CardProblem(OVER_LIMIT, "", "card of " + bytes + " bytes exceeds " + CARD_BYTES_MAX));
        }
        JsonNode card = Json.parse(cardJson);
        if (!card.isObject()) {
            problems.add(new CardProblem(CardShapes.UNREADABLE, "", "parse card json err"));
            return problems;
        }
        if (card.path("config").path("update_multi").isBoolean()
                && !card.path("config").path("update_multi").asBoolean()) {
            problems.add(new CardProblem(CardShapes.UNREADABLE, "config.update_multi", "schema 2.0 cards are shared"));
        }
        if (card.path("header").path("text_tag_list").size() > 3) {
            problems.add(new CardProblem(OVER_LIMIT, "header.text_tag_list", "at most 3 text tags"));
        }
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        shapes.check(card, problems, (node, path) -> {
            identity(node, path, names, ids, problems);
            component(node, path, problems);
        });
        if (count(card, node -> node.has("tag")) > ELEMENTS_MAX) {
            problems.add(new CardProblem(OVER_LIMIT, "body", "element exceeds the limit"));
        }
        if (count(card, node -> Json.text(node, "tag").equals("table")) > TABLES_MAX) {
            problems.add(new CardProblem(OVER_LIMIT, "body", "at most 5 tables"));
        }
        if (count(card, node -> Json.text(node, "tag").equals("chart")) > CHARTS_MAX) {
            problems.add(new CardProblem(OVER_LIMIT, "body", "at most 5 charts"));
        }
        pictures(card, "", problems);
        for (JsonNode element : card.path("body").path("elements")) {
            placement(element, "body.elements", 0, false, problems);
        }
        return problems;
    }

    private void identity(JsonNode node, String path, Set<String> names, Set<String> ids, List<CardProblem> problems) {
        String name = Json.text(node, "name");
        if (!name.isEmpty() && !names.add(name)) {
            problems.add(new CardProblem(EMPTY_NAME, path + ".name", "name '" + name + "' is used twice"));
        }
        if (node.has("element_id")) {
            String id = Json.text(node, "element_id");
            if (!ELEMENT_ID.matcher(id).matches()) {
                problems.add(
                        new CardProblem(CardShapes.UNREADABLE, path + ".element_id", "bad element_id '" + id + "'"));
            } else if (!ids.add(id)) {
                problems.add(new CardProblem(DOUBLE_ID, path + ".element_id", "duplicate element_id '" + id + "'"));
            }
        }
    }

    private void component(JsonNode node, String path, List<CardProblem> problems) {
        switch (Json.text(node, "tag")) {
            case "markdown" -> markdown(Json.text(node, "content"), path, problems);
            case "div" -> {
                rich(node.path("text"), path, problems);
                node.path("fields").forEach(field -> rich(field.path("text"), path, problems));
            }
            case "checker" -> rich(node.path("text"), path, problems);
            case "collapsible_panel" -> panel(node.path("header"), path, problems);
            case "person" -> person(Json.text(node, "user_id"), path, problems);
            case "person_list" -> node.path("persons").forEach(item -> person(Json.text(item, "id"), path, problems));
            case "select_person", "multi_select_person" ->
                node.path("options").forEach(item -> person(Json.text(item, "value"), path, problems));
            case "button" -> limit(node.path("text"), BUTTON_TEXT_CHARS_MAX, path + ".text", problems);
            case "input" -> input(node, path, problems);
            case "form" -> form(node, path, problems);
            case "table" -> table(node, path, problems);
            case "chart" -> chart(node.path("chart_spec"), path + ".chart_spec", problems);
            default -> {}
        }
        limit(node.path("placeholder"), BUTTON_TEXT_CHARS_MAX, path + ".placeholder", problems);
        INITIALS.forEach((property, pattern) -> {
            String value = Json.text(node, property);
            if (!value.isEmpty() && !pattern.matcher(value).matches()) {
                problems.add(
                        new CardProblem(CardShapes.UNREADABLE, path + "." + property, "bad value '" + value + "'"));
            }
        });
    }

    private static void input(JsonNode node, String path, List<CardProblem> problems) {
        if (node.has("max_length")) {
            int max = node.path("max_length").asInt(0);
            if (max < 1 || max > INPUT_CHARS_MAX) {
                problems.add(new CardProblem(
                        CardShapes.UNREADABLE, path + ".max_length", "max_length must be 1 to 1000, but was " + max));
            }
        }
    }

    private void form(JsonNode form, String path, List<CardProblem> problems) {
        if (Json.text(form, "name").isBlank()) {
            problems.add(new CardProblem(EMPTY_NAME, path + ".name", "form has an empty name"));
        }
        List<JsonNode> inside = new ArrayList<>();
        collect(form.path("elements"), inside);
        boolean submit = inside.stream()
                .anyMatch(node -> Json.text(node, "form_action_type").equals("submit"));
        if (!submit) {
            problems.add(new CardProblem(CardShapes.UNREADABLE, path, "form has no submit button"));
        }
        for (JsonNode node : inside) {
            if (shapes.in("interactive", Json.text(node, "tag"))
                    && Json.text(node, "name").isBlank()) {
                problems.add(
                        new CardProblem(EMPTY_NAME, path, Json.text(node, "tag") + " inside a form has an empty name"));
            }
        }
    }

    private static void chart(JsonNode spec, String path, List<CardProblem> problems) {
        String type = Json.text(spec, "type");
        JsonNode data = spec.path("data");
        boolean hasValues = data.isArray()
                ? !data.isEmpty()
                        && data.valueStream()
                                .allMatch(each -> each.path("values").isArray())
                : data.path("values").isArray();
        if (spec.isObject() && (type.isBlank() || !hasValues)) {
            problems.add(new CardProblem(BAD_CHART, path, "chart spec needs a type and data with values"));
        }
        boolean onAxes = List.of("line", "area", "bar", "scatter").contains(type);
        for (String axis : onAxes ? List.of("xField", "yField") : List.<String>of()) {
            if (spec.path(axis).isMissingNode()) {
                problems.add(new CardProblem(BAD_CHART, path, "chart of type " + type + " needs " + axis));
            }
        }
    }

    private static void table(JsonNode table, String path, List<CardProblem> problems) {
        Set<String> columns = new HashSet<>();
        table.path("columns").forEach(column -> columns.add(Json.text(column, "name")));
        if (columns.size() > 50) {
            problems.add(new CardProblem(BAD_ROWS, path + ".columns", "at most 50 columns"));
        }
        int page = table.path("page_size").asInt(1);
        if (page < 1 || page > TABLE_PAGE_MAX) {
            problems.add(new CardProblem(BAD_ROWS, path + ".page_size", "page_size must be 1 to 10, but was " + page));
        }
        for (JsonNode column : table.path("columns")) {
            cells(table, column, path, problems);
        }
        for (JsonNode row : table.path("rows")) {
            if (!columns.containsAll(row.propertyNames())) {
                problems.add(new CardProblem(BAD_ROWS, path + ".rows", "row names an unknown column"));
            }
        }
    }

    private static void cells(JsonNode table, JsonNode column, String path, List<CardProblem> problems) {
        String name = Json.text(column, "name");
        String type = Json.text(column, "data_type");
        for (JsonNode row : table.path("rows")) {
            JsonNode cell = row.path(name);
            boolean fits = cell.isMissingNode()
                    || switch (type) {
                        case "number", "date" -> cell.isNumber();
                        case "options", "persons" -> cell.isArray() || cell.isString();
                        default -> cell.isString();
                    };
            if (!fits) {
                problems.add(new CardProblem(BAD_CELL, path + ".rows", "'" + name + "' holds no " + type));
            }
        }
    }

    private void placement(JsonNode node, String path, int containers, boolean inForm, List<CardProblem> problems) {
        String tag = Json.text(node, "tag");
        boolean root = path.equals("body.elements");
        if (shapes.in("root_only", tag) && !root) {
            problems.add(new CardProblem(CardShapes.UNREADABLE, path, tag + " is allowed at the root only"));
        }
        boolean manyPictures =
                tag.equals("select_img") && node.path("multi_select").asBoolean(false);
        if ((manyPictures || shapes.in("form_only", tag)) && !inForm) {
            problems.add(new CardProblem(CardShapes.UNREADABLE, path, tag + " is allowed inside a form only"));
        }
        int depth = containers + (shapes.in("containers", tag) ? 1 : 0);
        if (depth > NESTING_MAX) {
            problems.add(new CardProblem(OVER_LIMIT, path, "nested deeper than " + NESTING_MAX + " levels"));
            return;
        }
        for (String children : List.of("elements", "columns")) {
            if (!tag.equals("table")) {
                for (JsonNode child : node.path(children)) {
                    placement(child, path + "." + tag, depth, inForm || tag.equals("form"), problems);
                }
            }
        }
    }

    /** Wherever a picture is named: images, icons, options. */
    private void pictures(JsonNode node, String path, List<CardProblem> problems) {
        if (node.isObject() && node.path("img_key").isString()) {
            image(Json.text(node, "img_key"), path, problems);
        }
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            pictures(
                    property.getValue(), path.isEmpty() ? property.getKey() : path + "." + property.getKey(), problems);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pictures(node.get(i), path + "[" + i + "]", problems);
        }
    }

    /** Reported from practice: two values for the padding of a panel's head are refused, one or four are not. */
    private void panel(JsonNode header, String path, List<CardProblem> problems) {
        rich(header.path("title"), path, problems);
        if (Json.text(header, "padding").split(" ").length == 2) {
            problems.add(new CardProblem(
                    CardShapes.UNREADABLE, path + ".header.padding", "give one or four values, not two"));
        }
    }

    private void rich(JsonNode text, String path, List<CardProblem> problems) {
        String tag = Json.text(text, "tag");
        if (tag.equals("lark_md") || tag.equals("markdown")) {
            markdown(Json.text(text, "content"), path, problems);
        }
    }

    private void markdown(String content, String path, List<CardProblem> problems) {
        Matcher persons = PERSON_TAG.matcher(content);
        while (persons.find()) {
            for (String id : persons.group(2).split(",")) {
                person(id, path, problems);
            }
        }
        Matcher pictures = PICTURE.matcher(content);
        while (pictures.find()) {
            image(pictures.group(1), path, problems);
        }
        if (HEX_FONT.matcher(content).find()) {
            problems.add(new CardProblem(CardShapes.UNREADABLE, path, "hex colours are not accepted"));
        }
        if (MARKDOWN_TABLE.matcher(content).results().count() > MARKDOWN_TABLES_MAX) {
            problems.add(new CardProblem(OVER_LIMIT, path, "at most 4 tables in one markdown"));
        }
        if (OLD_LINK.matcher(content).find()) {
            problems.add(new CardProblem(CardShapes.REMOVED, path, "variable links belong to card JSON 1.0"));
        }
    }

    private void image(String key, String path, List<CardProblem> problems) {
        if (!known.image(key)) {
            problems.add(new CardProblem(UNKNOWN_IMAGE, path, "image key '" + key + "' is invalid"));
        }
    }

    /** {@code all} is refused too: the bot lives in private chats, where nobody may be called "everyone". */
    private void person(String openId, String path, List<CardProblem> problems) {
        if (!known.person(openId)) {
            problems.add(new CardProblem(UNKNOWN_PERSON, path, "user id '" + openId + "' is invalid"));
        }
    }

    private static void limit(JsonNode text, int max, String path, List<CardProblem> problems) {
        String content = Json.text(text, "content");
        if (content.codePointCount(0, content.length()) > max) {
            problems.add(new CardProblem(OVER_LIMIT, path, "longer than " + max + " characters"));
        }
    }

    private static void collect(JsonNode elements, List<JsonNode> found) {
        for (JsonNode element : elements) {
            found.add(element);
            collect(element.path("elements"), found);
            collect(element.path("columns"), found);
        }
    }

    private static int count(JsonNode node, Predicate<JsonNode> fits) {
        int found = node.isObject() && fits.test(node) ? 1 : 0;
        for (JsonNode child : node) {
            found += count(child, fits);
        }
        return found;
    }
}
