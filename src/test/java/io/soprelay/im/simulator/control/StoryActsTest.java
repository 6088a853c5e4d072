package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.recording.RecordedSession;
import io.soprelay.testkit.company.StoryHouse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page's story on the real bot: over HTTP, and seen on the stream. */
class StoryActsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path data;

    private static Desk desk;
    private PageTab tab;

    @BeforeAll
    static void start() {
        desk = new Desk(data, List.of(), Duration.ofSeconds(15));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void open() {
        tab = desk.tab();
    }

    @AfterEach
    void leave() {
        desk.post("story", "{'act':'stop'}");
        tab.close();
    }

    @Test
    void a_scene_is_a_company_in_which_that_has_happened_and_what_changes_everything_waits_for_it() {
        JsonNode before = tab.next("hello").path("story");
        assertThat(before.path("state").asString()).isEqualTo("idle");
        assertThat(before.path("scenes")
                        .valueStream()
                        .map(scene -> scene.path("id").asString()))
                .contains("started", "shipped", "accepted");

        CompletableFuture<Desk.Answer> opening =
                CompletableFuture.supplyAsync(() -> desk.post("scene", "{'id':'shipped'}"));
        JsonNode emptied = tab.next("hello");
        assertThat(emptied.path("numbers").size()).isZero();
        assertThat(emptied.path("story").path("preparing").asBoolean())
                .as("a page that comes now must say what it waits for")
                .isTrue();
        for (Desk.Answer second : List.of(
                desk.post("scene", "{'id':'started'}"),
                desk.post("reset", "{}"),
                desk.post("story", "{'act':'play'}"),
                desk.post("story", "{'act':'walk'}"))) {
            assertThat(second.status()).as("nothing went wrong").isEqualTo(200);
            assertThat(second.json().path("busy").asBoolean()).isTrue();
            assertThat(second.problem()).isEqualTo("正在准备，等它好了再来。");
        }

        tab.next("story", story -> story.path("state").asString().equals("playing"));
        String number = tab.next("numbers").path(0).asString();
        JsonNode after =
                tab.next("story", story -> story.path("state").asString().equals("idle"));
        assertThat(after.path("scene").asString()).isEqualTo("shipped");
        assertThat(after.path("scenes").size()).isEqualTo(before.path("scenes").size());
        assertThat(opening.join().json().path("scene").asString()).isEqualTo("shipped");
        try (PageTab later = desk.tab()) {
            assertThat(later.next("hello").path("story").has("preparing")).isFalse();
        }
        assertThat(desk.get("/simulator/api/records/" + number)
                        .json()
                        .path("stateName")
                        .asString())
                .isEqualTo("已发货");
    }

    @Test
    void an_unknown_scene_act_or_pace_is_refused_before_anything_changes() {
        long pid = desk.simulator().bot().pid();
        tab.next("hello");

        assertThat(desk.post("scene", "{'id':'started','platform':'slack'}").problem())
                .isEqualTo("没有叫“slack”的平台，有的是：feishu、dingtalk、both。");
        Desk.Answer unknown = desk.post("scene", "{'id':'nowhere'}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.problem()).startsWith("没有叫“nowhere”的场景，有的是：roles、started、");
        assertThat(desk.post("story", "{'act':'dance'}").problem()).startsWith("没有叫“dance”的操作，有的是：play、walk、");
        for (String pace : List.of("0", "21", "'fast'")) {
            Desk.Answer refused = desk.post("story", "{'act':'play','pace':" + pace + "}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).isEqualTo("快慢要在 0.1 到 20 之间，收到的是“" + pace.replace("'", "") + "”。1 是平常的快慢。");
        }

        assertThat(desk.simulator().bot().pid()).isEqualTo(pid);
        assertThat(desk.post("story", "{'act':'stop'}").json().path("state").asString())
                .isEqualTo("idle");
    }

    @Test
    void a_play_says_what_comes_next_stands_still_while_paused_and_comes_to_its_end() {
        desk.post("reset", "{}");
        tab.next("hello");

        desk.post("story", "{'act':'play','pace':20}");
        JsonNode fill = tab.next("story", story -> story.path("act").asString().equals("fill"));
        assertThat(fill.path("state").asString()).isEqualTo("playing");
        assertThat(fill.path("who").asString()).isEqualTo(Cast.WANG);
        assertThat(fill.path("hint").asString()).isNotBlank();
        assertThat(fill.path("target").path("label").asString()).isEqualTo("客户名称");
        assertThat(desk.feishu().message(fill.path("target").path("messageId").asString()))
                .isPresent();
        assertThat(fill.path("steps").asInt()).isGreaterThan(20);

        int step = desk.post("story", "{'act':'pause'}").json().path("step").asInt();
        tab.next("story", story -> story.path("state").asString().equals("paused"));
        answered();
        desk.post("story", "{'act':'resume'}");
        JsonNode resumed = tab.next("story");
        assertThat(resumed.path("state").asString()).isEqualTo("playing");
        assertThat(resumed.path("step").asInt()).isEqualTo(step);

        JsonNode done =
                tab.next("story", story -> !story.path("state").asString().equals("playing"));
        assertThat(done.path("state").asString()).isEqualTo("done");
        assertThat(done.path("step").asInt()).isEqualTo(done.path("steps").asInt());
        assertThat(done.path("hint").asString()).containsPattern("FH-\\d{8}-\\d{4}");
    }

    @Test
    void a_walk_begins_with_a_running_bot_and_moves_on_as_the_visitor_does() {
        desk.post("reset", "{}");
        desk.post("bot", "{'act':'kill'}");
        tab.next("hello");

        assertThat(desk.post("story", "{'act':'walk'}").json().path("state").asString())
                .isEqualTo("walking");
        JsonNode say = step("say");
        assertThat(say.path("step").asInt()).isEqualTo(1);
        desk.post(
                "say",
                "{'person':'" + Cast.WANG + "','text':'"
                        + say.path("target").path("text").asString() + "'}");

        JsonNode first = step("fill");
        assertThat(first.path("target").path("label").asString()).isEqualTo("客户名称");
        desk.post("story", "{'act':'typed','person':'" + Cast.WANG + "','label':'客户名称'}");
        assertThat(step("fill").path("target").path("label").asString()).isNotEqualTo("客户名称");

        desk.post("story", "{'act':'skip'}");
        JsonNode next = tab.next("story", story -> !story.path("who").asString().equals(Cast.WANG));
        assertThat(next.path("who").asString()).isEqualTo(Cast.ZHANG);
        assertThat(next.path("step").asInt()).isGreaterThan(first.path("step").asInt());

        desk.post("reset", "{}");
        assertThat(tab.next("hello").path("story").path("state").asString()).isEqualTo("idle");
        assertThat(text(desk.get("/simulator/api/recording")).lines())
                .as("only the line about the file itself")
                .hasSize(1);
    }

    @Test
    void what_was_done_since_the_company_was_new_can_be_taken_along_and_lived_through_again() {
        assertThat(desk.post("scene", "{'id':'started'}").json().path("scene").asString())
                .isEqualTo("started");
        desk.post("say", "{'person':'" + Cast.WANG + "','text':'/todo'}");
        desk.feishu().person(Cast.WANG).awaitCard(card -> card.title().contains("我的待办"), PATIENCE);

        Desk.Answer file = desk.get("/simulator/api/recording");

        assertThat(file.header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=\"session.jsonl\"");
        String session = text(file);
        assertThat(session).contains("\"text\":\"/todo\"").endsWith("\n");
        RecordedSession.parse("session", session).replay(StoryHouse.fresh().kit());
    }

    private JsonNode step(String act) {
        return tab.next("story", story -> story.path("act").asString().equals(act));
    }

    private static String text(Desk.Answer file) {
        return new String(file.raw().body(), StandardCharsets.UTF_8);
    }

    private static void answered() {
        int before = desk.li().messages().size();
        desk.li().says("/help");
        assertThat(desk.li().awaitCard(card -> desk.li().messages().size() > before + 1, PATIENCE))
                .isPresent();
    }
}
