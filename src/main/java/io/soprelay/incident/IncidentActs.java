package io.soprelay.incident;

import io.soprelay.directory.ActLine;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident.End;
import io.soprelay.incident.Incident.State;
import io.soprelay.incident.Incident.Work;
import io.soprelay.incident.Incidents.Entry;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an admin does about an incident. Each act is checked against the admins of now at its commit, written into the
 * incident's history, and harmless to repeat under its command id. Safe for concurrent use; throws {@code
 * LedgerUnavailableException}.
 */
public final class IncidentActs {
    private static final int COMMIT_TRIES_MAX = 8;

    private final Incidents incidents;
    private final Schedules schedules;
    private final Roles roles;
    private final FlowEngine engine;

    public IncidentActs(Incidents incidents, Schedules schedules, Roles roles, FlowEngine engine) {
        this.incidents = incidents;
        this.schedules = schedules;
        this.roles = roles;
        this.engine = engine;
    }

    /** What came of an act. */
    public sealed interface Outcome {
        /** It is done; a repeat is answered with it too. */
        record Done(Incident incident) implements Outcome {}

        /** There is no such number. */
        record NotFound() implements Outcome {}

        /** Admins only. */
        record NotPermitted() implements Outcome {}

        /** It ended before. */
        record Over(Incident incident) implements Outcome {}

        /** Giving up needs a reason. */
        record ReasonMissing(Incident incident) implements Outcome {}

        /** This act does not help against this trouble. */
        record NoHelp(Incident incident) implements Outcome {}
    }

    /** Whether trying again may help. */
    public static boolean mayRetry(Incident incident) {
        return incident.isOpen()
                && switch (incident.trouble()) {
                    case Trouble.Unreachable person -> true;
                    case Trouble.GivenUp entry -> true;
                    case Trouble.Failing entry -> true;
                    case Trouble.EmptyRole role -> false;
                    case Trouble.PlatformRefuses platform -> false;
                    case Trouble.PlatformAway platform -> false;
                    case Trouble.RecordBroken record -> false;
                    case Trouble.StoreRolledBack store -> true;
                    case Trouble.HistoryChanged history -> false;
                    case Trouble.ArchiveRefused archive -> false;
                };
    }

    /**
     * Whether it can be given up, also when its work is somebody else's and only news is still kept with it: whoever has
     * left will never be reached. While a store that went back is nobody's business, what waits would wait for ever.
     */
    public static boolean mayDrop(Incident incident) {
        return incident.keeps() && !(incident.trouble() instanceof Trouble.StoreRolledBack);
    }

    /** Whether the work of this incident can go to somebody else. */
    public boolean mayReassign(Incident incident) {
        return incident.isOpen() && !rolesOf(incident).isEmpty();
    }

    /** Who may most likely take the work over: whoever holds a role already, and the admins. */
    public List<MemberId> likeliest(Incident incident) {
        Set<String> affected = rolesOf(incident);
        Set<MemberId> people = new LinkedHashSet<>();
        affected.forEach(role -> people.addAll(roles.people().role(role).members()));
        roles.all().values().forEach(holders -> people.addAll(holders.members()));
        people.addAll(roles.admins());
        return List.copyOf(people);
    }

    /**
     * Whatever could not leave is due now: cards of the work that waits, and what is kept with the incident. After a store
     * went back this ends the incident, and with it the freeze.
     */
    public Outcome retry(int number, MemberId actor, CommandId command) {
        Outcome outcome = act(number, actor, command, "retried", "", before -> {
            if (!mayRetry(before)) {
                return null;
            }
            if (before.trouble() instanceof Trouble.StoreRolledBack) {
                return before.ended(State.RESOLVED, new End(actor, incidents.now(), ""));
            }
            // First, because what is not kept any more must wait somewhere; who is refused it meanwhile makes this
            // commit a conflict.
            incidents.back.entries(before.held());
            return before.triedAgain(incidents.now());
        });
        if (outcome instanceof Outcome.Done(Incident done) && done.isOpen()) {
            hasten(done);
        }
        return outcome;
    }

    /**
     * Hands the work to somebody else: in each role that the work was given by, the person takes the place of whoever
     * cannot be reached, or becomes the holder of the role nobody held. The sweep that follows reassigns every open item.
     * News stays kept for the person it is for, until something arrives at them; work that was not given by a role is
     * tried once more, and what becomes of it is told anew.
     */
    public Outcome reassign(int number, MemberId to, MemberId actor, CommandId command) {
        Set<String> affected = new LinkedHashSet<>();
        Set<CardId> left = new LinkedHashSet<>();
        Outcome outcome = act(number, actor, command, "reassigned", "", before -> {
            if (!before.isOpen()) {
                return null;
            }
            // Not fewer when this is decided again: some of these roles are somebody else's already.
            affected.addAll(rolesOf(before));
            MemberId gone = before.trouble() instanceof Trouble.Unreachable(MemberId person) ? person : null;
            if (affected.isEmpty() || to.equals(gone)) {
                return null;
            }
            int nth = 0;
            for (String role : affected) {
                roles.set(role, holders(role, gone, to), new CommandId(command.value() + "-" + nth++), actor);
            }
            left.clear();
            if (gone != null) {
                before.work().stream()
                        .filter(work -> roleOf(work).filter(affected::contains).isEmpty())
                        .forEach(work -> left.add(work.card(gone)));
            }
            return before.handedOver(new End(actor, incidents.now(), ""));
        });
        if (outcome instanceof Outcome.Done) {
            left.forEach(incidents.back::card);
        }
        return outcome;
    }

