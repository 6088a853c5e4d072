package io.soprelay.engine;

import static io.soprelay.engine.EngineWorld.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Archived;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Stubs;
import io.soprelay.outbox.Delivery;
import io.soprelay.settings.ArchiveSettings;
import io.soprelay.testkit.TestRedis;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves the store, and when; what comes of an archived record when somebody asks for it; crashes in between. */
class ArchiverTest extends ArchiveSpecification {
    @Test
    void what_is_ended_or_settled_for_the_retention_leaves_and_nothing_else_does() throws Exception {
        FlowInstance cancelled = world.cancelled();
        FlowInstance accepted = world.accepted();
        FlowInstance open = world.shipping();
        world.rescans();
        world.passes(ArchiveWorld.RETENTION.minusMinutes(5));
        assertThat(world.archives()).as("not long enough").isZero();

        FlowInstance fresh = world.cancelled();
        world.passes(Duration.ofMinutes(6));
        world.rescans();
        assertThat(world.archives()).isEqualTo(2);

        assertThat(world.place(cancelled)).isNotNull();
        assertThat(world.place(accepted)).isNotNull();
        assertThat(world.place(open)).as("somebody has to ship it").isNull();
        assertThat(world.place(fresh)).as("ended six minutes ago").isNull();
        assertThat(world.archives()).as("once").isZero();
        assertThat(world.verifies()).matches(HistoryReport::isWhole);
    }

    @Test
    void whoever_asks_sees_an_archived_record_as_it_was_and_nobody_counts_it_as_live() throws Exception {
        FlowInstance record = world.accepted();
        List<?> history = world.engine.history(record.id());
        archived(record);

        assertThat(world.engine.find(record.id())).contains(record);
        assertThat(world.engine.findByNumber(record.number())).contains(record);
        assertThat(world.engine.findAll(List.of(record.id()))).containsExactly(record);
        assertThat(world.engine.history(record.id())).isEqualTo(history);
        assertThat(world.todos.recordsOf(Cast.WANG)).isEmpty();
        assertThat(world.ledger.live(
                        AggregateId.Kind.FLOW,
                        AggregateId.partitionOf(record.id().value())))
                .doesNotContain(record.id().value());
        assertThat(world.place(record)).as("looking puts nothing back").isNotNull();
    }

    @Test
    void a_press_on_an_old_card_is_refused_as_before_and_puts_nothing_back() throws Exception {
        FlowInstance record = world.cancelled();
        CommandId press = new CommandId("press");
        FlowCommand approve = new FlowCommand.Approve(new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1), 1, "");
        EngineAnswer before = world.repeats(record, press, approve, Cast.ZHANG);
        archived(record);

