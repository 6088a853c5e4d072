package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Calls;
import io.soprelay.im.simulator.ChatMessage;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.SampleCards;
import io.soprelay.im.simulator.WireLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PhoneActsTest {
    @TempDir
    Path data;

    private Desk desk;

    @BeforeEach
    void start() {
        desk = new Desk(data);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void a_text_goes_to_the_bot_and_stays_in_the_chat() {
        JsonNode said = desk.post("say", "{'person':'库管小李','text':'@销售小王 好'}").json();
        assertThat(said.path("delivered").asBoolean()).isTrue();
        assertThat(said.path("status").asInt()).isEqualTo(200);
        JsonNode chat = desk.get("/simulator/api/messages?person=" + li()).json();
        assertThat(chat.path("messages").get(0).path("content").path("text").asString())
                .isEqualTo("@销售小王 好");
        assertThat(chat.path("messages").get(0).path("mine").asBoolean()).isTrue();
        assertThat(chat.path("more").asBoolean()).isFalse();
        assertThat(lastEvent()
                        .path("message")
                        .path("mentions")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("销售小王");
    }

    @Test
    void texts_pictures_and_files_can_answer_any_message_of_the_chat() {
        String id = desk.li().says("一").messageId();
        desk.post("say", "{'person':'库管小李','text':'二','replyTo':'" + id + "'}");
        String picture = Base64.getEncoder().encodeToString(Calls.PNG);
        desk.post("picture", "{'person':'库管小李','base64':'" + picture + "','replyTo':'" + id + "'}");
        String file = Base64.getEncoder().encodeToString("%PDF".getBytes(StandardCharsets.US_ASCII));
        desk.post("file", "{'person':'库管小李','base64':'" + file + "','fileName':'验收单.pdf','replyTo':'" + id + "'}");
        List<ChatMessage> chat = desk.li().messages();
        assertThat(chat).extracting(ChatMessage::type).containsExactly("text", "text", "image", "file");
        assertThat(chat.subList(1, 4)).extracting(ChatMessage::parentId).containsOnly(id);
        assertThat(lastEvent().path("message").path("content").asString()).contains("验收单.pdf");
        String key = Json.text(Json.parse(chat.get(2).content()), "image_key");
        Desk.Answer shown = desk.get("/simulator/media?key=" + key);
        assertThat(shown.raw().body()).isEqualTo(Calls.PNG);
        assertThat(shown.header("content-type")).isEqualTo("image/png");
        assertThat(shown.header("content-security-policy")).isEqualTo("sandbox");
        assertThat(shown.header("x-content-type-options")).isEqualTo("nosniff");
    }

    @Test
    void a_photo_of_ten_megabytes_is_taken_and_a_larger_one_is_not() {
        byte[] photo = Arrays.copyOf(Calls.PNG, 10 * 1024 * 1024);
        assertThat(picture(photo).status()).isEqualTo(200);
        Desk.Answer larger = picture(Arrays.copyOf(Calls.PNG, 10 * 1024 * 1024 + 1));
        assertThat(larger.status()).isEqualTo(413);
        assertThat(larger.problem()).isEqualTo("太大了，最多 10 MB。缩小一点再发。");
        assertThat(picture(new byte[13 * 1024 * 1024]).status()).isEqualTo(413);
        Desk.Answer notEvenRead = picture(new byte[31_000_000]);
        assertThat(notEvenRead.status()).isEqualTo(413);
        assertThat(notEvenRead.problem()).isEqualTo("太大了，最多 10 MB。缩小一点再发。");
        assertThat(desk.li().messages()).hasSize(1);
    }

    @Test
    void opening_the_chat_and_the_menu_reach_the_bot() {
        assertThat(desk.post("open", "{'person':'库管小李'}")
                        .json()
                        .path("delivered")
                        .asBoolean())
                .isTrue();
        assertThat(desk.post("menu", "{'person':'库管小李','key':'todo'}")
                        .json()
                        .path("delivered")
                        .asBoolean())
                .isTrue();
        assertThat(lastEvent().path("event_key").asString()).isEqualTo("todo");
    }

    @Test
    void a_press_sends_what_the_app_holds_by_the_names_of_the_controls() {
        String id = desk.calls().sendCard(desk.li(), SampleCards.shippingForm()).messageId();
        JsonNode pressed = desk.post(
                        "press",
                        "{'person':'库管小李','messageId':'" + id + "','revision':1,'button':'完成任务','name':'complete',"
                                + "'values':{'f_time':'2026-05-01 09:30','f_number':'SF1','f_carrier':'db'}}")
                .json();
        assertThat(pressed.path("errorCode").asInt()).isZero();
        assertThat(pressed.path("blocked").asString()).isEmpty();
        assertThat(pressed.path("cardChanged").asBoolean()).isFalse();
        assertThat(pressed.path("millis").isIntegralNumber()).isTrue();
        assertThat(lastEvent().path("action").path("form_value").toString())
                .isEqualTo("{\"f_time\":\"2026-05-01 09:30 +0800\",\"f_number\":\"SF1\",\"f_carrier\":\"db\"}");
    }

    @Test
    void the_phone_still_checks_what_feishu_checks_before_it_sends() {
        String id = desk.calls().sendCard(desk.li(), SampleCards.shippingForm()).messageId();
        String press = "{'person':'库管小李','messageId':'" + id + "','revision':1,'button':'完成任务','values':%s}";
        assertThat(desk.post("press", press.formatted("{}"))
                        .json()
                        .path("blocked")
                        .asString())
                .startsWith("还没填：实际发货时间");
    }

    @Test
    void what_a_card_does_not_have_is_told_with_what_it_has() {
        String id = desk.calls().sendCard(desk.li(), SampleCards.shippingForm()).messageId();
        String press = "{'person':'库管小李','messageId':'" + id + "','button':'%s','values':%s}";
        assertThat(desk.post("press", press.formatted("起飞", "{}")).problem())
                .matches("卡片“.+”上没有“起飞”这个按钮，有的是：.*完成任务.*。看看最新的卡片再点。");
        assertThat(desk.post("press", press.formatted("完成任务", "{'f_carrier':'none'}"))
                        .problem())
                .matches("“.+”里选不到“none”，能选的是：.*db.*。");
        Desk.Answer unfit = desk.post("press", press.formatted("完成任务", "{'f_time':'tomorrow'}"));
        assertThat(unfit.status()).isEqualTo(400);
        assertThat(unfit.problem()).matches("“.+”里放不下“tomorrow”，要写成 2026-05-01 09:30 这样。");
        assertThat(unfit.json().path("detail").asString())
                .as("for the author of a page")
                .contains("can not hold 'tomorrow'");
        assertThat(desk.post("choose", "{'person':'库管小李','messageId':'" + id + "','name':'x','value':'1'}")
                        .problem())
                .matches("卡片“.+”上没有“x”这一项，有的是：.+。看看最新的卡片再填。");
        assertThat(desk.feishu().wireLog().calls("/callbacks/feishu")).isEmpty();
    }

    @Test
    void a_thumb_on_its_way_presses_the_card_as_it_was() {
        String id = desk.calls()
                .sendCard(desk.li(), SampleCards.card(SampleCards.button("求助", "help")))
                .messageId();
        desk.calls().update(id, SampleCards.card(SampleCards.button("收下", "take")));
        String press = "{'person':'库管小李','messageId':'" + id + "','revision':%d,'button':'%s'}";
        assertThat(desk.post("press", press.formatted(1, "求助")).status()).isEqualTo(200);
        assertThat(lastEvent().path("action").path("value").path("action").asString())
                .isEqualTo("help");
        assertThat(desk.post("press", press.formatted(2, "收下")).status()).isEqualTo(200);
        Desk.Answer unknown = desk.post("press", press.formatted(7, "收下"));
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.problem()).isEqualTo("这张卡片刚变过，看看新的再点。");
    }

    @Test
    void a_control_outside_a_form_sends_at_once() {
        String picker = """
                {"tag":"select_static","name":"who","options":[{"text":{"tag":"plain_text","content":"一"},"value":"1"}],
                 "behaviors":[{"type":"callback","value":{"action":"pick"}}]}""";
        String id = desk.calls().sendCard(desk.li(), SampleCards.card(picker)).messageId();
        String choose = "{'person':'库管小李','messageId':'" + id + "','name':'who','value':'%s'}";
        assertThat(desk.post("choose", choose.formatted("1"))
                        .json()
                        .path("errorCode")
                        .asInt())
                .isZero();
        assertThat(lastEvent().path("action").path("option").asString()).isEqualTo("1");
        assertThat(desk.post("choose", choose.formatted("2")).status()).isEqualTo(400);
    }

    @Test
    void older_messages_come_page_by_page() {
        for (int i = 1; i <= 90; i++) {
            desk.li().says(Integer.toString(i));
        }
        JsonNode newest = desk.get("/simulator/api/messages?person=" + li()).json();
        assertThat(texts(newest)).hasSize(40).startsWith("51").endsWith("90");
        assertThat(newest.path("more").asBoolean()).isTrue();
        JsonNode older = before(newest, 40);
        assertThat(texts(older)).hasSize(40).startsWith("11").endsWith("50");
        JsonNode oldest = before(older, 40);
        assertThat(texts(oldest)).hasSize(10).startsWith("1").endsWith("10");
        assertThat(oldest.path("more").asBoolean()).isFalse();
        assertThat(texts(before(newest, 3))).containsExactly("48", "49", "50");
    }

    @Test
    void a_call_of_the_log_is_read_whole() {
        desk.calls().create(desk.li().openId(), "text", "{\"text\":\"你好\"}", "");
        WireLog.Entry entry = desk.feishu().wireLog().calls("/im/v1/messages").getLast();
        JsonNode call = desk.get("/simulator/api/wire/" + entry.number()).json();
        assertThat(call.path("request").asString()).contains("你好");
        assertThat(call.path("response").asString()).contains("message_id");
        assertThat(call.path("status").asInt()).isEqualTo(200);
        assertThat(call.toString()).doesNotContain(desk.feishu().config().appSecret());
        assertThat(desk.get("/simulator/api/wire/99999").status()).isEqualTo(404);
        assertThat(desk.get("/simulator/api/wire/x").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "say | {'person':'谁','text':'x'} | 404 | 没有叫“谁”的人，有的是：销售小王、",
                "say | {'person':'库管小李','text':' '} | 400 | 还没写要说什么。",
                "say | {'person':'库管小李','text':'x','replyTo':'om_x'} | 404 | 这条消息找不到了。刷新页面",
                "say | [] | 400 | 收到的不是 JSON 对象，不知道要做什么。",
                "say | {'person' | 400 | 收到的不是 JSON 对象，不知道要做什么。",
                "picture | {'person':'库管小李','base64':'AAAA'} | 400 | 这个不是图片。能发 PNG、JPG",
                "picture | {'person':'库管小李','base64':'%%%'} | 400 | 这个文件没有收全，没发出去。再选一次文件",
                "file | {'person':'库管小李','base64':'','fileName':'x'} | 400 | 这个文件是空的，发不了。换一个",
                "menu | {'person':'库管小李','key':''} | 400 | 没有“”这个菜单。菜单的名字要有 1 到 30 个字符。",
                "press | {'person':'库管小李','messageId':'om_x','button':'x'} | 404 | 这张卡片找不到了。刷新页面",
                "fly | {} | 404 | 这里没有 /simulator/api/fly。刷新页面"
            })
    void what_can_not_be_done_is_one_sentence(String act, String body, int status, String sentence) {
        Desk.Answer answer = desk.post(act, body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem()).startsWith(sentence).endsWith("。");
        assertThat(desk.li().messages()).isEmpty();
    }

    private Desk.Answer picture(byte[] bytes) {
        return desk.post(
                "picture", "{'person':'库管小李','base64':'" + Base64.getEncoder().encodeToString(bytes) + "'}");
    }

    private JsonNode before(JsonNode page, int limit) {
        String first = page.path("messages").get(0).path("id").asString();
        return desk.get("/simulator/api/messages?person=" + li() + "&before=" + first + "&limit=" + limit)
                .json();
    }

    private static List<String> texts(JsonNode page) {
        return page.path("messages")
                .valueStream()
                .map(message -> message.path("content").path("text").asString())
                .toList();
    }

    private JsonNode lastEvent() {
        return Json.parse(desk.feishu()
                        .wireLog()
                        .calls("/callbacks/feishu")
                        .getLast()
                        .request())
                .path("event");
    }

    private static String li() {
        return URLEncoder.encode(Desk.LI, StandardCharsets.UTF_8);
    }
}
