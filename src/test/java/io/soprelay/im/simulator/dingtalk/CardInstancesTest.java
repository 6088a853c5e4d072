package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Json;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Create, deliver and update: what DingTalk takes, what it refuses, and what a phone then shows. */
class CardInstancesTest extends DingTalkFixture {
    private static final String CREATE = "/v1.0/card/instances/createAndDeliver";

    @Test
    void a_card_shows_what_its_variables_say() {
        Calls.Answer answer = calls.card(li, "task-1", task());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/result/deliverResults/0/success").asBoolean())
                .isTrue();
        assertThat(answer.json().at("/result/outTrackId").asString()).isEqualTo("task-1");
        DingTalkCard card = li.latestCard();
        assertThat(card.messageId()).isEqualTo("task-1");
        assertThat(card.title()).isEqualTo("完成发货");
        assertThat(card.face().status()).isEqualTo("open");
        assertThat(card.summary()).isEqualTo("新任务");
        assertThat(card.texts()).contains("甲公司 FH-20261122-0007", "客户：甲公司", "物流单号", "备注");
        assertThat(card.face().blocks().getFirst()).contains("今天 18:00 前").doesNotContain("**");
        assertThat(card.pictures()).containsExactly("@img_v3_1");
        assertThat(card.buttons()).containsExactly("完成任务", "求助");
        assertThat(wang.cards()).isEmpty();
    }

    @Test
    void the_error_line_is_seen_only_when_it_is_switched_on() {
        calls.card(li, "task-1", task());
        calls.update("task-1", Map.of("error", "请填写物流单号"), true);
        assertThat(li.latestCard().texts()).doesNotContain("请填写物流单号");

        calls.update("task-1", Map.of("error_show", "true"), true);
        assertThat(li.latestCard().face().error()).isEqualTo("请填写物流单号");
    }

    @Test
    void an_update_without_the_flag_wipes_every_other_variable() {
        calls.card(li, "task-1", task());

        assertThat(calls.update("task-1", Map.of("status", "done"), true)
                        .json()
                        .path("result")
                        .asBoolean())
                .isTrue();
        assertThat(li.latestCard().title()).isEqualTo("完成发货");
        assertThat(li.latestCard().revision()).isEqualTo(2);

        calls.update("task-1", Map.of("status", "done"), false);
        assertThat(li.latestCard().title()).isEmpty();
        assertThat(li.latestCard().face().status()).isEqualTo("done");
    }

    @Test
    void private_variables_go_before_public_ones_for_their_person_only() {
        ObjectNode body = calls.cardBody(li, "task-1", task());
        body.withObjectProperty("privateData")
                .putObject(li.userId())
                .putObject("cardParamMap")
                .put("title", "你的发货");
        calls.post(CREATE, body);

        assertThat(li.latestCard().title()).isEqualTo("你的发货");
        assertThat(wang.cardIn("task-1").title()).isEqualTo("完成发货");
    }

    @Test
    void an_id_is_one_card_for_ever() {
        calls.card(li, "task-1", task());

        assertThat(calls.card(li, "task-1", task()).code()).isEqualTo("param.cardAlreadyExist");
        assertThat(calls.card(wang, "task-1", task()).code()).isEqualTo("param.cardAlreadyExist");
        assertThat(li.cards()).hasSize(1);
        assertThat(calls.update("task-2", Map.of("status", "done"), true).code())
                .isEqualTo("param.cardNotExist");
    }

    @Test
    void who_can_not_be_reached_is_told_in_the_result_of_the_space() {
        dingTalk.reachable(li, false);

        Calls.Answer answer = calls.card(li, "task-1", task());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/result/deliverResults/0/success").asBoolean())
                .isFalse();
        assertThat(answer.json().at("/result/deliverResults/0/errorMsg").asString())
                .isNotEmpty();
        assertThat(li.cards()).isEmpty();
        assertThat(calls.card(li, "task-1", task()).code())
                .as("the card exists, though nobody has it")
                .isEqualTo("param.cardAlreadyExist");
        dingTalk.reachable(li, true);
        assertThat(calls.post("/v1.0/card/instances/deliver", calls.cardBody(li, "task-1", Map.of()))
                        .json()
                        .at("/result/0/success")
                        .asBoolean())
                .isTrue();
        assertThat(li.latestCard().title()).isEqualTo("完成发货");
    }

