package io.soprelay.flow.decide;

import io.soprelay.flow.model.FlowCommand.RemindHolders;
import io.soprelay.flow.model.FlowEvent.HoldersReminded;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem;
import java.util.Optional;

/** A reminder moment has come. */
final class ReminderRules {
    private ReminderRules() {}

    static Optional<Rejection> remind(Turn turn, RemindHolders command) {
        WorkItem item = turn.instance().find(command.item()).orElseThrow();
        if (!item.reminders().contains(command.moment())) {
            return Optional.of(Rejection.of(
                    Code.NOTHING_TO_DO,
                    "'%s' has no reminder ahead at %s".formatted(command.item(), command.moment())));
        }
        turn.happen(new HoldersReminded(turn.now(), command.item(), command.moment()));
        return Optional.empty();
    }
}
