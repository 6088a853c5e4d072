package io.soprelay.im.dingtalk;

import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer.Toast;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.media.MediaId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The project's own template, one for all cards: {@code cards/dingtalk/task-template.md}. */
final class TaskTemplate implements DingTalkTemplate {
    /** Grows when a variable is added; a template published from an older specification goes on working. */
    private static final String VERSION = "1";

    private static final String FORM_COMPONENT = "form";

    private final String id;
    private final DingTalkWords words;
    private final DingTalkForm forms;

    TaskTemplate(String id, DingTalkWords words) {
        this.id = id;
        this.words = words;
        this.forms = new DingTalkForm(words);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Map<String, String> of(Card card, Function<MediaId, Optional<String>> mediaIds) {
        DingTalkCardModel model = new DingTalkCardModel(words, mediaIds, card, DingTalkBlock.CHARS_MAX);
        Card.Form form = card.form();
        String hint = form == null ? null : form.hint();
        DingTalkVariables variables = new DingTalkVariables()
                .text("title", DingTalkText.plain(card.title()))
                .text("status", model.status())
                .text("subtitle", plain(card.subtitle()))
                .text("block1", model.what().text())
                .text("block2", headed("heading.how", model.how()))
                .text("block3", headed("heading.with-whom", model.withWhom()))
                .json("list", model.lines())
                .text("error", plain(hint))
                .flag("error_show", hint != null)
                .flag("form_show", form != null)
                .json("form", forms.schema(form))
                .text("form_status", form == null ? "disabled" : "normal")
                .text(
                        "form_submit",
                        form == null ? "" : DingTalkText.plain(form.submit().label()))
                .text(
                        "form_param",
                        form == null
                                ? ""
                                : DingTalkButton.of(form.submit(), hint).param());
        List<Card.Action> buttons = model.buttons();
        for (int i = 0; i < DingTalkCardModel.BUTTONS_MAX; i++) {
            button(variables, "b" + (i + 1), i < buttons.size() ? buttons.get(i) : null, form);
        }
        return variables.text("toast", "").text("template_version", VERSION).asMap();
    }

    @Override
    public Map<String, String> saying(Toast toast, @Nullable String hint) {
        String text = DingTalkText.plain(toast.text());
        // The toast is gone in a moment; why something was refused must stay readable until something goes well.
        boolean refused = toast.kind() == ToastKind.WARNING || toast.kind() == ToastKind.ERROR;
        return new DingTalkVariables()
                .text("toast", text)
                .text("error", refused ? text : plain(hint))
                .flag("error_show", refused || hint != null)
                .asMap();
    }

    @Override
    public Map<String, String> asking(String componentId, DingTalkButton button, JsonNode form) {
        String question = DingTalkText.plain(String.valueOf(button.confirm()));
        DingTalkVariables variables = new DingTalkVariables()
                .text("toast", question)
                .text("error", question)
                .flag("error_show", true);
        String yes = words.say("confirm.again");
        String param = button.confirmed().param();
        return componentId.equals(FORM_COMPONENT)
                ? variables
                        .text("form_submit", yes)
                        .text("form_param", param)
                        .all(asLeft(form))
                        .asMap()
                : variables
                        .text(componentId + "_text", yes)
                        .text(componentId + "_param", param)
                        .asMap();
    }

    @Override
    public Map<String, String> asLeft(JsonNode form) {
        return form.isObject() ? new DingTalkVariables().json("form", form).asMap() : Map.of();
    }

    private String headed(String headingKey, DingTalkBlock block) {
        String text = block.text();
        return text.isEmpty() ? "" : "**" + words.say(headingKey) + "**\n\n" + text;
    }

    private static void button(
            DingTalkVariables variables, String name, Card.@Nullable Action action, Card.@Nullable Form form) {
        variables
                .text(name + "_text", action == null ? "" : DingTalkText.plain(action.label()))
                .text(name + "_style", action == null ? "default" : style(action.style()))
                .flag(name + "_show", action != null)
                .text(
                        name + "_param",
                        action == null ? "" : button(action, form).param());
    }

    private static DingTalkButton button(Card.Action action, Card.@Nullable Form form) {
        return form == null
                ? DingTalkButton.of(action, null)
                : DingTalkButton.of(action, form.hint()).besideTheForm();
    }

    private static String style(Card.Action.Style style) {
        return switch (style) {
            case PRIMARY -> "primary";
            case DEFAULT -> "default";
            case DANGER -> "danger";
        };
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : DingTalkText.plain(text);
    }
}
