package io.soprelay.im.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.line.LineKeeper;
import io.soprelay.im.line.LinePace;
import io.soprelay.im.line.LineState.Phase;
import io.soprelay.im.simulator.line.WebSocketPeer;
import io.soprelay.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** DingTalk's Stream: the official SDK's network layer against a server with TLS. */
class StreamLineTest {
    private static final String MESSAGE = "{\"msgId\":\"msg1\",\"text\":{\"content\":\" 待办\"}}";

    private static LocalTrust trust;
    private static SSLContext tls;

    private final List<StreamDesk.Frame> received = new CopyOnWriteArrayList<>();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private Function<StreamDesk.Frame, @Nullable String> answering = frame -> "{}";
    private Duration maxSilence = Duration.ofMinutes(1);
    private Duration maxAge = LinePace.AGELESS;
    private String secret = StreamServer.SECRET;
    private StreamServer dingtalk;
    private LineKeeper line;

    @BeforeAll
    static void trustLocalhost(@TempDir Path folder) throws Exception {
        trust = new LocalTrust(folder);
        tls = trust.serverSide();
    }

    @AfterAll
    static void trustNobodyMore() {
        trust.close();
    }

    @BeforeEach
    void start() throws Exception {
        dingtalk = new StreamServer(tls);
        line = line();
    }

    @AfterEach
    void close() {
        line.stop();
        dingtalk.close();
    }

    @Test
    void asks_for_messages_presses_and_events_and_connects_with_the_ticket_it_gets() throws Exception {
        connect();

        assertThat(dingtalk.lastAsked.path("clientId").asString("")).isEqualTo("ding1");
        assertThat(dingtalk.lastAsked.path("subscriptions"))
                .extracting(one ->
                        one.path("type").asString("") + " " + one.path("topic").asString(""))
                .containsExactlyInAnyOrder(
                        "CALLBACK /v1.0/im/bot/messages/get", "CALLBACK /v1.0/card/instances/callback", "EVENT *");
        assertThat(dingtalk.targets.getFirst()).startsWith("/connect?ticket=a%2Bb%2F");
    }

    @Test
    void a_message_to_the_robot_comes_in_as_it_was_sent_and_is_acknowledged() throws Exception {
        connect();

        JsonNode ack = dingtalk.call("CALLBACK", StreamDesk.ROBOT, MESSAGE);

        assertThat(received).hasSize(1);
        assertThat(received.getFirst().topic()).isEqualTo(StreamDesk.ROBOT);
        assertThat(received.getFirst().data()).isEqualTo(MESSAGE);
        assertThat(ack.path("code").asInt()).isEqualTo(200);
        assertThat(ack.path("data").asString("")).isEqualTo("{\"response\":{}}");
    }

    @Test
    void the_answer_to_a_press_travels_in_the_acknowledgement_and_is_known_to_have_left() throws Exception {
        answering = frame -> "{\"cardData\":{\"cardParamMap\":{\"toast\":\"已完成\"}}}";
        connect();

        JsonNode ack = dingtalk.call("CALLBACK", StreamDesk.CARD, "{\"outTrackId\":\"t1\"}");

        assertThat(ack.path("data").asString(""))
                .isEqualTo("{\"response\":{\"cardData\":{\"cardParamMap\":{\"toast\":\"已完成\"}}}}");
        await().untilAsserted(() -> assertThat(written).containsExactly("written", "closed"));
    }

    @Test
    void what_is_not_committed_is_asked_for_again() throws Exception {
        answering = frame -> null;
        connect();

        assertThat(dingtalk.call("CALLBACK", StreamDesk.ROBOT, MESSAGE)
                        .path("code")
                        .asInt())
                .isEqualTo(500);
        assertThat(dingtalk.call("EVENT", "*", "{}").path("data").asString("")).contains("\"LATER\"");
        await().untilAsserted(() -> assertThat(written).containsExactly("closed", "closed"));
    }

    @Test
    void an_event_comes_with_its_type_and_company() throws Exception {
        connect();

        JsonNode ack = dingtalk.call("EVENT", "*", "{\"userId\":[\"u1\"]}");

        assertThat(ack.path("data").asString("")).isEqualTo("{\"status\":\"SUCCESS\"}");
        assertThat(received.getFirst().eventType()).isEqualTo("user_leave_org");
        assertThat(received.getFirst().eventCorpId()).isEqualTo("ding1");
    }

