package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.Toast;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The way of one press: callback out, answer judged, card changed, toast shown by the template's event chain. */
public final class CardPresses {
    /** No callback type, or no address for it. */
    public static final int NO_ADDRESS = 1;

    /** Nobody listens. */
    public static final int NOBODY = 2;

    /** Not within the window. */
    public static final int TOO_LATE = 3;

    /** Not 200. */
    public static final int NOT_OK = 4;

    /** An answer that can not be applied: no object, a variable that is no text. */
    public static final int WRONG_ANSWER = 5;

    private final DingTalkPlatformConfig config;
    private final CardStore cards;
    private final CardCheck check;
    private final BotWay way;

    CardPresses(DingTalkPlatformConfig config, CardStore cards, CardCheck check, BotWay way) {
        this.config = config;
        this.cards = cards;
        this.check = check;
        this.way = way;
    }

    ClickResult press(DingTalkPerson person, ChatMessage message, ObjectNode action) {
        ObjectNode card = CardStore.card(message);
        CallbackAnswer answer = way.press(card, callback(person, message, action));
        return switch (answer.problem()) {
            case NOT_CONFIGURED -> ClickResult.failed(0, NO_ADDRESS);
            case NOT_CONNECTED -> ClickResult.failed(0, NOBODY);
            case TOO_LATE -> ClickResult.failed(0, TOO_LATE);
            case NONE -> judge(person, card, answer);
        };
    }

    /** The whole callback in clear. */
    String callback(DingTalkPerson person, ChatMessage message, ObjectNode action) {
        ObjectNode card = CardStore.card(message);
        ObjectNode content = Json.object().set("cardPrivateData", action);
        return Json.write(Json.object()
                .put("type", "actionCallback")
                .put("outTrackId", Json.text(card, "outTrackId"))
                .put("corpId", config.app().corpId())
                .put("userId", person.idFor(card))
                .put("userIdType", card.path("userIdType").asInt(1))
                .put("spaceType", "IM")
                .put("spaceId", message.chatId())
                .put("extension", "{}")
                .put("content", Json.write(content)));
    }

    private ClickResult judge(DingTalkPerson person, ObjectNode card, CallbackAnswer answer) {
        if (answer.status() != 200) {
            return ClickResult.failed(answer.status(), NOT_OK);
        }
        JsonNode body = answer.body().isBlank() ? Json.object() : Json.parse(answer.body());
        JsonNode shared = body.path("cardData").path("cardParamMap");
        JsonNode own = body.path("userPrivateData").path("cardParamMap");
        if (!body.isObject() || !fits(shared) || !fits(own)) {
            return ClickResult.failed(200, WRONG_ANSWER);
        }
        boolean changes = !shared.isEmpty() || !own.isEmpty();
        if (changes) {
            JsonNode options = body.path("cardUpdateOptions");
            String user = person.idFor(card);
            cards.change(
                    Json.text(card, "outTrackId"),
                    now -> CardStore.changed(
                            now,
                            shared.isEmpty() ? MissingNode.getInstance() : shared,
                            CardCheck.flag(options, "updateCardDataByKey"),
                            own.isEmpty() ? Map.of() : Map.of(user, own),
                            CardCheck.flag(options, "updatePrivateDataByKey")));
        }
        return new ClickResult(toast(shared), changes, 200, 0, null);
    }

    /** The event chain sees what the answer brought and nothing else. */
    private static @Nullable Toast toast(JsonNode shared) {
        String words = Json.text(shared, "toast");
        if (words.isBlank()) {
            return null;
        }
        return new Toast(Json.text(shared, "error_show").equals("true") ? "error" : "success", words);
    }

    private boolean fits(JsonNode variables) {
        try {
            check.variables(variables);
            return variables.isMissingNode() || variables.isNull() || variables.isObject();
        } catch (DingTalkRefusal refusal) {
            return false;
        }
    }
}