    @Test
    void every_value_is_a_string_and_no_key_is_long() {
        ObjectNode body = calls.cardBody(li, "task-1", task());
        body.withObjectProperty("cardData").withObjectProperty("cardParamMap").put("count", 3);
        assertThat(calls.post(CREATE, body).status()).isEqualTo(400);

        assertThat(calls.card(li, "task-1", Map.of("k".repeat(101), "v")).status())
                .isEqualTo(400);
        assertThat(calls.card(li, "task-1", Map.of("k".repeat(100), "v")).status())
                .isEqualTo(200);
    }

    @Test
    void what_is_missing_has_a_code_of_its_own() {
        assertThat(refused(body -> body.put("outTrackId", ""))).isEqualTo("param.outTrackIdEmpty");
        assertThat(refused(body -> body.put("cardTemplateId", ""))).isEqualTo("param.cardTemplateIdEmpty");
        assertThat(refused(body -> body.put("cardTemplateId", "x.schema"))).isEqualTo("param.templateNotExist");
        assertThat(refused(body -> body.put("openSpaceId", "li"))).isEqualTo("param.openSpaceIdInvalid");
        assertThat(refused(body -> body.remove("imRobotOpenSpaceModel"))).isEqualTo("param.openSpaceModelInvalid");
        assertThat(refused(body -> body.remove("imRobotOpenDeliverModel"))).isEqualTo("param.openDeliverModelEmpty");
        assertThat(refused(body ->
                        body.withObjectProperty("imRobotOpenDeliverModel").put("spaceType", "IM_GROUP")))
                .isEqualTo("param.openDeliverModelError");
        assertThat(refused(body -> body.remove("cardData"))).isEqualTo("param.cardPublicDataEmpty");
        assertThat(calls.update("task-1", Map.of(), true).code()).isEqualTo("param.cardDataAndPrivateDataBothEmpty");
    }

    @Test
    void a_draft_template_and_unsafe_words_are_refused() {
        dingTalk.published(dingTalk.config().templateId(), false);
        assertThat(calls.card(li, "task-1", task()).code()).isEqualTo("param.templateUnpublished");
        dingTalk.published(dingTalk.config().templateId(), true);
        dingTalk.faults().on(DingTalkFaults.Kind.TEMPLATE_UNPUBLISHED, OptionalInt.empty());
        assertThat(calls.card(li, "task-1", task()).code()).isEqualTo("param.templateUnpublished");
        assertThat(dingTalk.published(dingTalk.config().templateId())).isFalse();
        dingTalk.faults().clear();
        assertThat(dingTalk.published(dingTalk.config().templateId())).isTrue();

        assertThat(calls.card(li, "task-1", Map.of("title", "卖" + DingTalkPlatform.UNSAFE_WORD))
                        .code())
                .isEqualTo("param.contentUnsafe");
        calls.card(li, "task-1", task());
        assertThat(calls.update("task-1", Map.of("title", DingTalkPlatform.UNSAFE_WORD), true)
                        .code())
                .isEqualTo("param.contentUnsafe");
        assertThat(li.latestCard().title()).isEqualTo("完成发货");
    }

    @Test
    void a_group_card_is_seen_by_those_it_is_for() {
        DingTalkGroup group = dingTalk.addGroup("发货群", wang, li);
        ObjectNode body = calls.cardBody(li, "group-1", task());
        body.put("openSpaceId", "dtv1.card//IM_GROUP." + group.conversationId());
        body.putObject("imGroupOpenSpaceModel").put("supportForward", false);
        body.putObject("imGroupOpenDeliverModel")
                .put("robotCode", dingTalk.config().app().robotCode())
                .putArray("recipients")
                .add(li.userId());

        assertThat(calls.post(CREATE, body)
                        .json()
                        .at("/result/deliverResults/0/success")
                        .asBoolean())
                .isTrue();
        assertThat(li.cardsIn(group)).hasSize(1);
        assertThat(wang.cardsIn(group)).isEmpty();
        assertThat(li.cards()).isEmpty();
    }

    @Test
    void a_built_in_template_shows_its_markdown() {
        ObjectNode body = calls.cardBody(li, "plain-1", Map.of("title", "通知", "markdown", "**明天**放假"));
        body.put("cardTemplateId", CardCheck.PLAIN_MARKDOWN);
        calls.post(CREATE, body);

        assertThat(li.latestCard().text()).isEqualTo("通知\n明天放假");
        assertThat(li.latestCard().buttons()).isEmpty();
    }

    private String refused(Consumer<ObjectNode> damage) {
        ObjectNode body = calls.cardBody(li, "task-x", task());
        damage.accept(body);
        Calls.Answer answer = calls.post(CREATE, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.text(answer.json(), "requestid")).isNotEmpty();
        return answer.code();
    }
}
