package io.soprelay.chat;

import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.DeliveryHandler.Result;
import java.util.Optional;
import java.util.function.BiFunction;

/** What is told to whoever holds an item: what is done by now is not mentioned. */
final class HolderNews {
    private final FlowEngine engine;
    private final Sending sending;

    HolderNews(FlowEngine engine, Sending sending) {
        this.engine = engine;
        this.sending = sending;
    }

    /** @param card made of the item as it is now, seen by its holder; not asked for if they hold it no more */
    Result tell(FlowId flow, ItemId item, MemberId to, Claimed entry, BiFunction<Scene, WorkItem, Card> card) {
        Optional<FlowInstance> found = engine.find(flow);
        Optional<WorkItem> open = found.flatMap(instance -> instance.find(item))
                .filter(known -> known.holders().contains(to));
        if (found.isEmpty() || open.isEmpty()) {
            return new Result.Done();
        }
        return sending.card(to, entry, card.apply(Scene.of(engine, found.get(), to), open.get()));
    }
}
