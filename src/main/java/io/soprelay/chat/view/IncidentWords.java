package io.soprelay.chat.view;

import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs.Outcome;
import io.soprelay.incident.Trouble;

/** What whoever acts on an incident is told; the same for the button and the command. */
public final class IncidentWords {
    private final Phrases phrases;

    public IncidentWords(Phrases phrases) {
        this.phrases = phrases;
    }

    /** After another try, or the release of what was frozen. */
    public String retried(Outcome outcome) {
        boolean released = outcome instanceof Outcome.Done(Incident incident)
                && incident.trouble() instanceof Trouble.StoreRolledBack;
        return of(outcome, released ? "incident.released" : "incident.retried");
    }

    /** @param done message key for an act that was done */
    public String of(Outcome outcome, String done) {
        return switch (outcome) {
            case Outcome.Done success -> phrases.say(done);
            case Outcome.NotFound none -> phrases.say("incident.not-found");
            case Outcome.NotPermitted foreign -> phrases.say("toast.admin-only");
            case Outcome.Over over -> phrases.say("incident.over");
            case Outcome.ReasonMissing silent -> phrases.say("incident.reason.missing");
            case Outcome.NoHelp other -> phrases.say("incident.no-help");
        };
    }
}
