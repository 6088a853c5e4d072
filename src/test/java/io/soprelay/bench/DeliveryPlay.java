package io.soprelay.bench;

import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.CardId;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One delivery from start to 已验收 by the people of the tests, as card presses do it: each act knows the record from
 * the answer before it, so it costs the engine one read and one script. Each act is timed.
 */
public final class DeliveryPlay {
    /** Commits of {@link #start} and {@link #finish} together. */
    static final int COMMITS = 7;

    private final FlowEngine engine;
    private final LongConsumer latencyNanos;

    public DeliveryPlay(FlowEngine engine, LongConsumer latencyNanos) {
        this.engine = engine;
        this.latencyNanos = latencyNanos;
    }

    /** @param name no two records share it */
    public FlowInstance start(String name) {
        return timed(() -> engine.start("delivery", CommandIds.startCard(name), DeliveryFlow.order(), Cast.WANG));
    }

    /** The shipping approval, both tasks with their pictures, the acceptance approval. */
    public FlowInstance finish(FlowInstance started) {
        FlowInstance record = approve(started, DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        record = complete(record, DeliveryFlow.SHIP, "物流凭证", Acts.evidence("物流单.jpg", Cast.LI, engine.now()), Cast.LI);
        record = complete(
                record, DeliveryFlow.ACCEPT, "客户验收凭证", Acts.evidence("验收单.jpg", Cast.WANG, engine.now()), Cast.WANG);
        return approve(record, DeliveryFlow.ACCEPTANCE_APPROVAL, Cast.ZHAO);
    }

    /** As far as the acceptance task: the state in which most live deliveries are. */
    public FlowInstance ship(FlowInstance started) {
        FlowInstance record = approve(started, DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        Evidence picture = Acts.evidence("物流单.jpg", Cast.LI, engine.now());
        return complete(record, DeliveryFlow.SHIP, "物流凭证", picture, Cast.LI);
    }

    /** A return that was taken in ends the delivery: from then on it is no live record. */
    FlowInstance takeBack(FlowInstance accepted) {
        FlowCommand note = new FlowCommand.NoteLinkedRecord(DeliveryFlow.aReturn(1, 1, "已入库", "12800"));
        return act(accepted, note, "note", MemberId.SYSTEM, null);
    }

    private FlowInstance approve(FlowInstance record, String approval, MemberId by) {
        ItemId item = Acts.newest(record, approval);
        FlowCommand command = new FlowCommand.Approve(item, Acts.card(record, approval, by), "");
        return act(record, command, "approve|" + item, by, item);
    }

    private FlowInstance complete(FlowInstance record, String task, String field, Evidence picture, MemberId by) {
        ItemId item = Acts.newest(record, task);
        FlowInstance withPicture = act(
                record,
                new FlowCommand.AttachEvidence(item, field, picture, picture.at()),
                "evidence|" + item,
                by,
                null);
        var form = task.equals(DeliveryFlow.SHIP) ? DeliveryFlow.shippingForm() : DeliveryFlow.acceptanceForm();
        FlowCommand command = new FlowCommand.CompleteTask(item, Acts.card(withPicture, task, by), form);
        return act(withPicture, command, "complete|" + item, by, item);
    }

    private FlowInstance act(
            FlowInstance record, FlowCommand command, String name, MemberId by, @Nullable ItemId pressed) {
        CommandId id = CommandIds.delivery(record.id() + "|" + name);
        CardId answering = pressed == null ? null : new CardId(record.id(), pressed, by);
        return timed(() -> engine.handle(new CommandEnvelope(record.id(), id, command, by, answering)));
    }

    private FlowInstance timed(Supplier<EngineAnswer> act) {
        long began = System.nanoTime();
        EngineAnswer answer = act.get();
        latencyNanos.accept(System.nanoTime() - began);
        if (answer instanceof EngineAnswer.Done done && !done.repeated()) {
            return done.instance();
        }
        String why = answer instanceof EngineAnswer.Refused refused
                ? refused.rejection().toString()
                : "it was done before";
        throw new IllegalStateException("The engine did not do what was asked: " + why);
    }
}
