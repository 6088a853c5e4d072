package io.soprelay.flow.decide;

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.Effect.CancelReminder;
import io.soprelay.flow.model.Effect.EraseFiles;
import io.soprelay.flow.model.Effect.RefreshCard;
import io.soprelay.flow.model.Effect.SendNotice;
import io.soprelay.flow.model.Effect.SendReminder;
import io.soprelay.flow.model.Effect.SetReminder;
import io.soprelay.flow.model.Effect.TellEnd;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowEvent.EvidenceAdded;
import io.soprelay.flow.model.FlowEvent.HoldersReminded;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.TextsErased;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.flow.model.WorkItem.TodoTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the outside world should do: the difference between the record before and after, and the news told. */
final class EffectRules {
    private EffectRules() {}

    static List<Effect> effects(@Nullable FlowInstance before, FlowInstance after, Turn turn) {
        List<Effect> effects = new ArrayList<>();
        for (WorkItem item : after.items()) {
            WorkItem was = before == null ? null : before.find(item.id()).orElse(null);
            if (was == null && item.status() != Status.OPEN) {
                continue; // Opened and closed in one commit: nobody ever saw it.
            }
            if (!item.equals(was)) {
                cards(was, item, effects);
                reminders(was, item, turn.events(), effects);
            }
        }
        for (FlowEvent event : turn.events()) {
            if (event instanceof TextsErased) {
                after.items().forEach(item -> cards(null, item, effects));
                effects.add(new EraseFiles());
            } else if (event instanceof EvidenceAdded added) {
                // Whoever completed it has no form open any more: that card may show what was added.
                after.find(added.task())
                        .map(item -> ((TodoTask) item).completedBy())
                        .ifPresent(member -> effects.add(new RefreshCard(added.task(), member)));
            } else if (event instanceof NoticeGiven given) {
                given.to().forEach(member -> effects.add(new SendNotice(given.notice(), member)));
            } else if (event instanceof HoldersReminded reminded) {
                after.find(reminded.item())
                        .ifPresent(item -> item.holders()
                                .forEach(holder ->
                                        effects.add(new SendReminder(reminded.item(), reminded.moment(), holder))));
            }
        }
        effects.addAll(ends(before, after, turn));
        effects.addAll(LinkRules.tell(turn.definition(), before, after));
        Set<ItemId> open = after.openItems().stream().map(WorkItem::id).collect(Collectors.toSet());
        turn.emptyRoles().stream()
                .filter(report -> open.contains(report.item()))
                .forEach(effects::add);
        return effects;
    }

    /** A card that turns grey rings nobody. Who ended the record, or is given news of it anyway, knows. */
    private static List<TellEnd> ends(@Nullable FlowInstance before, FlowInstance after, Turn turn) {
        if (before == null || !turn.isFinal() || before.state().equals(after.state())) {
            return List.of();
        }
        Set<MemberId> told = new LinkedHashSet<>();
        for (WorkItem item : before.openItems()) {
            if (after.find(item.id()).map(WorkItem::status).equals(Optional.of(Status.CLOSED))) {
                told.addAll(item.holders());
            }
        }
        told.remove(turn.context().actor());
        for (FlowEvent event : turn.events()) {
            if (event instanceof NoticeGiven given) {
                given.to().forEach(told::remove);
            }
        }
        return told.stream().map(TellEnd::new).toList();
    }

    /** A card is wrong exactly when its person's part has another version. */
    private static void cards(@Nullable WorkItem was, WorkItem item, List<Effect> effects) {
        Map<?, Integer> known = was == null ? Map.of() : was.parts();
        item.parts().forEach((member, version) -> {
            if (!version.equals(known.get(member))) {
                effects.add(new RefreshCard(item.id(), member));
            }
        });
    }

    private static void reminders(@Nullable WorkItem was, WorkItem item, List<FlowEvent> events, List<Effect> effects) {
        List<Instant> known = was == null ? List.of() : was.reminders();
        for (Instant moment : item.reminders()) {
            if (!known.contains(moment)) {
                effects.add(new SetReminder(item.id(), moment));
            }
        }
        for (Instant moment : known) {
            boolean fired = events.stream()
                    .anyMatch(event -> event instanceof HoldersReminded reminded
                            && reminded.item().equals(item.id())
                            && reminded.moment().equals(moment));
            if (!item.reminders().contains(moment) && !fired) {
                effects.add(new CancelReminder(item.id(), moment));
            }
        }
    }
}
