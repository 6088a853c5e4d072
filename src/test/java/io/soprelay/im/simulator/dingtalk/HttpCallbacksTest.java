package io.soprelay.im.simulator.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Delivery;
import io.soprelay.im.simulator.Json;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Over HTTP: signed messages, signed presses, sealed events, each to the address that was entered. */
class HttpCallbacksTest extends DingTalkFixture {
    private final HttpBot http = new HttpBot(dingTalk.config());

    @BeforeEach
    void enter() {
        dingTalk.callbackAddress(http.address());
    }

    @AfterEach
    void end() {
        http.close();
    }

    @Test
    void the_signatures_are_those_that_were_published() {
        assertThat(DingTalkCrypto.signMessage("1577262236757", "this is a secret"))
                .isEqualTo("DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=");
        assertThat(DingTalkCrypto.signCard("1577262236757", "mySecret"))
                .isEqualTo("YPRwOACkIyAfSkOByibnXwmticUhkII0vLSQrdNiEPE=");
        String sealed = "YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==";
        assertThat(DingTalkCrypto.signEvent("123456", "1614767836", "A7Co0cJLMzIDtMMI", sealed))
                .isEqualTo("9a95a004dd16f5c307e849b994173f76aa26e5eb");
        String key = "1234567890123456789012345678901234567890123";
        assertThat(DingTalkCrypto.open(key, "dingsnotzck6pm5veliw", sealed)).isEqualTo("success");
        assertThat(DingTalkCrypto.open(key, "somebody else", sealed)).isEmpty();
        assertThat(DingTalkCrypto.open(key, "me", DingTalkCrypto.seal(key, "me", "发货")))
                .isEqualTo("发货");
        String suite = "1a3NBxmCFwkCJvfoQ7WhJHB+iX3qHPsc9JbaDznE1i03peOk1LaOQoRz3+nlyGNhwmwJ3vDMG+OzrHMeiZI7gTRWVdUB"
                + "mfxjZ8Ej23JVYa9VrYeJ5as7XM/ZpulX8NEQis44w53h1qAgnC3PRzM7Zc/D6Ibr0rgUathB6zRHP8PYrfgnNOS9PhSBdHlegK+"
                + "AGGanfwjXuQ9+0pZcy0w9lQ==";
        assertThat(DingTalkCrypto.open("4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij", "suite4xxxxxxxxxxxxxxx", suite))
                .isEqualTo("{\"EventType\":\"check_create_suite_url\",\"Random\":\"LPIdSnlF\",\"TestSuiteKey\":"
                        + "\"suite4xxxxxxxxxxxxxxx\"}");
    }

    @Test
    void a_message_goes_to_the_robot_s_address_signed() {
        assertThat(li.says("/todo").delivered()).isTrue();

        assertThat(Json.text(http.messages().getLast().path("text"), "content")).isEqualTo("/todo");
        assertThat(bot.pushes()).as("nothing goes over the Stream then").isEmpty();
    }

    @Test
    void the_body_of_an_answer_may_be_a_message() {
        http.answers("{\"msgtype\":\"text\",\"text\":{\"content\":\"收到\"}}");
        li.says("在吗");

        assertThat(li.textsFromBot()).containsExactly("收到");
    }

    @Test
    void a_press_of_an_http_card_goes_to_the_registered_address() {
        ObjectNode registration = Json.object()
                .put("callbackRouteKey", "ours")
                .put(
                        "callbackUrl",
                        http.address().resolve("/callbacks/dingtalk/card").toString())
                .put("apiSecret", dingTalk.config().secrets().apiSecret());
        assertThat(calls.post("/v1.0/card/callbacks/register", registration)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(calls.post("/v1.0/card/callbacks/register", registration).code())
                .isEqualTo("param.callbackRouteKeyExist");
        http.answers("{\"cardUpdateOptions\":{\"updateCardDataByKey\":true},"
                + "\"cardData\":{\"cardParamMap\":{\"status\":\"done\",\"toast\":\"已完成\"}}}");

        card("ours");

        assertThat(li.latestCard().press("求助").toastText()).isEqualTo("已完成");
        assertThat(li.latestCard().face().status()).isEqualTo("done");
        assertThat(Json.text(http.presses().getLast(), "outTrackId")).isEqualTo("task-ours");
    }

    @Test
    void an_address_off_this_machine_is_not_registered() {
        ObjectNode registration =
                Json.object().put("callbackRouteKey", "far").put("callbackUrl", "https://example.com/card");

        assertThat(calls.post("/v1.0/card/callbacks/register", registration).status())
                .isEqualTo(400);
    }

    @Test
    void a_forged_or_old_callback_can_be_sent() {
        card("any");
        DingTalkCard card = li.latestCard();
        String press = dingTalk.raw().press(wang, card.message(), card.actionOf("求助"));

        assertThat(dingTalk.raw().overHttpWithWrongSignature(press).status()).isEqualTo(401);
        assertThat(http.presses()).isEmpty();
        assertThat(dingTalk.raw()
                        .overHttp(press, time.instant().minus(Duration.ofHours(1)))
                        .ok())
                .isTrue();
        ObjectNode message = dingTalk.raw().messageOf(li, "audio");
        assertThat(dingTalk.raw().messageWithWrongSignature(message).status()).isEqualTo(401);
        assertThat(dingTalk.raw().messageAsOf(message, time.instant()).ok()).isTrue();
    }

    @Test
    void an_event_is_sealed_and_its_answer_must_open_to_success() {
        Delivery left = dingTalk.event("user_leave_org", Json.object().put("CorpId", "c"));

        assertThat(left.delivered()).isTrue();
        JsonNode event = http.events().getLast();
        assertThat(Json.text(event, "EventType")).isEqualTo("user_leave_org");
        assertThat(dingTalk.raw().verifiesAddress()).isTrue();
        assertThat(Json.text(http.events().getLast(), "EventType")).isEqualTo("check_url");

        http.answers("success");
        assertThat(dingTalk.raw().verifiesAddress()).isFalse();
    }

    private void card(String route) {
        ObjectNode body = calls.cardBody(li, "task-" + route, task());
        body.put("callbackType", "HTTP").put("callbackRouteKey", route);
        calls.post("/v1.0/card/instances/createAndDeliver", body);
    }
}
