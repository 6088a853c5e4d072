package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** What DingTalk checks of card variables and templates. */
final class CardCheck {
    static final String PLAIN_MARKDOWN = "589420e2-c1e2-46ef-a5ed-b8728e654da9.schema";
    static final String MARKDOWN_WITH_LINKS = "1366a1eb-bc54-4859-ac88-517c56a9acb1.schema";
    /** Buttons without an imported template. */
    static final String WITH_REQUEST_BUTTONS = "382e4302-551d-4880-bf29-a30acfab2e71.schema";

    static final Set<String> BUILT_IN = Set.of(PLAIN_MARKDOWN, MARKDOWN_WITH_LINKS, WITH_REQUEST_BUTTONS);
    private static final int KEY_BYTES_MAX = 100;

    private final DingTalkPlatformConfig config;
    private final DingTalkFaults faults;
    private final Set<String> drafts = ConcurrentHashMap.newKeySet();

    CardCheck(DingTalkPlatformConfig config, DingTalkFaults faults) {
        this.config = config;
        this.faults = faults;
    }

    /** Makes a template a draft, or publishes it again. */
    void publish(String id, boolean yes) {
        if (yes) {
            drafts.remove(id);
        } else {
            drafts.add(id);
        }
    }

    /** Is it one of the app's, and no draft? */
    boolean published(String id) {
        return config.templates().contains(id) && !isDraft(id);
    }

    private boolean isDraft(String id) {
        boolean all = faults.isOn(DingTalkFaults.Kind.TEMPLATE_UNPUBLISHED);
        return drafts.contains(id) || (all && config.templates().contains(id));
    }

    static DingTalkRefusal unsafe() {
        return new DingTalkRefusal("param.contentUnsafe", "卡片内容包含敏感信息");
    }

    static DingTalkRefusal noCard() {
        return new DingTalkRefusal("param.cardNotExist", "卡片不存在");
    }

    void template(String id) {
        if (id.isEmpty()) {
            throw new DingTalkRefusal("param.cardTemplateIdEmpty", "卡片模板ID为空");
        }
        if (isDraft(id)) {
            throw new DingTalkRefusal("param.templateUnpublished", "卡片模板未发布");
        }
        if (!config.templates().contains(id) && !BUILT_IN.contains(id)) {
            throw new DingTalkRefusal("param.templateNotExist", "卡片模板不存在");
        }
    }

    /**
     * Strings only, keys of at most 100 bytes, nothing moderation takes offence at. DingTalk itself shows a value of
     * another type wrongly instead of refusing it, which nobody would notice in a test.
     */
    void variables(JsonNode variables) {
        for (Map.Entry<String, JsonNode> variable : variables.properties()) {
            String name = variable.getKey();
            if (name.getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
                throw new DingTalkRefusal("param.cardDataInvalid", "key is longer than 100 bytes: " + name);
            }
            if (!variable.getValue().isString()) {
                throw new DingTalkRefusal(
                        "param.cardDataInvalid", "every cardParamMap value must be a string, but not so: " + name);
            }
            String value = variable.getValue().asString("");
            if (value.getBytes(StandardCharsets.UTF_8).length > config.limits().valueBytesMax()) {
                throw new DingTalkRefusal("param.cardDataInvalid", "value is too long: " + name);
            }
            if (value.contains(DingTalkPlatform.UNSAFE_WORD)) {
                throw unsafe();
            }
        }
    }

    /** {@code privateData} as sent, by user. */
    Map<String, JsonNode> own(JsonNode privateData) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> user : privateData.properties()) {
            JsonNode variables = user.getValue().path("cardParamMap");
            variables(variables);
            own.put(user.getKey(), variables);
        }
        return own;
    }

    static boolean flag(JsonNode options, String name) {
        return options.path(name).asBoolean(false);
    }

    static String need(JsonNode body, String name, String refusal) {
        String value = Json.text(body, name);
        if (value.isBlank()) {
            throw new DingTalkRefusal(refusal, name + " is empty");
        }
        return value;
    }
}