    @Test
    void a_defect_fails_its_frame_and_no_other() throws Exception {
        answering = frame -> {
            throw new IllegalStateException("secret detail");
        };
        connect();

        JsonNode ack = dingtalk.call("CALLBACK", StreamDesk.ROBOT, MESSAGE);

        assertThat(ack.path("code").asInt()).isEqualTo(500);
        assertThat(ack.toString()).doesNotContain("secret");
        answering = frame -> "{}";
        assertThat(dingtalk.call("CALLBACK", StreamDesk.ROBOT, MESSAGE)
                        .path("code")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void a_ping_is_echoed() throws Exception {
        connect();

        assertThat(dingtalk.call("SYSTEM", "ping", "{\"opaque\":\"o1\"}")
                        .path("data")
                        .asString(""))
                .isEqualTo("{\"opaque\":\"o1\"}");
        assertThat(received).isEmpty();
    }

    @Test
    void when_the_end_is_announced_the_next_connection_is_open_before_the_old_one_is_closed() throws Exception {
        connect();
        WebSocketPeer first = dingtalk.open.getFirst();

        dingtalk.announceEnd(first);

        await().until(() -> dingtalk.opened.get() == 2 && !dingtalk.open.contains(first));
        assertThat(dingtalk.openMax.get()).isEqualTo(2);
        assertThat(line.state().drops()).isZero();
        assertThat(dingtalk.call("CALLBACK", StreamDesk.ROBOT, MESSAGE)
                        .path("code")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void a_press_that_still_comes_over_the_old_connection_is_answered_there() throws Exception {
        connect();
        WebSocketPeer first = dingtalk.open.getFirst();
        dingtalk.announceEnd(first);
        await().until(() -> line.state().opened() == 2);

        JsonNode ack = dingtalk.call(first, "CALLBACK", StreamDesk.CARD, "{}");

        assertThat(ack.path("code").asInt()).isEqualTo(200);
        await().until(() -> !dingtalk.open.contains(first));
    }

    @Test
    void connections_are_rotated_by_age_and_a_press_under_way_is_answered_over_the_old_one() throws Exception {
        maxAge = Duration.ofMillis(700);
        CountDownLatch pressed = new CountDownLatch(1);
        answering = frame -> {
            pressed.countDown();
            await().until(() -> dingtalk.opened.get() >= 2);
            return "{}";
        };
        connect();
        WebSocketPeer first = dingtalk.open.getFirst();

        CompletableFuture<JsonNode> ack = CompletableFuture.supplyAsync(() -> {
            try {
                return dingtalk.call(first, "CALLBACK", StreamDesk.CARD, "{}");
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        pressed.await();

        assertThat(ack.get().path("code").asInt()).isEqualTo(200);
        await().until(() -> !dingtalk.open.contains(first));
        assertThat(dingtalk.openMax.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_silent_connection_is_replaced_by_one_that_is_open_before_it_is_closed() throws Exception {
        maxSilence = Duration.ofMillis(700);
        connect();
        WebSocketPeer first = dingtalk.open.getFirst();
        first.freeze();

        await().until(() -> dingtalk.opened.get() >= 2 && !dingtalk.open.contains(first));

        assertThat(line.state().lastProblem().orElseThrow()).contains("silent");
    }

    @Test
    void a_broken_connection_is_followed_by_another() {
        connect();

        dingtalk.open.getFirst().cut();

        await().until(() -> dingtalk.opened.get() == 2 && line.state().isConnected());
        assertThat(line.state().drops()).isEqualTo(1);
    }

    @Test
    void wrong_credentials_are_named_with_the_settings_to_look_at() {
        secret = "a wrong one";
        line().start();

        await().until(() -> line.state().phase() == Phase.REFUSED);
        assertThat(line.state().lastProblem().orElseThrow())
                .contains("401", "invalidClientIdOrSecret", "relay.dingtalk.client-id", "relay.dingtalk.client-secret")
                .doesNotContain("a wrong one");
    }

    @ParameterizedTest
    @CsvSource({
        "400,app.not.published,REFUSED,publish the app",
        "403,Forbidden.AccessDenied.IpNotInWhiteList,REFUSED,exit address",
        "403,Forbidden.AccessDenied.QpsLimitForApi,CONNECTING,busy",
        "500,system.busy,CONNECTING,busy",
        "404,,CONNECTING,cannot be used"
    })
    void each_refusal_is_named_and_tried_again(int status, @Nullable String code, Phase phase, String words) {
        dingtalk.status = status;
        dingtalk.refusal = code == null ? "" : code;
        line().start();

        await().until(() -> line.state().lastProblem().orElse("").contains(words));
        await().until(() -> line.state().phase() == phase);
        dingtalk.status = 200;
        await().until(() -> line.state().isConnected());
    }

    @Test
    void a_call_that_hangs_is_given_up() {
        dingtalk.hanging = new CompletableFuture<>();
        line().start();

        await().until(() -> line.state().lastProblem().orElse("").contains("cannot be reached"));
        dingtalk.hanging.complete(null);
        dingtalk.hanging = CompletableFuture.completedFuture(null);
        await().until(() -> line.state().isConnected());
    }

    @Test
    void a_stopped_line_leaves_nothing_open() {
        connect();

        line.stop();

        await().until(() -> dingtalk.open.isEmpty());
        assertThat(line.state().phase()).isEqualTo(Phase.STOPPED);
    }

    private void connect() {
        line().start();
        await().until(() -> line.state().isConnected() && dingtalk.open.size() == 1);
    }

    private LineKeeper line() {
        LinePace pace = new LinePace(
                maxSilence,
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                maxAge,
                Duration.ofSeconds(1));
        line = new LineKeeper(
                "DingTalk",
                new StreamConnector(
                        dingtalk.baseUrl(),
                        "ding1",
                        Secret.of(secret),
                        this::answer,
                        InstantSource.system(),
                        Duration.ofSeconds(3)),
                pace,
                InstantSource.system());
        return line;
    }

    private StreamDesk.Answer answer(StreamDesk.Frame frame, Instant receivedAt) {
        received.add(frame);
        String response = answering.apply(frame);
        return new StreamDesk.Answer() {
            @Override
            public @Nullable String response() {
                return response;
            }

            @Override
            public void written() {
                written.add("written");
            }

            @Override
            public void close() {
                written.add("closed");
            }
        };
    }
}
