package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.media.FileMediaStore;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import io.soprelay.outbox.Delivery;
import io.soprelay.outbox.DeliveryHandler.Result;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of an erased record, on a real disk. */
class FilesErasureHandlerTest {
    private final ChatWorld world = ChatWorld.staffed();
    private FlowInstance record = world.approved();
    private int calls;

    @TempDir
    Path folder;

    private MediaStore media;
    private MediaId file;

    @BeforeEach
    void sent() {
        media = new FileMediaStore(folder);
        file = media.store("waybill".getBytes(UTF_8));
        record = attached(record);
    }

    private FlowInstance attached(FlowInstance to) {
        Evidence evidence = new Evidence(file.sha256(), true, "waybill.jpg", world.id(LI), world.clock.instant());
        return ((EngineAnswer.Done) world.engine.handle(new CommandEnvelope(
                        to.id(),
                        new CommandId("attach-" + to.number()),
                        new FlowCommand.AttachEvidence(
                                to.newest(DeliveryFlow.SHIP).orElseThrow().id(),
                                "物流凭证",
                                evidence,
                                world.clock.instant()),
                        world.id(LI),
                        null)))
                .instance();
    }

    private void longAgo() {
        try (Stream<Path> all = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, FileTime.from(Instant.EPOCH));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private FilesErasureHandler handler(Ledger ledger) {
        return new FilesErasureHandler(world.engine.files(ledger), media, world.clock);
    }

    private Result erases(FilesErasureHandler handler) {
        Delivery.FilesErasure erasure = new Delivery.FilesErasure(record.id());
        return handler.handle(
                erasure, new Claimed(0, Lane.HANDOVER, erasure.entryId(), new byte[0], 1, 1, 0, 0, null, null));
    }

    @Test
    void what_nobody_else_holds_is_deleted() {
        longAgo();
        assertThat(erases(handler(world.ledger))).isInstanceOf(Result.Done.class);
        assertThat(media.load(file)).isEmpty();
    }

    @Test
    void what_was_sent_a_moment_ago_may_be_on_its_way_to_another_record_and_waits() {
        FilesErasureHandler handler = handler(world.ledger);

        assertThat(erases(handler)).isEqualTo(new Result.Later(Duration.ofMinutes(61)));
        assertThat(media.load(file)).isPresent();

        longAgo();
        assertThat(erases(handler)).isInstanceOf(Result.Done.class);
        assertThat(media.load(file)).isEmpty();
    }

    @Test
    void what_another_record_gets_while_all_are_looked_at_stays() {
        longAgo();
        FilesErasureHandler handler = handler(pageByPage());
        assertThat(erases(handler)).isInstanceOf(Result.Later.class);
        media.store("waybill".getBytes(UTF_8));
        while (erases(handler) instanceof Result.Later) {
            assertThat(media.load(file)).isPresent();
        }

        assertThat(media.load(file)).isPresent();
    }

    @Test
    void what_another_record_holds_comes_back_to_its_place() {
        FlowInstance second = another();
        attached(second);
        longAgo();

        assertThat(erases(handler(world.ledger))).isInstanceOf(Result.Done.class);
        assertThat(media.load(file)).isPresent();
        assertThat(media.setAside(file)).as("in its place").isEqualTo(MediaStore.Aside.YOUNG);
    }

    @Test
    void while_one_record_cannot_be_read_nobody_knows_what_it_holds_and_no_file_goes() {
        FlowInstance second = another();
        longAgo();
        Ledger damaged = new ForwardingLedger(world.ledger) {
            @Override
            public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
                Map<AggregateId, Loaded> all = new LinkedHashMap<>(super.loadAll(aggregates));
                all.computeIfPresent(
                        new AggregateId(AggregateId.Kind.FLOW, second.id().value()),
                        (id, found) -> new Loaded(found.version(), null, null, null, "1/100", null));
                return all;
            }
        };
        FlowEngine reading = new FlowEngine(
                new FlowRecords(damaged, world.deliveries, world.roles),
                world.flows,
                world.roles,
                new FeelConditions(),
                world.ledger,
                world.engine.zone());

        FilesErasureHandler handler = new FilesErasureHandler(reading.files(damaged), media, world.clock);
        assertThat(erases(handler)).isInstanceOf(Result.Impossible.class);
        assertThat(media.load(file)).isPresent();
        assertThat(media.setAside(file)).as("in its place").isEqualTo(MediaStore.Aside.YOUNG);
    }

    private FlowInstance another() {
        world.says(ChatWorld.WANG, "/start 发货流程");
        world.presses(ChatWorld.WANG, "提交", "客户名称", "乙公司", "发货内容", "网线", "数量", "1", "金额", "5");
        world.presses(ChatWorld.ZHANG, "同意");
        return world.record("FH-20261123-0002");
    }

    @Test
    void a_large_store_is_looked_at_a_few_seconds_at_a_time_and_to_the_end() {
        longAgo();
        FilesErasureHandler handler = handler(pageByPage());
        int claims = 1;
        for (Result result = erases(handler); result instanceof Result.Later; result = erases(handler)) {
            assertThat(calls).as("pieces of six seconds").isEqualTo(claims);
            assertThat(claims++).isLessThan(1000);
        }

        assertThat(claims).isGreaterThan(1);
        assertThat(media.load(file)).isEmpty();
    }

    /** One aggregate a piece, each of which takes six seconds. */
    private Ledger pageByPage() {
        return new ForwardingLedger(world.ledger) {
            @Override
            public Aggregates aggregates(String cursor) {
                calls++;
                world.clock.tick(Duration.ofSeconds(6));
                var all = world.ledger.aggregates(Ledger.START).ids();
                int at = cursor.equals(Ledger.START) ? 0 : Integer.parseInt(cursor);
                return new Aggregates(List.of(all.get(at)), at + 1 == all.size() ? null : Integer.toString(at + 1));
            }
        };
    }
}
