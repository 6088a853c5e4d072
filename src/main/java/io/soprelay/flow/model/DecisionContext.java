package io.soprelay.flow.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * Everything a decision needs from outside: time, who acts, who people are, what linked records are.
 *
 * @param now business time
 * @param zone the company's time zone
 * @param actor who asks; {@link MemberId#SYSTEM} for timers and linked records
 * @param people a snapshot of roles, managers and admins
 * @param conditions evaluates guards
 * @param newId the id a started instance gets; ignored otherwise
 * @param newNumber the number a started instance gets; ignored otherwise
 * @param linkTargets records named in the form, resolved once by the shell: the raw text to what it means
 */
public record DecisionContext(
        Instant now,
        ZoneId zone,
        MemberId actor,
        People people,
        Conditions conditions,
        FlowId newId,
        String newNumber,
        Map<String, LinkedRecord> linkTargets) {
    public DecisionContext {
        linkTargets = Map.copyOf(linkTargets);
    }
}
