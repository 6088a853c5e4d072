package io.soprelay.im.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BotReadsTest {
    @TempDir
    Path data;

    @Test
    void flows_and_records_are_passed_through_with_the_token_only_this_process_knows() {
        try (Desk desk = new Desk(data)) {
            Desk.Answer flow = desk.get("/simulator/api/flows/delivery/3");
            assertThat(flow.status()).isEqualTo(200);
            assertThat(flow.json().path("asked").asString()).isEqualTo("/api/v1/flows/delivery/versions/3");
            assertThat(flow.header("content-type")).isEqualTo("application/json");
            Desk.Answer record = desk.get("/simulator/api/records/FH-20261122-0007");
            assertThat(record.json().path("asked").asString()).isEqualTo("/api/v1/records/FH-20261122-0007");
            assertThat(desk.get("/simulator/api/records/%E4%B8%80%3Fx")
                            .json()
                            .path("asked")
                            .asString())
                    .as("a number can not become another request")
                    .isEqualTo("/api/v1/records/%E4%B8%80%3Fx");
            assertThat(desk.simulator().apiToken()).hasSize(64);
            assertThat(desk.get("/simulator/api/flows/delivery").status()).isEqualTo(404);
            assertThat(desk.get("/simulator/api/flows/delivery/x").status()).isEqualTo(404);
            assertThat(desk.get("/simulator/api/records/a/b").status()).isEqualTo(404);
            desk.post("bot", "{'act':'kill'}");
            Desk.Answer away = desk.get("/simulator/api/records/FH-20261122-0007");
            assertThat(away.status()).as("nothing for a browser's console").isEqualTo(200);
            assertThat(away.json().path("away").asBoolean(false)).isTrue();
            assertThat(away.problem()).isEqualTo("机器人没在运行。先在“机器人”里点“启动”。");
        }
    }
}
