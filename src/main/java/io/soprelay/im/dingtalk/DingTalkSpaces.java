package io.soprelay.im.dingtalk;

import io.soprelay.im.Account;
import io.soprelay.im.GroupChat;
import io.soprelay.im.Recipient;
import io.soprelay.settings.DingTalkSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bodies of the calls that make, deliver and change a card in the chat of one person with the bot or in a group. Thread safe. */
final class DingTalkSpaces {
    private static final int BY_USER_ID = 1;

    private final DingTalkSettings settings;
    private final String templateId;

    DingTalkSpaces(DingTalkSettings settings, String templateId) {
        this.settings = settings;
        this.templateId = templateId;
    }

    Map<String, Object> createAndDeliver(
            Recipient to, String outTrackId, Map<String, String> variables, String summary) {
        String line = DingTalkText.plain(summary);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("cardTemplateId", templateId);
        body.put("outTrackId", outTrackId);
        body.put("userIdType", BY_USER_ID);
        body.put("callbackType", settings.isHttp() ? "HTTP" : "STREAM");
        if (settings.isHttp()) {
            body.put("callbackRouteKey", settings.clientId());
        }
        body.put("cardData", Map.of("cardParamMap", variables));
        body.put("openSpaceId", spaceOf(to));
        body.put(
                "imRobotOpenSpaceModel",
                Map.of(
                        "supportForward",
                        false,
                        "lastMessageI18n",
                        Map.of("ZH_CN", line, "EN_US", line),
                        "notification",
                        Map.of("alertContent", line, "notificationOff", false)));
        deliverModel(to, body);
        // The platform's own samples send this one always, whichever chat the card goes to.
        body.put("imGroupOpenSpaceModel", Map.of("supportForward", false));
        return body;
    }

    Map<String, Object> deliver(Recipient to, String outTrackId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outTrackId", outTrackId);
        body.put("userIdType", BY_USER_ID);
        body.put("openSpaceId", spaceOf(to));
        deliverModel(to, body);
        return body;
    }

    /** By key, always: otherwise every variable that is not sent would vanish. */
    static Map<String, Object> update(String outTrackId, Map<String, String> variables) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("outTrackId", outTrackId);
        body.put("userIdType", BY_USER_ID);
        body.put("cardData", Map.of("cardParamMap", variables));
        body.put("cardUpdateOptions", Map.of("updateCardDataByKey", true, "updatePrivateDataByKey", true));
        return body;
    }

    private void deliverModel(Recipient to, Map<String, Object> body) {
        switch (to) {
            case Account person ->
                body.put("imRobotOpenDeliverModel", Map.of("spaceType", "IM_ROBOT", "robotCode", settings.robotCode()));
            case GroupChat group -> body.put("imGroupOpenDeliverModel", Map.of("robotCode", settings.robotCode()));
        }
    }

    private static String spaceOf(Recipient to) {
        return switch (to) {
            case Account person -> "dtv1.card//IM_ROBOT." + person.id();
            case GroupChat group -> "dtv1.card//IM_GROUP." + group.id();
        };
    }
}
