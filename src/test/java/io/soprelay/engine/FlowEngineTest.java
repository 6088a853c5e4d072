package io.soprelay.engine;

import static io.soprelay.engine.EngineWorld.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Delivery;
import io.soprelay.reminder.Reminders;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.ReturnFlow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FlowEngineTest {
    private final EngineWorld world = new EngineWorld();

    @Test
    void a_start_gets_a_number_and_is_found_by_it_however_it_is_typed() {
        FlowInstance record = world.startDelivery();

        assertThat(record.number()).isEqualTo("FH-20261123-0001");
        assertThat(world.engine.findByNumber(" ｆｈ-20261123-0001 ")).contains(record);
    }

    @Test
    void the_same_start_card_makes_one_record_whatever_is_typed_on_it() {
        CommandId card = CommandIds.startCard("one card");
        EngineAnswer.Done first = done(world.engine.start("delivery", card, DeliveryFlow.order(), Cast.WANG));
        EngineAnswer.Done second = done(world.engine.start("delivery", card, Map.of(), Cast.WANG));

        assertThat(second.repeated()).isTrue();
        assertThat(second.instance()).isEqualTo(first.instance());
        assertThat(world.startDelivery().number()).isEqualTo("FH-20261123-0002");
    }

    @Test
    void a_refused_start_uses_up_no_number_and_a_corrected_one_goes_through() {
        CommandId card = CommandIds.startCard("card with a mistake");
        EngineAnswer refused = world.engine.start("delivery", card, Map.of(), Cast.WANG);

        assertThat(refused).isInstanceOf(EngineAnswer.Refused.class);
        assertThat(done(world.engine.start("delivery", card, DeliveryFlow.order(), Cast.WANG))
                        .instance()
                        .number())
                .isEqualTo("FH-20261123-0001");
    }

    @Test
    void an_unknown_flow_or_record_is_refused() {
        EngineAnswer flow = world.engine.start("nothing", CommandIds.startCard("x"), Map.of(), Cast.WANG);
        FlowInstance ghost = world.startDelivery().withVersion(9);
        EngineAnswer record = world.engine.handle(new CommandEnvelope(
                new io.soprelay.flow.model.FlowId("feed"),
                new CommandId("c"),
                new FlowCommand.MoveToState("已取消", "客户不要了"),
                ghost.owner(),
                null));

        assertThat(List.of(flow, record))
                .allSatisfy(answer -> assertThat(
                                ((EngineAnswer.Refused) answer).rejection().code())
                        .isEqualTo(Rejection.Code.NOT_FOUND));
    }

    @Test
    void a_repeated_command_id_is_answered_with_the_record_and_happens_once() {
        FlowInstance record = world.startDelivery();
        ItemId approval = new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1);
        CommandEnvelope envelope = new CommandEnvelope(
                record.id(), new CommandId("press"), new FlowCommand.Approve(approval, 1, ""), Cast.ZHANG, null);

        EngineAnswer.Done first = done(world.engine.handle(envelope));
        EngineAnswer.Done again = done(world.engine.handle(envelope));

        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.instance()).isEqualTo(first.instance());
    }

    @Test
    void history_replayed_gives_the_stored_record() {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);

        FlowInstance replayed = null;
        for (FlowCommit commit : world.engine.history(record.id())) {
            replayed = FlowEvolver.apply(replayed, commit.events());
        }

        assertThat(replayed).isEqualTo(world.now(record)).isEqualTo(record);
    }

    @Test
    void of_many_presses_at_once_one_wins_and_versions_have_no_gap() throws Exception {
        world.setRole("库管", Cast.LI, Cast.CHEN);
        FlowInstance record = world.startDelivery();
        ItemId approval = new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1);
        Set<String> winners = ConcurrentHashMap.newKeySet();
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                String press = "press-" + i;
                FlowCommand command = i % 2 == 0
                        ? new FlowCommand.Approve(approval, 1, "")
                        : new FlowCommand.Reject(approval, 1, "数量不对");
                people.execute(() -> {
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    EngineAnswer answer = world.engine.handle(
                            new CommandEnvelope(record.id(), new CommandId(press), command, Cast.ZHANG, null));
                    if (answer instanceof EngineAnswer.Done) {
                        winners.add(press);
                    }
                });
            }
            go.countDown();
        }

        assertThat(winners).hasSize(1);
        assertThat(world.engine.history(record.id()).stream().map(FlowCommit::version))
                .containsExactly(1L, 2L);
    }

    @Test
    void a_store_that_is_away_is_said_and_the_same_command_goes_through_later() {
        FlowInstance record = world.startDelivery();
        ItemId approval = new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1);
        CommandEnvelope envelope = new CommandEnvelope(
                record.id(), new CommandId("press"), new FlowCommand.Approve(approval, 1, ""), Cast.ZHANG, null);
        world.ledger.setAway(true);

        assertThatThrownBy(() -> world.engine.handle(envelope)).isInstanceOf(LedgerUnavailableException.class);

        world.ledger.setAway(false);
        assertThat(done(world.engine.handle(envelope)).instance().state()).isEqualTo("已审批");
    }

    @Test
    void the_pressed_card_waits_for_its_answer_and_everybody_elses_leaves_at_once() {
        FlowInstance record = world.startDelivery();
        ItemId approval = new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1);
        world.waiting(Lane.CARD);
        CardId pressed = new CardId(record.id(), approval, Cast.ZHANG);
        world.ledger.answered(
                AggregateId.partitionOf(record.id().value()), Lane.CARD, pressed.toString(), 1, null, new byte[] {'1'});

        world.engine.handle(new CommandEnvelope(
                record.id(), new CommandId("press"), new FlowCommand.Approve(approval, 1, ""), Cast.ZHANG, pressed));

        assertThat(world.waiting(Lane.CARD))
                .contains(new Delivery.CardDelivery(record.id(), new ItemId(DeliveryFlow.SHIP, 1), Cast.LI))
                .doesNotContain(new Delivery.CardDelivery(record.id(), approval, Cast.ZHANG));
    }

    @Test
    void a_return_that_is_stocked_moves_its_delivery() {
        FlowInstance delivery = shipped();
        FlowInstance request = done(world.engine.start(
                        "return", CommandIds.startCard("return"), returnOf(delivery), Cast.WANG))
                .instance();
        world.deliverAll();
        assertThat(world.now(delivery).links()).containsKey(request.id());

        world.approve(request, ReturnFlow.RETURN_APPROVAL, Cast.ZHANG);
        stockIn(request);
        world.deliverAll();

        assertThat(world.now(request).state()).isEqualTo("已入库");
        assertThat(world.now(delivery).state()).isEqualTo("已退货");
    }

    @Test
    void a_changed_role_reaches_open_items_and_the_former_holder_loses_the_task() {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        world.deliverAll();
        assertThat(world.todos.recordsOf(Cast.LI)).hasSize(1);

        world.setRole("库管", Cast.CHEN);
        world.deliverAll();

        assertThat(world.todos.recordsOf(Cast.LI)).isEmpty();
        assertThat(world.todos.recordsOf(Cast.CHEN))
                .extracting(FlowInstance::id)
                .containsExactly(record.id());
    }

    @Test
    void a_sweep_that_overtakes_the_setter_of_the_role_still_reassigns() {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        world.roleSetElsewhere("库管", Cast.CHEN);

        world.deliverAll();

        assertThat(world.now(record).newest(DeliveryFlow.SHIP).orElseThrow().holders())
                .containsExactly(Cast.CHEN);
    }

    @Test
    void a_reminder_comes_at_its_moment_and_not_before() {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        world.ledger.advance(Duration.ofHours(7));
        world.deliverAll();
        assertThat(world.waiting(Lane.REMINDER)).isEmpty();

        world.ledger.advance(Duration.ofHours(1));
        world.deliverAll();

        assertThat(world.waiting(Lane.REMINDER)).containsExactly(new Delivery.PersonReminders(Cast.LI));
        assertThat(world.reminders.gathered(Cast.LI).waiting())
                .singleElement()
                .extracting(Reminders.Waiting::flow, Reminders.Waiting::item)
                .containsExactly(record.id(), new ItemId(DeliveryFlow.SHIP, 1));
    }

    @Test
    void a_rescan_puts_back_cards_and_timers_that_were_lost() {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        Delivery.CardDelivery card = new Delivery.CardDelivery(record.id(), new ItemId(DeliveryFlow.SHIP, 1), Cast.LI);
        int partition = AggregateId.partitionOf(record.id().value());
        world.ledger.claim(partition, Map.of(Lane.CARD, 50), 60_000).entries().forEach(world.ledger::done);

        world.rescan.visit(partition);

        assertThat(world.waiting(Lane.CARD)).contains(card);
    }

    private FlowInstance shipped() {
        FlowInstance record = world.approve(world.startDelivery(), DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        complete(record, DeliveryFlow.SHIP, "物流凭证", DeliveryFlow.shippingForm(), Cast.LI);
        assertThat(world.now(record).state()).isEqualTo("已发货");
        return world.now(record);
    }

    private void stockIn(FlowInstance request) {
        complete(request, ReturnFlow.STOCK_IN, "入库凭证", Map.of("实际入库时间", List.of("2026-11-23 10:30")), Cast.LI);
    }

    private void complete(
            FlowInstance record, String task, String evidence, Map<String, List<String>> form, MemberId by) {
        ItemId item = world.now(record).newest(task).orElseThrow().id();
        done(world.does(
                record,
                new FlowCommand.AttachEvidence(
                        item,
                        evidence,
                        new io.soprelay.flow.model.Evidence("a".repeat(64), true, "单.jpg", by, world.engine.now()),
                        world.engine.now()),
                by));
        int part = world.now(record).find(item).orElseThrow().parts().getOrDefault(by, 0);
        done(world.does(record, new FlowCommand.CompleteTask(item, part, form), by));
    }

    private static Map<String, List<String>> returnOf(FlowInstance delivery) {
        Map<String, List<String>> form = new java.util.HashMap<>(ReturnFlow.request());
        form.put("关联发货单", List.of(delivery.number()));
        return form;
    }
}
