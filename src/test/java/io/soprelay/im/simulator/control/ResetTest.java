package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.BotState;
import io.soprelay.im.simulator.Calls;
import io.soprelay.im.simulator.Faults;
import io.soprelay.im.simulator.SampleCards;
import io.soprelay.im.simulator.StandInBot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ResetTest {
    @TempDir
    Path data;

    @Test
    void everything_is_as_at_the_first_start_and_the_pages_are_greeted_anew() throws IOException {
        Path neighbour = data.resolve("redis/appendonly.aof");
        Files.createDirectories(neighbour.getParent());
        Files.writeString(neighbour, "of a real bot");
        try (Desk desk = new Desk(data);
                PageTab tab = desk.tab()) {
            tab.next("hello");
            play(desk);
            Path precious = Files.writeString(data.resolve("precious.txt"), "x");
            Files.createSymbolicLink(data.resolve("simulator/link"), precious);
            long before = desk.simulator().bot().pid();
            assertThat(desk.post("reset", "{}").status()).isEqualTo(200);

            JsonNode hello = tab.next("hello");
            assertThat(hello.path("numbers").size()).isZero();
            assertThat(hello.path("people").valueStream())
                    .hasSize(7)
                    .allMatch(person -> person.path("count").asInt() == 0
                            && !person.has("last")
                            && person.path("reachable").asBoolean());
            assertThat(hello.path("faults").valueStream())
                    .noneMatch(fault -> fault.path("on").asBoolean());
            assertThat(OffsetDateTime.parse(hello.path("now").asString()).toInstant())
                    .isBefore(Instant.now().plus(Duration.ofMinutes(1)));
            assertThat(hello.path("bot").path("state").asString()).isIn("stopped", "starting");
            assertThat(tab.next("bot", bot -> bot.path("state").asString().equals("running"))
                            .path("pid")
                            .asLong())
                    .isNotEqualTo(before);
            assertThat(precious).hasContent("x");
            assertThat(neighbour).hasContent("of a real bot");
            assertThat(data.resolve("simulator/phones.jsonl")).hasContent("\n");
            assertThat(data.resolve("simulator/media")).isEmptyDirectory();

            desk.li().says("新的开始");
        }
        try (Desk again = new Desk(data)) {
            assertThat(again.li().messages()).hasSize(1);
        }
    }

    @Test
    void a_folder_of_somebody_else_is_not_emptied_and_nothing_stops() throws IOException {
        Path thesis = data.resolve("simulator/thesis.txt");
        Files.createDirectories(thesis.getParent());
        Files.writeString(thesis, "x");
        try (Desk desk = new Desk(data)) {
            desk.li().says("在吗");
            long pid = desk.simulator().bot().pid();
            Desk.Answer refused = desk.post("reset", "{}");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).contains("不是模拟器建的");
            assertThat(desk.simulator().bot().pid()).isEqualTo(pid);
            assertThat(desk.li().messages()).hasSize(1);
            assertThat(thesis).hasContent("x");
        }
    }

    @Test
    void a_store_that_another_bot_works_in_is_not_deleted() throws IOException {
        try (Desk desk = new Desk(data)) {
            Path store = Files.createDirectories(data.resolve("simulator/redis"));
            Files.writeString(store.resolve("appendonly.aof"), "x");
            try (FileChannel owner = FileChannel.open(
                            store.resolve("owner.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = owner.lock()) {
                assertThat(held.isValid()).isTrue();
                assertThat(desk.post("reset", "{}").problem()).startsWith("另一个机器人正在用");
                assertThat(desk.simulator().bot().phase()).isEqualTo(BotState.Phase.RUNNING);
                assertThat(store.resolve("appendonly.aof")).hasContent("x");
            }
            assertThat(desk.post("reset", "{}").status()).isEqualTo(200);
            assertThat(store).doesNotExist();
        }
    }

    @Test
    void where_nobody_can_tell_whose_the_store_is_nothing_is_deleted_and_the_bot_runs_again() throws IOException {
        try (Desk desk = new Desk(data)) {
            desk.li().says("在吗");
            long before = desk.simulator().bot().pid();
            Path lock = Files.createDirectories(data.resolve("simulator/redis/owner.lock"));

            Desk.Answer refused = desk.post("reset", "{}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.problem()).startsWith(lock + " 读不了，也写不了").endsWith("再试一次。");
            assertThat(desk.simulator().bot().phase()).isEqualTo(BotState.Phase.RUNNING);
            assertThat(desk.simulator().bot().pid()).isNotEqualTo(before);
            assertThat(desk.li().messages()).hasSize(1);
            assertThat(desk.li().says("还在").delivered()).isTrue();

            Files.delete(lock);
            assertThat(desk.post("reset", "{}").status()).isEqualTo(200);
            assertThat(desk.li().messages()).isEmpty();
        }
    }

    @Test
    void a_folder_in_the_place_of_the_pid_file_stops_no_reset() throws IOException {
        try (Desk desk = new Desk(data)) {
            Path pidFile = data.resolve("simulator/bot.pid");
            Files.delete(pidFile);
            Files.createDirectories(pidFile.resolve("inside"));

            assertThat(desk.post("reset", "{}").status()).isEqualTo(200);

            assertThat(desk.simulator().bot().phase()).isEqualTo(BotState.Phase.RUNNING);
            assertThat(pidFile).isRegularFile();
        }
    }

    @Test
    void what_waited_for_the_bot_is_forgotten_too() {
        try (Desk desk = new Desk(
                data, List.of("--relay.simulator.bot-command=" + StandInBot.command()), Duration.ofSeconds(1))) {
            desk.simulator().killBot();
            assertThat(desk.li().says("丢了").delivered()).isFalse();
            desk.simulator().reset();
            assertThat(desk.feishu().wireLog().calls("/callbacks/feishu")).isEmpty();
        }
    }

    private static void play(Desk desk) {
        Calls calls = desk.calls();
        calls.sendCard(desk.li(), SampleCards.about("FH-20261122-0007", SampleCards.text("请发货")));
        desk.li().sendsPicture(Calls.PNG);
        desk.post("clock", "{'advance':'P30D'}");
        desk.feishu().reachable(desk.li(), false);
        desk.feishu().faults().on(Faults.Kind.SLOW_CALLBACK, OptionalInt.empty());
    }
}
