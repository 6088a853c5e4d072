package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.ClickResult;
import io.soprelay.im.simulator.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The form component: what it shows, keeps, checks, forgets and sends. */
class FormsTest extends DingTalkFixture {
    private static final String FORM = """
            {"fields":[
             {"name":"task","type":"TEXT","hidden":true,"defaultValue":"ship"},
             {"name":"customer","label":"客户","type":"TEXT","readOnly":true,"defaultValue":"甲公司"},
             {"name":"number","label":"物流单号","type":"TEXT","required":true,"requiredMsg":"请填写"},
             {"name":"note","label":"备注","type":"TEXT_AREA"},
             {"name":"count","label":"数量","type":"NUMBER"},
             {"name":"state","label":"状态","type":"SELECT",
              "options":[{"value":"ok","text":"完好"},{"value":"bad","text":"破损"}]},
             {"name":"parts","label":"部件","type":"MULTI_SELECT",
              "options":[{"value":"1","text":"主机"},{"value":"2","text":"电源"},{"value":"3","text":"网线"}]},
             {"name":"way","label":"方式","type":"CHECKBOX_GROUP","options":[{"value":"sf","text":"顺丰"}]},
             {"name":"seen","label":"检查","type":"MULTI_CHECKBOX_GROUP",
              "options":[{"value":"a","text":"外观"},{"value":"b","text":"数量"}]},
             {"name":"sealed","label":"已封箱","type":"SWITCH","required":true},
             {"name":"day","label":"发货日","type":"DATE"},
             {"name":"at","label":"发货时间","type":"DATETIME"},
             {"name":"tags","label":"标签","type":"TEXT_ARRAY"}]}""";

    @Test
    void each_type_is_sent_in_its_own_shape_and_what_is_empty_is_left_out() {
        send();
        li.latestCard()
                .fill("物流单号", "SF1")
                .fill("数量", "12.5")
                .fill("状态", "破损")
                .fill("部件", "电源、网线")
                .fill("方式", "顺丰")
                .fill("检查", "外观")
                .fill("已封箱", "true")
                .fill("发货日", "2026-11-22")
                .fill("发货时间", "2026-11-22 16:03")
                .fill("标签", "急，易碎");

        assertThat(li.latestCard().press("完成任务").answered()).isTrue();

        assertThat(bot.pressed().path("actionIds").path(0).asString()).isEqualTo("form");
        JsonNode params = bot.pressed().path("params");
        assertThat(params.path("form")).isEqualTo(Json.parse("""
                {"task":"ship","customer":"甲公司","number":"SF1","count":12.5,"state":{"index":1,"value":"bad"},
                 "parts":{"index":[1,2],"value":["2","3"]},"way":"sf","seen":["a"],"sealed":true,
                 "day":"2026-11-22","at":"2026-11-22 16:03","tags":["急","易碎"]}"""));
        assertThat(params.path("current_form")).isEqualTo(Json.parse(FORM));
        assertThat(Json.text(params, "param")).isEqualTo("{\"action\":\"complete\",\"item\":\"ship\"}");
    }

    @Test
    void untouched_fields_and_ticks_are_absent_and_hidden_ones_come_back() {
        send();
        li.latestCard().fill("物流单号", "SF1").press("完成任务");

        assertThat(bot.pressed().path("params").path("form"))
                .isEqualTo(Json.parse("{\"task\":\"ship\",\"customer\":\"甲公司\",\"number\":\"SF1\"}"));
    }

    @Test
    void a_number_that_is_not_written_as_one_is_sent_as_text() {
        send();
        li.latestCard().fill("物流单号", "SF1").fill("数量", "010").press("完成任务");

        assertThat(bot.pressed().at("/params/form/count").isString()).isTrue();
        assertThat(bot.pressed().at("/params/form/count").asString()).isEqualTo("010");
    }

    @Test
    void the_app_stops_a_submit_without_a_required_field_but_not_without_a_tick() {
        send();
        ClickResult stopped = li.latestCard().press("完成任务");
        assertThat(stopped.blocked()).contains("物流单号").doesNotContain("已封箱");
        assertThat(bot.pushes()).isEmpty();

        assertThat(li.latestCard().fill("物流单号", "SF1").press("完成任务").answered()).isTrue();
    }

    @Test
    void other_buttons_send_no_values() {
        send();
        li.latestCard().fill("物流单号", "SF1").press("求助");

        assertThat(bot.pressed().path("params").has("form")).isFalse();
        assertThat(li.latestCard().valueOf("物流单号")).isEqualTo("SF1");
    }

    @Test
    void defaults_are_shown_sent_and_can_be_emptied() {
        send("""
                {"fields":[{"name":"state","label":"状态","type":"SELECT","defaultValue":{"index":0,"value":"ok"},
                  "options":[{"value":"ok","text":"完好"}]},
                 {"name":"note","label":"备注","type":"TEXT","defaultValue":"轻放"}]}""");
        assertThat(li.latestCard().valueOf("状态")).isEqualTo("完好");
        assertThat(li.latestCard().valueOf("备注")).isEqualTo("轻放");

        li.latestCard().fill("备注", "").press("完成任务");

        assertThat(bot.pressed().at("/params/form"))
                .isEqualTo(Json.parse("{\"state\":{\"index\":0,\"value\":\"ok\"}}"));
    }

    @Test
    void another_conversation_resets_the_form_and_so_does_any_change_of_the_card() {
        DingTalkGroup group = dingTalk.addGroup("发货群", wang, li);
        send();
        li.latestCard().fill("物流单号", "SF1");
        li.says("在吗");
        assertThat(li.cards().getFirst().valueOf("物流单号")).isEqualTo("SF1");
        li.looksAt(group);
        assertThat(li.latestCard().valueOf("物流单号")).isEmpty();

        li.latestCard().fill("物流单号", "SF2");
        calls.update("task-1", Map.of("subtitle", "新的"), true);
        assertThat(li.latestCard().valueOf("物流单号")).isEmpty();
    }

    @Test
    void a_disabled_form_can_be_read_and_nothing_else() {
        send();
        calls.update("task-1", Map.of("form_status", "disabled"), true);

        assertThat(li.latestCard().buttons()).containsExactly("求助");
        assertThat(li.latestCard().press("完成任务").blocked()).isNotEmpty();
        assertThatThrownBy(() -> li.latestCard().fill("物流单号", "SF1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_a_field_can_not_hold_is_refused_by_its_name() {
        send();
        assertThatThrownBy(() -> li.latestCard().fill("状态", "丢失"))
                .hasMessageContaining("状态")
                .hasMessageContaining("破损");
        assertThatThrownBy(() -> li.latestCard().fill("发货日", "昨天")).hasMessageContaining("yyyy-MM-dd");
        assertThatThrownBy(() -> li.latestCard().fill("客户", "乙公司")).hasMessageContaining("can not be changed");
        assertThatThrownBy(() -> li.latestCard().fill("task", "x")).hasMessageContaining("no single control");
        assertThat(li.latestCard().controls()).containsEntry("物流单号", "number").doesNotContainKey("客户");
    }

    private void send() {
        send(FORM);
    }

    private void send(String form) {
        Map<String, String> variables = task();
        variables.put("form", form);
        calls.card(li, "task-1", variables);
    }
}