        assertThat(world.repeats(record, press, approve, Cast.ZHANG)).isEqualTo(before);
        assertThat(before).isInstanceOf(EngineAnswer.Refused.class);
        assertThat(world.place(record)).isNotNull();
    }

    @Test
    void a_return_of_an_archived_delivery_brings_it_back_and_moves_it_once() throws Exception {
        FlowInstance delivery = world.accepted();
        archived(delivery);

        FlowInstance request = world.startReturn(delivery);
        world.deliverAll();
        assertThat(world.place(delivery)).as("it was told of the return").isNull();
        assertThat(world.now(delivery).links()).containsKey(request.id());
        world.stocks(request);

        assertThat(world.now(delivery).state()).isEqualTo("已退货");
        world.rescans();
        world.passes(ArchiveWorld.RETENTION.plusMinutes(1));
        world.rescans();
        assertThat(world.archives()).isEqualTo(2);
        assertThat(world.now(delivery).state()).isEqualTo("已退货");
        assertThat(world.verifies()).matches(HistoryReport::isWhole);
    }

    @Test
    void an_archived_record_can_be_told_of_by_a_live_one_for_ever() throws Exception {
        FlowInstance delivery = world.accepted();
        FlowInstance request = world.startReturn(delivery);
        world.deliverAll();
        archived(delivery);
        assertThat(world.place(request)).as("it waits for its approval").isNull();

        world.rescans();
        world.deliverAll();
        assertThat(world.place(delivery))
                .as("it has heard everything: a rescan puts nothing back")
                .isNotNull();
        world.stocks(request);
        assertThat(world.now(delivery).state()).isEqualTo("已退货");
    }

    @Test
    void what_waits_to_be_delivered_keeps_its_record_in_the_store() throws Exception {
        FlowInstance record = world.startDelivery();
        done(world.does(record, Acts.moveTo("已取消"), Cast.WANG));
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        world.rescans();
        assertThat(world.archives()).as("the approver's card still says 同意").isZero();
        world.deliverAll();
        world.rescans();
        assertThat(world.archives()).isEqualTo(1);
    }

    @Test
    void what_an_earlier_release_left_is_judged_by_what_happened_in_it() throws Exception {
        FlowInstance old = world.cancelled();
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        FlowInstance fresh = world.accepted();
        for (FlowInstance record : List.of(old, fresh)) {
            TestRedis.client().hdel(ArchiveWorld.key(record), "t");
        }
        world.rescans();
        assertThat(world.archives()).isEqualTo(1);
        assertThat(world.place(old)).isNotNull();
        assertThat(world.place(fresh)).isNull();
    }

    @Test
    void its_cards_are_known_to_be_shown_when_it_comes_back_and_not_where() throws Exception {
        FlowInstance record = world.accepted();
        String card = new Delivery.CardDelivery(record.id(), new ItemId(DeliveryFlow.SHIP, 1), Cast.LI).entryId();
        int partition = AggregateId.partitionOf(record.id().value());
        long shown = shown(partition, card);
        assertThat(shown).isPositive();
        archived(record);
        assertThat(shown(partition, card)).isZero();
        assertThat(world.store.schedules().record(partition, Lane.CARD, card)).isEmpty();

        world.startReturn(record);
        world.deliverAll();
        assertThat(world.place(record)).isNull();
        assertThat(shown(partition, card)).isEqualTo(shown);
        assertThat(world.store.schedules().record(partition, Lane.CARD, card)).isEmpty();
    }

    private long shown(int partition, String card) {
        return Objects.requireNonNull(world.store
                        .schedules()
                        .standing(partition, Lane.CARD, List.of(card))
                        .get(card))
                .shown();
    }

    @Test
    void archiving_changes_no_row_that_a_digest_or_a_list_counts() throws Exception {
        FlowInstance old = world.accepted();
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        world.accepted();
        world.shipping();
        world.rescans();
        Map<String, Map<String, String>> before = rows();

        assertThat(world.archives()).isEqualTo(1);
        assertThat(world.place(old)).isNotNull();
        assertThat(rows()).isEqualTo(before).hasSizeGreaterThan(3);
        assertThat(Finished.KEPT)
                .as("rows of finished work are forgotten before their record may leave")
                .isLessThanOrEqualTo(ArchiveSettings.AFTER_MIN);
    }

    private static Map<String, Map<String, String>> rows() {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        TestRedis.keys().stream()
                .filter(key -> key.startsWith("{p") && key.contains("}:row:"))
                .forEach(key -> rows.put(key, TestRedis.client().hgetAll(key)));
        return rows;
    }

    @Test
    void a_disk_that_refuses_loses_nothing_and_is_told() throws Exception {
        FlowInstance record = world.cancelled();
        world.rescans();
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        Files.createDirectories(folder.resolve("segment-000001.archive"));
        Heard heard = new Heard();
        ArchiveRounds rounds = rounds(heard);

        assertThat(rounds.visitNext()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rounds.isRefused()).isTrue();
        assertThat(heard.refused).singleElement().asString().contains("Nothing has left the store");
        assertThat(world.place(record)).isNull();
        Files.delete(folder.resolve("segment-000001.archive"));
        rounds.visitNext();
        assertThat(rounds.isRefused()).isFalse();
        assertThat(heard.wrote).isEqualTo(1);
        assertThat(rounds.archived()).isEqualTo(1);
        assertThat(rounds.last()).isNotNull();
        assertThat(world.place(record)).isNotNull();
    }

    private ArchiveRounds rounds(Heard heard) {
        return new ArchiveRounds(
                world.ledger,
                world.archiver(stubs -> stubs),
                heard,
                java.time.InstantSource.system(),
                ArchiveWorld.RETENTION,
                true);
    }

    private static final class Heard implements ArchiveRounds.Watch {
        private final List<String> refused = new java.util.ArrayList<>();
        private int wrote;

        @Override
        public void refused(String reason) {
            refused.add(reason);
        }

        @Override
        public void wrote() {
            wrote++;
        }
    }

    @Test
    void a_store_that_went_back_reads_what_the_archive_holds_newer() throws Exception {
        FlowInstance record = world.cancelled();
        archived(record);
        String place = world.place(record);
        TestRedis.client().unlink(ArchiveWorld.key(record));
        assertThat(world.engine.find(record.id())).isEmpty();

        ArchiveRounds rounds = rounds(new Heard());
        rounds.storeWentBack();
        rounds.visitNext();
        assertThat(world.engine.find(record.id())).contains(record);
        assertThat(world.place(record)).isEqualTo(place);
    }

    /** Where the bot dies. */
    enum Death {
        ARCHIVE_READ,
        FLUSHED,
        BEFORE_TRIM,
        AFTER_TRIM
    }

    private static final class BotDiedError extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies at one boundary. What the store is told of the archive comes after the flush, the trim after that. */
    private record DyingAt(Stubs stubs, Death death) implements Stubs {
        private void dies(Death here) {
            if (here == death) {
                throw new BotDiedError();
            }
        }

        @Override
        public Map<AggregateId, Long> lastCommits(List<AggregateId> aggregates) {
            return stubs.lastCommits(aggregates);
        }

        @Override
        public boolean trim(Archived archived, String place) {
            dies(Death.BEFORE_TRIM);
            boolean trimmed = stubs.trim(archived, place);
            dies(Death.AFTER_TRIM);
            return trimmed;
        }

        @Override
        public boolean recall(Archived archived, String place) {
            return stubs.recall(archived, place);
        }

        @Override
        public String claim(String name) {
            dies(Death.ARCHIVE_READ);
            return stubs.claim(name);
        }

        @Override
        public @Nullable String head() {
            return stubs.head();
        }

        @Override
        public void head(String head) {
            if (!head.contains(":80:")) { // that is a segment without any entry
                dies(Death.FLUSHED);
            }
            stubs.head(head);
        }
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void a_bot_that_dies_at_any_boundary_loses_nothing_and_the_next_one_goes_on(Death death) throws Exception {
        List<FlowInstance> records = List.of(world.cancelled(), world.accepted(), world.cancelled());
        List<?> histories = records.stream()
                .map(record -> world.engine.history(record.id()))
                .toList();
        world.rescans();
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        assertThatThrownBy(() -> world.archives(stubs -> new DyingAt(stubs, death)))
                .isInstanceOf(BotDiedError.class);
        world.close();

        world = new ArchiveWorld(folder);
        int left = death == Death.AFTER_TRIM ? 2 : 3;
        assertThat(world.archives()).isEqualTo(left);
        for (int i = 0; i < records.size(); i++) {
            FlowInstance record = records.get(i);
            assertThat(world.place(record)).isNotNull();
            assertThat(world.now(record)).isEqualTo(record);
            assertThat(world.engine.history(record.id())).isEqualTo(histories.get(i));
        }
        assertThat(world.verifies()).matches(HistoryReport::isWhole);
    }
}