    /**
     * Gives it up, and an entry that fails leaves its schedule. What an open one keeps for a person stays kept until they
     * are reached after all; what a closed one keeps, and what nothing can bring back, is forgotten.
     */
    public Outcome drop(int number, String reason, MemberId actor, CommandId command) {
        if (reason.isBlank()) {
            Optional<Incident> found = incidents.find(number);
            if (!roles.isAdmin(actor)) {
                return new Outcome.NotPermitted();
            }
            return found.map(IncidentActs::reasonMissing).orElseGet(Outcome.NotFound::new);
        }
        Outcome outcome = act(
                number,
                actor,
                command,
                "dropped",
                reason,
                before ->
                        mayDrop(before) ? before.ended(State.DROPPED, new End(actor, incidents.now(), reason)) : null);
        if (outcome instanceof Outcome.Done(Incident done)
                && done.trouble() instanceof Trouble.Failing(int partition, Lane lane, String entry)) {
            schedules.restore(partition, List.of(new ScheduleChange.Cancel(lane, entry)));
        }
        return outcome;
    }

    private static Outcome reasonMissing(Incident incident) {
        return incident.isOpen() && !mayDrop(incident)
                ? new Outcome.NoHelp(incident)
                : new Outcome.ReasonMissing(incident);
    }

    /** Nothing but the incident as it is. */
    public Outcome look(int number, MemberId actor) {
        if (!roles.isAdmin(actor)) {
            return new Outcome.NotPermitted();
        }
        return incidents.find(number).<Outcome>map(Outcome.Done::new).orElseGet(Outcome.NotFound::new);
    }

    private interface Rule {
        /** @return null if the act does not help, or comes too late */
        @Nullable
        Incident next(Incident before);
    }

    private Outcome act(int number, MemberId actor, CommandId command, String what, String reason, Rule rule) {
        Optional<Incident> found = incidents.find(number);
        if (!roles.isAdmin(actor)) {
            return new Outcome.NotPermitted();
        }
        if (found.isEmpty()) {
            return new Outcome.NotFound();
        }
        String id = found.get().id();
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = incidents.load(id, command.value());
            Incident before = incidents.read(loaded);
            if (before == null) {
                return new Outcome.NotFound();
            }
            if (loaded.outcome() != null) {
                return new Outcome.Done(before);
            }
            Incident next = rule.next(before);
            if (next == null) {
                return before.isOpen() ? new Outcome.NoHelp(before) : new Outcome.Over(before);
            }
            Entry audit = new Entry(what, actor, incidents.now(), reason);
            Optional<Incident> stored = incidents.commit(before, next, loaded.basis(), command.value(), audit, actor);
            if (stored.isPresent()) {
                ActLine.done("Incident", number + " " + what, actor, command);
                return new Outcome.Done(stored.get());
            }
        }
        throw new IllegalStateException("Incident " + number + " changed " + COMMIT_TRIES_MAX + " times at once");
    }

    private void hasten(Incident incident) {
        switch (incident.trouble()) {
            case Trouble.Unreachable(MemberId person) ->
                incident.work().forEach(work -> incidents.back.card(work.card(person)));
            case Trouble.GivenUp(Lane lane, String entry)
            when lane == Lane.CARD -> incidents.back.card(CardId.parse(entry));
            case Trouble.Failing(int partition, Lane lane, String entry) ->
                schedules.restore(partition, List.of(new ScheduleChange.Hasten(lane, entry)));
            default -> {}
        }
    }

    private Set<String> rolesOf(Incident incident) {
        if (incident.trouble() instanceof Trouble.EmptyRole(String role)) {
            return Set.of(role);
        }
        Set<String> found = new LinkedHashSet<>();
        if (incident.trouble() instanceof Trouble.Unreachable(MemberId person)) {
            incident.work().stream()
                    .flatMap(work -> roleOf(work).stream())
                    .filter(role -> roles.people().role(role).members().contains(person))
                    .forEach(found::add);
        }
        return found;
    }

    /** The role that the work was given by; empty if it was given otherwise. */
    private Optional<String> roleOf(Work work) {
        return engine.find(work.flow())
                .flatMap((FlowInstance known) -> known.find(work.item()))
                .flatMap(item -> Optional.ofNullable(item.basis().role()));
    }

    private List<MemberId> holders(String role, @Nullable MemberId gone, MemberId to) {
        List<MemberId> holders = new ArrayList<>();
        for (MemberId holder : roles.people().role(role).members()) {
            MemberId next = holder.equals(gone) ? to : holder;
            if (!holders.contains(next)) {
                holders.add(next);
            }
        }
        if (!holders.contains(to)) {
            holders.add(to);
        }
        return holders;
    }
}
