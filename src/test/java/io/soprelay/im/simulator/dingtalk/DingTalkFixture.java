package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.MovableTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A started platform with two people, a bot on the Stream and a client; time stands still unless the test moves it. */
abstract class DingTalkFixture {
    final MovableTime time = new MovableTime();
    DingTalkPlatform dingTalk = new DingTalkPlatform(config());
    Calls calls = new Calls(dingTalk);
    DingTalkPerson wang = dingTalk.addPerson("销售小王", "13800000001");
    DingTalkPerson li = dingTalk.addPerson("库管小李", "13800000002");
    StreamBot bot;

    /** The app under test; a class about limits says so itself. */
    DingTalkPlatformConfig config() {
        return DingTalkPlatformConfig.random()
                .withClocks(time, time)
                .withLimits(DingTalkPlatformConfig.Limits.none())
                .withWaits(new DingTalkPlatformConfig.Waits(
                        Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(60)));
    }

    @BeforeEach
    void start() {
        dingTalk.start();
        bot = StreamBot.connect(dingTalk);
    }

    @AfterEach
    void stop() {
        bot.close();
        dingTalk.close();
    }

    /** The variables of a task card with a form and two buttons. */
    static Map<String, String> task() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("title", "完成发货");
        variables.put("status", "open");
        variables.put("subtitle", "甲公司 FH-20261122-0007");
        variables.put("block1", "**今天 18:00 前**\n> 客户在等\n![回执](@img_v3_1)");
        variables.put("block2", "");
        variables.put("list", "[{\"label\":\"客户\",\"value\":\"甲公司\"},{\"label\":\"数量\",\"value\":\"10\"}]");
        variables.put("error", "");
        variables.put("error_show", "false");
        variables.put("form_show", "true");
        variables.put("form_status", "normal");
        variables.put("form_submit", "完成任务");
        variables.put("form_param", "{\"action\":\"complete\",\"item\":\"ship\"}");
        variables.put("form", """
                {"fields":[
                 {"name":"number","label":"物流单号","type":"TEXT","required":true},
                 {"name":"note","label":"备注","type":"TEXT_AREA"}]}""");
        variables.put("b1_text", "求助");
        variables.put("b1_style", "default");
        variables.put("b1_show", "true");
        variables.put("b1_param", "{\"action\":\"help\"}");
        variables.put("b2_text", "转交");
        variables.put("b2_show", "false");
        variables.put("toast", "");
        variables.put("template_version", "1");
        return variables;
    }
}
