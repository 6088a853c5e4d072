package io.soprelay.engine;

import static io.soprelay.engine.EngineWorld.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.ForwardingLedger;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardRecord;
import io.soprelay.outbox.Delivery;
import io.soprelay.testkit.Commits;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RescanTest {
    private final EngineWorld world = new EngineWorld();

    @Test
    void where_nothing_is_missing_nothing_is_put_back() {
        FlowInstance delivery = shipped();
        stocked(returnOf(delivery));
        settled();

        assertThat(rescan()).isZero();
        assertThat(world.ledger.backlog().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .as("only timers wait")
                .isEqualTo(world.ledger.backlog().get(Lane.TIMER));
    }

    @Test
    void timers_of_an_item_that_is_closed_while_it_is_looked_at_are_not_put_back() {
        FlowInstance record = shipping();
        settled();
        WorkItem task = world.now(record).openItems().getFirst();
        assertThat(task.reminders()).isNotEmpty();
        boolean[] closed = new boolean[1];
        Ledger meanwhile = new ForwardingLedger(world.ledger) {
            @Override
            public Map<AggregateId, Loaded> loadAll(List<AggregateId> aggregates) {
                Map<AggregateId, Loaded> read = super.loadAll(aggregates);
                if (!closed[0]) {
                    closed[0] = true;
                    complete(record, DeliveryFlow.SHIP, "物流凭证", DeliveryFlow.shippingForm());
                }
                return read;
            }
        };
        FlowRecords records = new FlowRecords(meanwhile, world.deliveries, world.roles);
        int partition = AggregateId.partitionOf(record.id().value());

        new Rescan(meanwhile, world.ledger, records, world.engine, world.deliveries, world.roles, world.todos)
                .visit(partition);

        assertThat(closed).containsExactly(true);
        List<String> timers = task.reminders().stream()
                .map(moment -> new Delivery.ReminderTimer(record.id(), task.id(), moment).entryId())
                .toList();
        assertThat(world.ledger.standing(partition, Lane.TIMER, timers).values())
                .noneMatch(Schedules.Standing::waits);
    }

    @Test
    void a_tell_that_was_lost_is_told_again_and_only_once() {
        FlowInstance delivery = shipped();
        FlowInstance request = returnOf(delivery);
        loseSchedules();
        assertThat(world.now(delivery).links()).isEmpty();

        rescan();
        rescan();
        assertThat(handovers()).hasSize(1);
        world.deliverAll();

        assertThat(world.now(delivery).links()).containsKey(request.id());
        assertThat(rescanTells()).isZero();
    }

    @Test
    void a_record_that_ended_is_visited_until_its_target_has_heard_of_it() {
        FlowInstance delivery = shipped();
        FlowInstance request = returnOf(delivery);
        settled();
        stocked(request);
        loseSchedules();
        assertThat(world.now(delivery).state()).isEqualTo("已发货");

        rescan();
        assertThat(ended(request)).isTrue();
        settled();

        assertThat(world.now(delivery).state()).isEqualTo("已退货");
        assertThat(ended(request)).isTrue();
        rescan();
        assertThat(ended(request)).isFalse();
    }

    @Test
    void news_for_an_ended_target_keeps_it_in_mind_until_it_is_settled() {
        FlowInstance delivery = shipped();
        FlowInstance first = returnOf(delivery);
        FlowInstance second = returnOf(delivery);
        stocked(first);
        settled();
        rescan();
        assertThat(ended(delivery)).isFalse();

        stocked(second);
        loseSchedules();
        rescan();
        settled();

        assertThat(world.now(delivery).links().get(second.id()))
                .extracting(link -> link.state())
                .isEqualTo("已入库");
        assertThat(ended(delivery)).isTrue();
        rescan();
        assertThat(ended(delivery)).isFalse();
    }

    @Test
    void rows_that_are_missing_stale_or_left_over_are_put_right() {
        FlowInstance missing = shipping();
        FlowInstance stale = shipping();
        FlowInstance leftOver = shipping();
        settled();
        StoredCodec codec = new StoredCodec();
        String li = "todo:" + Cast.LI;
        world.ledger.put(li, missing.id().value(), missing.version(), null);
        world.ledger.put(
                li,
                stale.id().value(),
                stale.version(),
                codec.write(
                        new TodoRow(stale.id(), "delivery", List.of(new TodoRow.Held("gone", 9, null, null, true)))));
        done(world.does(leftOver, new FlowCommand.MoveToState("已取消", "客户不要了"), Cast.WANG));
        loseSchedules();
        assertThat(world.ledger.all(li))
                .containsOnlyKeys(stale.id().value(), leftOver.id().value());

        assertThat(rescan()).isGreaterThanOrEqualTo(3);

        assertThat(world.ledger.all(li))
                .containsOnlyKeys(missing.id().value(), stale.id().value());
        assertThat(world.ledger.all(li).get(stale.id().value())).isEqualTo(codec.write(TodoRow.of(stale, Cast.LI)));
    }

    @Test
    void the_last_look_of_a_card_is_put_back_when_its_item_or_its_record_has_ended() {
        FlowInstance moved = shipped();
        FlowInstance cancelled = shipping();
        show(moved, new ItemId(DeliveryFlow.SHIP, 1), Cast.LI, 1, 2);
        show(cancelled, new ItemId(DeliveryFlow.SHIP, 1), Cast.LI, 1, 2);
        done(world.does(cancelled, new FlowCommand.MoveToState("已取消", "客户不要了"), Cast.WANG));
        loseSchedules();

        rescan();

        assertThat(world.waiting(Lane.CARD))
                .contains(
                        new Delivery.CardDelivery(moved.id(), new ItemId(DeliveryFlow.SHIP, 1), Cast.LI),
                        new Delivery.CardDelivery(cancelled.id(), new ItemId(DeliveryFlow.SHIP, 1), Cast.LI))
                .noneMatch(card ->
                        card instanceof Delivery.CardDelivery of && of.member().equals(Cast.ZHAO));
    }

    @Test
    void a_card_that_shows_its_part_as_it_is_stays_alone_whatever_else_happened_to_the_record() {
        FlowInstance record = shipping();
        settled();
        show(record, new ItemId(DeliveryFlow.SHIP, 1), Cast.LI, 1, record.version());
        done(world.does(
                record,
                Acts.send("单.jpg", DeliveryFlow.SHIP, "物流凭证").on(record, Cast.LI, world.engine.now()),
                Cast.LI));
        loseSchedules();

        rescan();

        assertThat(world.waiting(Lane.CARD))
                .doesNotContain(new Delivery.CardDelivery(record.id(), new ItemId(DeliveryFlow.SHIP, 1), Cast.LI));
    }

    @Test
    void an_ended_record_whose_card_is_on_its_way_is_not_let_go() {
        FlowInstance record = world.startDelivery();
        done(world.does(record, new FlowCommand.MoveToState("已取消", "客户不要了"), Cast.WANG));

        rescan();
        assertThat(ended(record)).isTrue();

        settled();
        rescan();
        assertThat(ended(record)).isFalse();
    }

    @Test
    void a_visit_costs_a_few_round_trips_for_each_fifty_records() {
        for (int i = 0; i < 40; i++) {
            shipping();
        }
        settled();
        rescan();
        int partition = AggregateId.partitionOf(world.startDelivery().id().value());
        settled();
        int before = world.ledger.calls();
        world.rescan.visit(partition);
        assertThat(world.ledger.calls() - before).isLessThanOrEqualTo(8);
    }

    @Test
    void a_record_that_cannot_be_read_keeps_no_other_of_its_partition_from_being_healed() {
        FlowInstance record = shipping();
        settled();
        AggregateId neighbour = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> Commits.flow("broken-" + i))
                .filter(id ->
                        id.partition() == AggregateId.partitionOf(record.id().value()))
                .findFirst()
                .orElseThrow();
        world.ledger.commit(Commits.commit(neighbour, "breaks", Basis.ANY.version()));
        loseSchedules();

        rescan();
        assertThat(world.ledger.backlog().get(Lane.TIMER)).isEqualTo(1);
    }

    private int rescan() {
        int repaired = 0;
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            repaired += world.rescan.visit(partition);
        }
        return repaired;
    }

    private long rescanTells() {
        rescan();
        return handovers().size();
    }

    private List<Delivery> handovers() {
        List<Delivery> found = world.waiting(Lane.HANDOVER);
        // Taken only for the count: the lease ends, and they are carried out after it.
        world.clock.tick(java.time.Duration.ofSeconds(61));
        return found;
    }

    private void loseSchedules() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            world.ledger.loseSchedules(partition, false);
        }
    }

    private boolean ended(FlowInstance record) {
        return world.ledger
                .ended(
                        AggregateId.Kind.FLOW,
                        AggregateId.partitionOf(record.id().value()))
                .containsKey(record.id().value());
    }

    /** Everything is carried out; whoever has a card sees its part as it is. */
    private void settled() {
        world.deliverAll();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            for (Lane lane : List.of(Lane.CARD, Lane.NOTICE, Lane.REMINDER)) {
                for (Claimed entry :
                        world.ledger.claim(partition, Map.of(lane, 500), 60_000).entries()) {
                    if (world.deliveries.read(entry.payload()) instanceof Delivery.CardDelivery card) {
                        FlowInstance record = world.engine.find(card.flow()).orElseThrow();
                        int part =
                                record.find(card.item()).orElseThrow().parts().getOrDefault(card.member(), 0);
                        world.ledger.shown(entry, record.version(), onScreen(part));
                    } else {
                        world.ledger.done(entry);
                    }
                }
            }
        }
    }

    private void show(FlowInstance record, ItemId item, MemberId member, int part, long revision) {
        String card = new Delivery.CardDelivery(record.id(), item, member).entryId();
        int partition = AggregateId.partitionOf(record.id().value());
        byte[] read = world.ledger.record(partition, Lane.CARD, card).orElse(null);
        world.ledger.answered(partition, Lane.CARD, card, revision, read, onScreen(part));
    }

    private byte[] onScreen(int part) {
        return world.deliveries.write(
                new CardRecord("om_1", "feishu:x", 1, world.engine.now(), "hash", part, null, List.of()));
    }

    private FlowInstance shipping() {
        return world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
    }

    private FlowInstance shipped() {
        FlowInstance record = shipping();
        complete(record, DeliveryFlow.SHIP, "物流凭证", DeliveryFlow.shippingForm());
        return world.now(record);
    }

    private FlowInstance returnOf(FlowInstance delivery) {
        Map<String, List<String>> form = new HashMap<>(ReturnFlow.request());
        form.put("关联发货单", List.of(delivery.number()));
        return done(world.engine.start(
                        "return", CommandIds.startCard("return-" + world.ledger.calls()), form, Cast.WANG))
                .instance();
    }

    private void stocked(FlowInstance request) {
        world.approve(request, ReturnFlow.RETURN_APPROVAL, Cast.ZHANG);
        complete(request, ReturnFlow.STOCK_IN, "入库凭证", Acts.form("实际入库时间", "2026-11-23 10:30"));
        assertThat(world.now(request).state()).isEqualTo("已入库");
    }

    private void complete(FlowInstance record, String task, String evidence, Map<String, List<String>> form) {
        FlowInstance open = world.now(record);
        done(world.does(open, Acts.send("单.jpg", task, evidence).on(open, Cast.LI, world.engine.now()), Cast.LI));
        FlowInstance ready = world.now(record);
        done(world.does(ready, Acts.complete(task, form).on(ready, Cast.LI, world.engine.now()), Cast.LI));
    }
}
