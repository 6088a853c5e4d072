package io.soprelay.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Words of the platforms' calls, and JSON made of them by chance. */
public final class CallbackWords {
    private static final int DEPTH_MAX = 24;

    public static final List<String> FEISHU = List.of(
            "\"schema\":\"2.0\"",
            "header",
            "event",
            "event_id",
            "token",
            "v_token",
            "create_time",
            "event_type",
            "im.message.receive_v1",
            "card.action.trigger",
            "application.bot.menu_v6",
            "im.chat.access_event.bot_p2p_chat_entered_v1",
            "tenant_key",
            "t_1",
            "app_id",
            "cli_a1",
            "operator",
            "operator_id",
            "open_id",
            "ou_li",
            "action",
            "value",
            "form_value",
            "context",
            "open_message_id",
            "message",
            "message_id",
            "message_type",
            "content",
            "{\\\"text\\\":\\\"/todo\\\"}",
            "{\\\"file_key\\\":\\\"f\\\",\\\"file_name\\\":\\\"x.exe\\\"}",
            "mentions",
            "@_user_1",
            "sender",
            "sender_id",
            "user",
            "p2p",
            "group",
            "challenge",
            "url_verification",
            "encrypt",
            "1763798400000",
            "2026-05-01 09:30 +0800");

    public static final List<String> DINGTALK = List.of(
            "msgtype",
            "text",
            "content",
            "msgId",
            "createAt",
            "conversationType",
            "conversationId",
            "senderStaffId",
            "chatbotCorpId",
            "dingcorp",
            "corpId",
            "outTrackId",
            "userId",
            "userIdType",
            "cardPrivateData",
            "actionIds",
            "params",
            "param",
            "form",
            "current_form",
            "fields",
            "name",
            "type",
            "TEXT",
            "hidden",
            "defaultValue",
            "index",
            "value",
            "errCode",
            "20001",
            "EventType",
            "check_url",
            "encrypt",
            "picture",
            "richText",
            "file",
            "audio",
            "downloadCode",
            "fileName",
            "{\\\"action\\\":\\\"task.complete\\\"}",
            "1763798400123");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "123456789012345678901234567890",
            "1763798400123",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[]",
            "{}");

    private CallbackWords() {}

    /** An object of such words; now and then deeper than any real one. */
    public static String object(RandomGenerator random, List<String> words, int depth) {
        StringBuilder json = new StringBuilder("{");
        int parts = random.nextInt(7);
        for (int i = 0; i < parts; i++) {
            String key = words.get(random.nextInt(words.size())).replaceAll("[\"\\\\{}:]", "");
            json.append(i == 0 ? "" : ",").append('"').append(key).append("\":");
            json.append(value(random, words, depth + 1));
        }
        return json.append('}').toString();
    }

    private static String value(RandomGenerator random, List<String> words, int depth) {
        int kind = random.nextInt(depth > DEPTH_MAX ? 2 : 5);
        return switch (kind) {
            case 0 -> VALUES.get(random.nextInt(VALUES.size()));
            case 1, 2 ->
                "\"" + words.get(random.nextInt(words.size())).replace("\\", "").replace("\"", "\\\"") + "\"";
            case 3 -> "[" + value(random, words, depth + 1) + "," + value(random, words, depth + 1) + "]";
            default -> object(random, words, depth + 1);
        };
    }
}
