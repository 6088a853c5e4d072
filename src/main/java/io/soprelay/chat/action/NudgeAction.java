package io.soprelay.chat.action;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.NudgeWords;
import io.soprelay.digest.Nudges;
import io.soprelay.digest.Nudges.Outcome;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.ToastKind;
import java.util.Optional;

/** 催办: asks whoever holds the item now to get on with it. For admins and the record's owner. */
public final class NudgeAction implements CardActionHandler {
    private final FlowEngine engine;
    private final Roles roles;
    private final Nudges nudges;
    private final NudgeWords words;

    public NudgeAction(FlowEngine engine, Roles roles, Nudges nudges, NudgeWords words) {
        this.engine = engine;
        this.roles = roles;
        this.nudges = nudges;
        this.words = words;
    }

    @Override
    public String id() {
        return Buttons.NUDGE;
    }

    @Override
    public CardAnswer handle(Press press) {
        Optional<FlowInstance> found = engine.find(press.flow())
                .filter(instance -> roles.mayOversee(press.operator()) || instance.involves(press.operator()));
        if (found.isEmpty()) {
            return CardAnswer.toast(ToastKind.WARNING, words.notFound());
        }
        FlowInstance instance = found.get();
        if (!roles.mayOversee(press.operator()) && !instance.owner().equals(press.operator())) {
            return CardAnswer.toast(ToastKind.WARNING, words.notPermitted(instance));
        }
        Outcome outcome = nudges.nudge(
                instance,
                press.item(),
                press.operator(),
                CommandIds.delivery(press.action().deliveryId()));
        return CardAnswer.toast(
                outcome instanceof Outcome.Nudged ? ToastKind.SUCCESS : ToastKind.WARNING,
                words.of(outcome, engine.now()));
    }
}
