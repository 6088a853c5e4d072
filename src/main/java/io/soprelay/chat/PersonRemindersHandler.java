package io.soprelay.chat;

import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.NewsView.Reminded;
import io.soprelay.chat.view.Scene;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery.PersonReminders;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.reminder.Reminders;
import io.soprelay.reminder.Reminders.Gathered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells a person in one message what they are to be reminded of and were nudged about: whatever waits when it is sent. What
 * is done by now, or is somebody else's, is not mentioned.
 */
final class PersonRemindersHandler implements DeliveryHandler<PersonReminders> {
    private final Reminders reminders;
    private final FlowEngine engine;
    private final NewsView news;
    private final Sending sending;

    PersonRemindersHandler(Reminders reminders, FlowEngine engine, NewsView news, Sending sending) {
        this.reminders = reminders;
        this.engine = engine;
        this.news = news;
        this.sending = sending;
    }

    @Override
    public Class<PersonReminders> kind() {
        return PersonReminders.class;
    }

    @Override
    public Result handle(PersonReminders delivery, Claimed entry) {
        Gathered gathered = reminders.gathered(delivery.to());
        Map<FlowId, FlowInstance> records =
                engine
                        .findAll(gathered.waiting().stream()
                                .map(Reminders.Waiting::flow)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(FlowInstance::id, Function.identity()));
        List<Reminded> open = gathered.waiting().stream()
                .flatMap(waiting -> Optional.ofNullable(records.get(waiting.flow()))
                        .flatMap(record -> stillTheirs(record, waiting, delivery.to()))
                        .stream())
                .toList();
        return open.isEmpty()
                ? new Result.Shown(gathered.upTo(), null)
                : sending.gathered(delivery.to(), entry, news.reminders(open), gathered.upTo());
    }

    private Optional<Reminded> stillTheirs(FlowInstance record, Reminders.Waiting waiting, MemberId to) {
        return record.find(waiting.item())
                .filter(item -> item.holders().contains(to))
                .map(item -> new Reminded(Scene.of(engine, record, to), item, waiting.by()));
    }
}
