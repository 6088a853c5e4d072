package io.soprelay.engine;

import static io.soprelay.engine.EngineWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.outbox.Delivery;
import io.soprelay.testkit.TestChain;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An erased record in the store: its texts are gone, and it goes on as a record. */
class ErasureTest {
    private static final String CANARY = "金丝雀不干了";

    private final EngineWorld world = new EngineWorld();

    private FlowInstance cancelled() {
        FlowInstance record = world.startDelivery();
        return done(world.does(record, new FlowCommand.MoveToState("已取消", CANARY), Cast.WANG))
                .instance();
    }

    private EngineAnswer erase(FlowInstance record) {
        return world.does(record, new FlowCommand.EraseTexts(), Cast.ZHOU);
    }

    private static AggregateId id(FlowInstance record) {
        return new AggregateId(AggregateId.Kind.FLOW, record.id().value());
    }

    /** State and history as bytes. */
    private Stream<String> stored(FlowInstance record) {
        StoredHistory stored = world.ledger.inspect(id(record));
        return Stream.concat(Stream.of(Objects.requireNonNull(stored.state())), stored.entries().stream())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private FlowInstance replayed(FlowInstance record) {
        FlowInstance replayed = null;
        for (FlowCommit commit : world.engine.history(record.id())) {
            replayed = FlowEvolver.apply(replayed, commit.events());
        }
        return Objects.requireNonNull(replayed);
    }

    @Test
    void a_reason_is_never_stored_in_the_open_and_read_as_it_was_written() {
        FlowInstance record = cancelled();

        assertThat(stored(record)).noneMatch(bytes -> bytes.contains(CANARY));
        assertThat(Objects.requireNonNull(world.now(record).moved()).reason()).isEqualTo(CANARY);
        assertThat(replayed(record)).isEqualTo(world.now(record)).isEqualTo(record);
    }

    @Test
    void erased_it_has_no_key_no_text_and_the_same_history_that_still_gives_its_state() {
        FlowInstance record = cancelled();
        List<byte[]> before = world.ledger.history(id(record));
        FlowInstance erased = done(erase(record)).instance();

        assertThat(world.ledger.load(id(record)).key()).isNull();
        assertThat(erased.toString()).doesNotContain(CANARY);
        assertThat(world.now(record)).isEqualTo(erased);
        assertThat(world.engine.history(record.id()).toString()).doesNotContain(CANARY);
        assertThat(replayed(record)).isEqualTo(erased);
        assertThat(world.ledger.history(id(record))).startsWith(before.toArray(byte[][]::new));
        assertThat(TestChain.CHAIN
                        .check(id(record), world.ledger.inspect(id(record)))
                        .isWhole())
                .isTrue();
        assertThat(erased.state()).isEqualTo("已取消");
        assertThat(Objects.requireNonNull(erased.moved()).by()).isEqualTo(Cast.WANG);
        assertThat(world.waiting(Lane.HANDOVER))
                .contains(
                        new Delivery.FilesErasure(record.id()),
                        new Delivery.StoreRewrite(record.id().value()));
    }

    @Test
    void a_process_that_knew_it_does_not_know_it_any_more() {
        FlowInstance record = cancelled();
        FlowRecords elsewhere = new FlowRecords(world.ledger, world.deliveries, world.roles, "已删除");
        assertThat(Objects.requireNonNull(
                                elsewhere.find(record.id()).orElseThrow().moved())
                        .reason())
                .isEqualTo(CANARY);
        erase(record);

        assertThat(Objects.requireNonNull(
                                elsewhere.find(record.id()).orElseThrow().moved())
                        .reason())
                .isEqualTo("已删除");
    }

    @Test
    void it_goes_on_as_a_record_and_takes_no_text_any_more() {
        FlowInstance record = cancelled();
        erase(record);
        FlowInstance noted = done(world.does(
                        record,
                        new FlowCommand.NoteLinkedRecord(DeliveryFlow.aReturn(1, 1, "已入库", "12800")),
                        Cast.ZHOU))
                .instance();

        assertThat(noted.links()).hasSize(1);
        assertThat(replayed(record)).isEqualTo(noted);
        assertThat(world.ledger.load(id(record)).key()).isNull();
    }

    @Test
    void a_record_under_way_is_not_erased_nor_one_twice() {
        FlowInstance open = world.startDelivery();
        FlowInstance ended = cancelled();
        erase(ended);

        assertThat(code(erase(open))).isEqualTo(Rejection.Code.WRONG_STATE);
        assertThat(code(erase(ended))).isEqualTo(Rejection.Code.ALREADY_DONE);
        assertThat(world.ledger.load(id(open)).key()).isNotNull();
    }

    @Test
    void every_file_that_was_sent_for_it_goes_but_not_one_that_another_record_has_too() {
        FlowInstance one = sent("waybill.jpg", sent("both.jpg", approved()));
        FlowInstance other = sent("both.jpg", approved());
        RecordFiles files = world.engine.files(world.ledger);
        assertThat(files.of(one.id())).containsExactlyInAnyOrder(sha256("waybill.jpg"), sha256("both.jpg"));
        assertThat(heldByOthers(one)).containsExactly(sha256("both.jpg"));
        assertThat(heldByOthers(other)).containsExactly(sha256("both.jpg"));

        done(world.does(other, new FlowCommand.MoveToState("已取消", CANARY), Cast.WANG));
        erase(other);

        assertThat(heldByOthers(one)).isEmpty();
    }

    private Set<String> heldByOthers(FlowInstance record) {
        RecordFiles files = world.engine.files(world.ledger);
        RecordFiles.Walk walk = files.walk(record.id(), files.of(record.id()));
        while (walk.goOn()) {
            assertThat(walk.unreadable()).isEmpty();
        }
        return walk.held();
    }

    private FlowInstance approved() {
        return world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
    }

    private FlowInstance sent(String file, FlowInstance record) {
        ItemId ship = world.now(record).newest(DeliveryFlow.SHIP).orElseThrow().id();
        Evidence evidence = Acts.evidence(file, Cast.LI, world.clock.instant());
        return done(world.does(
                        record, new FlowCommand.AttachEvidence(ship, "物流凭证", evidence, world.clock.instant()), Cast.LI))
                .instance();
    }

    private static String sha256(String file) {
        return Acts.evidence(file, Cast.LI, Instant.EPOCH).sha256();
    }

    /** As a store is that was built anew from its archive: the same bytes, and no key. */
    private FlowInstance withoutKey(FlowInstance record) {
        Loaded loaded = world.ledger.load(id(record));
        byte[] state = Objects.requireNonNull(loaded.state());
        List<byte[]> entries = world.ledger.history(id(record));
        world.ledger.commit(new Commit(
                id(record),
                "rebuilt",
                loaded.basis(),
                state,
                entries.getLast(),
                "done",
                false,
                List.of(),
                new Commit.KeyChange.Drop()));
        return record;
    }

    @Test
    void one_whose_key_is_lost_hides_what_is_written_from_now_on_under_a_new_one() {
        FlowInstance record = withoutKey(sent("waybill.jpg", approved()));
        assertThat(world.ledger.load(id(record)).key()).isNull();
        done(world.does(record, new FlowCommand.MoveToState("已取消", CANARY), Cast.ZHOU));

        assertThat(stored(record)).noneMatch(bytes -> bytes.contains(CANARY));
        assertThat(Objects.requireNonNull(world.now(record).moved()).reason()).isEqualTo(CANARY);
        assertThat(world.ledger.load(id(record)).key()).isNotNull();
    }

    @Test
    void one_whose_key_is_lost_is_erased_all_the_same() {
        FlowInstance record = withoutKey(cancelled());

        assertThat(done(erase(record)).instance().erased()).isNotNull();
    }

    @Test
    void a_key_that_an_older_store_gave_back_opens_nothing_and_is_dropped_again() {
        FlowInstance record = cancelled();
        RecordKey key = Objects.requireNonNull(world.ledger.load(id(record)).key());
        erase(record);
        Loaded erased = world.ledger.load(id(record));
        world.ledger.commit(new Commit(
                id(record),
                "back",
                erased.basis(),
                Objects.requireNonNull(erased.state()),
                world.ledger.history(id(record)).getLast(),
                "done",
                false,
                List.of(),
                new Commit.KeyChange.Store(key)));
        assertThat(world.engine.history(record.id()).toString()).doesNotContain(CANARY);

        done(erase(record));
        assertThat(world.ledger.load(id(record)).key()).isNull();
        assertThat(world.now(record).erased()).isNotNull();
        assertThat(code(erase(record))).isEqualTo(Rejection.Code.ALREADY_DONE);
    }

    @Test
    void one_that_an_earlier_release_began_stays_in_the_open_and_is_not_called_erased() {
        FlowInstance record = cancelled();
        StoredCodec codec = new StoredCodec();
        AggregateId old = new AggregateId(AggregateId.Kind.FLOW, "feed");
        FlowInstance inTheOpen = codec.read(
                new String(codec.write(record), StandardCharsets.UTF_8)
                        .replace(record.id().value(), old.id())
                        .getBytes(StandardCharsets.UTF_8),
                FlowInstance.class);
        world.ledger.commit(new Commit(
                old, "c1", Basis.NEW, codec.write(inTheOpen), codec.write(record.id()), "done", false, List.of()));

        assertThat(code(erase(inTheOpen))).isEqualTo(Rejection.Code.STORED_OPENLY);
        assertThat(world.engine.find(inTheOpen.id())).contains(inTheOpen);
    }

    private static Rejection.Code code(EngineAnswer answer) {
        return ((EngineAnswer.Refused) answer).rejection().code();
    }
}
