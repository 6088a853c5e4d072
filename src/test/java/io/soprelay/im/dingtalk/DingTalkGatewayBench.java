package io.soprelay.im.dingtalk;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.media.FileMediaStore;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A gateway in front of a stand-in for both of the platform's hosts, on a clock the test holds. */
abstract class DingTalkGatewayBench {
    static final String TEMPLATE = "0f0f0f0f-1111-2222-3333-444444444444.schema";
    static final String TOKEN = "/v1.0/oauth2/accessToken";
    static final String CARDS = "/v1.0/card/instances";
    static final String CREATE = CARDS + "/createAndDeliver";
    static final String DELIVER = CARDS + "/deliver";
    static final Account LI = new Account(Platform.DINGTALK, "li");
    static final String DELIVERED =
            "{\"success\":true,\"result\":{\"outTrackId\":\"k\",\"deliverResults\":[{\"spaceType\":\"IM_ROBOT\",\"success\":true,\"carrierId\":\"q1\"}]}}";
    static final String REFUSED_BY_CHAT =
            "{\"success\":true,\"result\":{\"outTrackId\":\"k\",\"deliverResults\":[{\"spaceType\":\"IM_ROBOT\",\"success\":false,\"errorMsg\":\"spaces of card is empty\"}]}}";

    @RegisterExtension
    static final WireMockExtension DINGTALK = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    Path folder;

    final UploadedKeys keys = UploadedKeys.inMemory();
    final UndeliveredCards undelivered = UndeliveredCards.inMemory();
    final List<String> told = new ArrayList<>();
    Instant now = Instant.parse("2026-11-22T08:00:00Z");
    final OpenPresses presses = new OpenPresses(() -> now);
    MediaStore media;
    MonthlyCalls month;
    DingTalkGateway gateway;

    @BeforeEach
    void connect() {
        media = new FileMediaStore(folder);
        month = new MonthlyCalls(
                "calls", ZoneId.of("Asia/Shanghai"), 5000, CallBook.inMemory(), new Told(), () -> now, soon -> {});
        gateway = gateway("http://127.0.0.1:" + DINGTALK.getPort(), TEMPLATE);
        DINGTALK.stubFor(post(TOKEN).willReturn(okJson("{\"accessToken\":\"t-1\",\"expireIn\":7200}")));
    }

    DingTalkGateway gateway(String baseUrl, String templateId) {
        return gateway(baseUrl, templateId, Duration.ofSeconds(15));
    }

    /** @param callMax longest time of one call */
    DingTalkGateway gateway(String baseUrl, String templateId, Duration callMax) {
        DingTalkSettings settings = settings(baseUrl, templateId, "stream");
        DingTalkApi api = new DingTalkApi(
                settings, new DingTalkTransport(callMax), month, () -> now, wait -> now = now.plus(wait));
        return new DingTalkGateway(
                settings,
                api,
                new DingTalkCards(templateId, new DingTalkWords(Locale.SIMPLIFIED_CHINESE)),
                media,
                keys,
                undelivered,
                presses,
                new MonthlyCalls(
                        "pushes",
                        ZoneId.of("Asia/Shanghai"),
                        3000,
                        CallBook.inMemory(),
                        new Told(),
                        () -> now,
                        soon -> {}));
    }

    static DingTalkSettings settings(String baseUrl, String templateId, String transport) {
        return new DingTalkSettings(
                true,
                baseUrl,
                baseUrl,
                "ding1",
                Secret.of("secret"),
                "robot1",
                transport,
                templateId,
                Secret.of("api secret"),
                Secret.NONE,
                Secret.NONE,
                "https://bot.example.com/callbacks/dingtalk/card",
                5000,
                3000);
    }

    static void answerCreates(ResponseDefinitionBuilder answer) {
        DINGTALK.stubFor(post(urlPathEqualTo(CREATE)).willReturn(answer));
    }

    static void answerDelivers(ResponseDefinitionBuilder answer) {
        DINGTALK.stubFor(post(urlPathEqualTo(DELIVER)).willReturn(answer));
    }

    static List<LoggedRequest> delivers() {
        return DINGTALK.findAll(postRequestedFor(urlPathEqualTo(DELIVER)));
    }

    static void answerUpdates(ResponseDefinitionBuilder answer) {
        DINGTALK.stubFor(put(urlPathEqualTo(CARDS)).willReturn(answer));
    }

    static List<LoggedRequest> creates() {
        return DINGTALK.findAll(postRequestedFor(urlPathEqualTo(CREATE)));
    }

    static List<LoggedRequest> updates() {
        return DINGTALK.findAll(putRequestedFor(urlPathEqualTo(CARDS)));
    }

    static List<LoggedRequest> tokens() {
        return DINGTALK.findAll(postRequestedFor(urlPathEqualTo(TOKEN)));
    }

    static int calls() {
        return DINGTALK.findAll(anyRequestedFor(anyUrl())).size();
    }

    static JsonNode json(String text) {
        return DingTalkJson.MAPPER.readTree(text);
    }

    static JsonNode body(LoggedRequest request) {
        return json(request.getBodyAsString());
    }

    /** What admins hear. */
    private final class Told implements CallNews {
        @Override
        public void nearlyUsed(CallMeter.Used used) {
            told.add("near");
        }

        @Override
        public void spent(CallMeter.Used used) {
            told.add("spent");
        }

        @Override
        public void pushesCut(CallMeter.Used used) {
            told.add("cut");
        }
    }
}
