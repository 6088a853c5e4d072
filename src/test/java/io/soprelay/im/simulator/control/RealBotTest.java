package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.simulator.BotState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The buttons of the page on the real bot and its real Redis. */
class RealBotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void redis_killed_comes_back_by_itself_and_a_reset_begins_with_nothing() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Set<String> workingFolder = names(Path.of(""));
        try (Desk desk = new Desk(data, List.of(), Duration.ofSeconds(15));
                PageTab tab = desk.tab()) {
            JsonNode redis = tab.next("hello").path("bot").path("redis");
            assertThat(redis.path("state").asString()).isEqualTo("running");
            long first = redis.path("pid").asLong();
            answered(desk);

            assertThat(desk.post("redis", "{'act':'kill'}").status()).isEqualTo(200);
            goes(first);
            assertThat(redisIn(tab, "stopped").path("pid").asLong()).isZero();
            long second = redisIn(tab, "running").path("pid").asLong();
            assertThat(second).isNotEqualTo(first);
            assertThat(desk.simulator().bot().phase()).isEqualTo(BotState.Phase.RUNNING);
            answered(desk);

            desk.post("bot", "{'act':'kill'}");
            assertThat(desk.simulator().redisPid()).hasValue(second);
            assertThat(desk.post("reset", "{}").status()).isEqualTo(200);
            goes(second);
            assertThat(desk.simulator().redisPid()).isPresent();
            assertThat(desk.feishu().messages()).isEmpty();
            answered(desk);

            assertThat(names(folder)).containsExactly("data");
            assertThat(names(data)).containsExactly("simulator");
            assertThat(names(data.resolve("simulator/tmp"))).anyMatch(name -> name.startsWith("tomcat"));
            assertThat(names(Path.of(""))).isEqualTo(workingFolder);
        }
    }

    @Test
    void the_page_reads_the_bot_s_flows_and_records_and_a_help_text_names_no_record() throws IOException {
        try (Desk desk = new Desk(folder, List.of(), Duration.ofSeconds(15));
                PageTab tab = desk.tab()) {
            answered(desk);
            assertThat(tab.next("hello").path("numbers").size()).isZero();

            JsonNode flow = desk.get("/simulator/api/flows/delivery/1").json();
            assertThat(flow.path("states").size()).isEqualTo(7);
            assertThat(desk.get("/simulator/api/records/FH-20261122-0007").status())
                    .isEqualTo(404);
        }
    }

    /** A killed process is listed until its parent has looked at it. */
    private static void goes(long pid) {
        await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    private static void answered(Desk desk) {
        int before = desk.li().messages().size();
        desk.li().says("/help");
        assertThat(desk.li().awaitCard(card -> desk.li().messages().size() > before + 1, PATIENCE))
                .as("an answer of the bot")
                .isPresent();
    }

    private static JsonNode redisIn(PageTab tab, String state) {
        return tab.next("bot", bot -> bot.path("redis").path("state").asString().equals(state))
                .path("redis");
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder.toAbsolutePath())) {
            return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
