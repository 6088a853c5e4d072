package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.FeishuGroup;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkGroup;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import java.util.List;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The group of each platform as each member's phone has it: on DingTalk a card may be for a few, so one member sees what
 * another does not. On the page such a chat is called like its member's private one, with {@link #SUFFIX} behind it.
 */
final class GroupChats {
    static final String SUFFIX = "#group";

    private static final String AT_BOT = "@" + FeishuPlatform.BOT_NAME;

    private final FeishuPlatform feishu;
    private final DingTalkPlatform dingTalk;
    private final PageShapes shapes;
    private final DingTalkShapes dingTalkShapes;
    private final PageWords words;

    GroupChats(
            FeishuPlatform feishu,
            DingTalkPlatform dingTalk,
            PageShapes shapes,
            DingTalkShapes dingTalkShapes,
            PageWords words) {
        this.feishu = feishu;
        this.dingTalk = dingTalk;
        this.shapes = shapes;
        this.dingTalkShapes = dingTalkShapes;
        this.words = words;
    }

    void mount(Routes routes) {
        routes.get("/simulator/api/group/messages", request -> {
            SimulatedPerson person = onFeishu(request.queryValue("person"));
            return ChatPage.of(
                    group(feishu.groups()).messages(), request, words, message -> shapes.message(person, message));
        });
        routes.get("/simulator/api/dingtalk/group/messages", request -> {
            DingTalkPerson person = onDingTalk(request.queryValue("person"));
            return ChatPage.of(
                    person.messagesIn(group(dingTalk.groups())),
                    request,
                    words,
                    message -> dingTalkShapes.message(person, message));
        });
        routes.post("/simulator/api/group/say", body -> {
            SimulatedPerson person = onFeishu(Json.text(body, "person"));
            return said(body, person.saysIn(group(feishu.groups()), text(body)));
        });
        routes.post("/simulator/api/dingtalk/group/say", body -> {
            DingTalkPerson person = onDingTalk(Json.text(body, "person"));
            return said(body, person.saysIn(group(dingTalk.groups()), text(body)));
        });
    }

    /** Every member's, for a page that comes. */
    ArrayNode shape() {
        ArrayNode all = Json.array();
        for (FeishuGroup group : feishu.groups()) {
            for (SimulatedPerson member : group.members()) {
                List<ChatMessage> chat = group.messages();
                ObjectNode shape = chat(
                        all,
                        member.name() + SUFFIX,
                        group.name(),
                        group.members().size(),
                        chat.size());
                chat.stream().reduce((first, last) -> last).ifPresent(last -> shape.set("last", shapes.last(last)));
            }
        }
        for (DingTalkGroup group : dingTalk.groups()) {
            for (DingTalkPerson member : group.members()) {
                List<ChatMessage> chat = member.messagesIn(group);
                ObjectNode shape =
                        chat(all, owner(member), group.name(), group.members().size(), chat.size());
                chat.stream()
                        .reduce((first, last) -> last)
                        .ifPresent(last -> shape.set("last", dingTalkShapes.last(member, last)));
            }
        }
        return all;
    }

    /** @param tell gets each member's chat by its name on the page, and the news in it */
    void news(FeishuGroup group, ChatMessage message, BiConsumer<String, ObjectNode> tell) {
        for (SimulatedPerson member : group.members()) {
            ObjectNode news = Json.object().set("message", shapes.message(member, message));
            tell.accept(
                    member.name() + SUFFIX, news.put("count", group.messages().size()));
        }
    }

    /** As the other; whoever is not to see the message is told nothing. */
    void news(DingTalkGroup group, ChatMessage message, BiConsumer<String, ObjectNode> tell) {
        for (DingTalkPerson member : group.members()) {
            List<ChatMessage> chat = member.messagesIn(group);
            if (chat.stream().anyMatch(seen -> seen.id().equals(message.id()))) {
                ObjectNode news = Json.object().set("message", dingTalkShapes.message(member, message));
                tell.accept(owner(member), news.put("count", chat.size()));
            }
        }
    }

    private static String owner(DingTalkPerson member) {
        return DingTalkShapes.PREFIX + member.name() + SUFFIX;
    }

    private static ObjectNode chat(ArrayNode all, String owner, String group, int members, int count) {
        return all.addObject()
                .put("name", owner)
                .put("group", group)
                .put("members", members)
                .put("count", count);
    }

    /** What the bot is not meant to hear has nowhere to be delivered to, and that is well. */
    private static ObjectNode said(JsonNode body, Delivery delivery) {
        boolean heard = Json.text(body, "text").contains(AT_BOT);
        return Json.object().put("heard", heard).put("delivered", !heard || delivery.delivered());
    }

    private String text(JsonNode body) {
        String text = Json.text(body, "text");
        if (text.isBlank()) {
            throw new ControlRefusal(400, words.say("no-text"));
        }
        return text;
    }

    private <G> G group(List<G> groups) {
        return groups.stream().findFirst().orElseThrow(() -> new ControlRefusal(404, words.say("no-group")));
    }

    private SimulatedPerson onFeishu(String name) {
        return PageReads.person(feishu.people(), words, name);
    }

    private DingTalkPerson onDingTalk(String name) {
        return PageReads.person(dingTalk.people(), words, name);
    }
}
