package io.soprelay.im.feishu;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.Platform;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.media.FileMediaStore;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A gateway in front of a stand-in for the platform, on a clock the test holds. */
abstract class FeishuGatewayBench {
    static final String TOKEN = "/open-apis/auth/v3/tenant_access_token/internal";
    static final String MESSAGES = "/open-apis/im/v1/messages";
    static final Account LI = new Account(Platform.FEISHU, "ou_li");
    static final String SENT = "{\"code\":0,\"msg\":\"ok\",\"data\":{\"message_id\":\"om_1\"}}";

    @RegisterExtension
    static final WireMockExtension FEISHU = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    Path folder;

    final UploadedKeys keys = UploadedKeys.inMemory();
    Instant now = Instant.parse("2026-11-22T08:00:00Z");
    final OpenPresses presses = new OpenPresses(() -> now);
    MediaStore media;
    FeishuGateway gateway;

    @BeforeEach
    void connect() {
        media = new FileMediaStore(folder);
        gateway = gateway("http://127.0.0.1:" + FEISHU.getPort());
        FEISHU.stubFor(post(TOKEN)
                .willReturn(okJson("{\"code\":0,\"msg\":\"ok\",\"tenant_access_token\":\"t-1\",\"expire\":7200}")));
    }

    FeishuGateway gateway(String baseUrl) {
        FeishuSettings settings = new FeishuSettings(
                true, baseUrl, "cli_a1", Secret.of("secret"), Secret.of("key"), Secret.of("token"), "webhook", "ack");
        FeishuApi api = new FeishuApi(
                settings, new FeishuTransport(Duration.ofMillis(1_000)), () -> now, wait -> now = now.plus(wait));
        return new FeishuGateway(
                api,
                FeishuCards.load(Path.of("no-such-folder"), new FeishuWords(Locale.SIMPLIFIED_CHINESE)),
                media,
                keys,
                presses,
                () -> now);
    }

    static Card cardWith(MediaId picture) {
        return new CardBuilder(Card.Kind.DONE, Card.Tone.DONE, "已完成")
                .pictures(List.of(new Card.Picture("物流凭证", picture)))
                .build();
    }

    static void answerMessages(ResponseDefinitionBuilder answer) {
        FEISHU.stubFor(post(urlPathEqualTo(MESSAGES)).willReturn(answer));
    }

    static List<LoggedRequest> messages() {
        return FEISHU.findAll(postRequestedFor(urlPathEqualTo(MESSAGES)));
    }

    static List<LoggedRequest> images() {
        return FEISHU.findAll(postRequestedFor(urlPathEqualTo("/open-apis/im/v1/images")));
    }

    static JsonNode json(String text) {
        return FeishuJson.CARDS.readTree(text);
    }
}
