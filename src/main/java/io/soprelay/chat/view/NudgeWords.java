package io.soprelay.chat.view;

import io.soprelay.digest.Nudges.Outcome;
import io.soprelay.flow.model.FlowInstance;
import java.time.Instant;
import java.util.List;

/** What whoever nudges is told; the same for the button and the command. */
public final class NudgeWords {
    private final Phrases phrases;

    public NudgeWords(Phrases phrases) {
        this.phrases = phrases;
    }

    public String of(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Nudged(var holders) -> phrases.say("nudge.done", phrases.names(holders));
            case Outcome.TooSoon(var holders, var again) ->
                phrases.say("nudge.too-soon", phrases.names(holders), phrases.time(again, now));
            case Outcome.NotOpen none -> phrases.say("nudge.not-open");
        };
    }

    public String notFound() {
        return phrases.say("toast.not-found");
    }

    public String notPermitted(FlowInstance instance) {
        return phrases.say("toast.not-permitted", phrases.names(List.of(instance.owner())));
    }
}
