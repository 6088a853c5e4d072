package io.soprelay.digest;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.DigestDelivery;
import io.soprelay.outbox.Delivery.DigestTimer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a digest, each an aggregate of its own with one timer. Each change is one commit with the timer it sets:
 * repeating its command id changes nothing. Safe for concurrent use; throws {@code LedgerUnavailableException}.
 */
public final class Subscriptions {
    private static final int COMMIT_TRIES_MAX = 5;

    private final Ledger ledger;
    private final Schedules schedules;
    private final Deliveries deliveries;
    private final BusinessTime time;
    private final ZoneId zone;
    private final StoredCodec codec = new StoredCodec();

    public Subscriptions(Ledger ledger, Schedules schedules, Deliveries deliveries, BusinessTime time, ZoneId zone) {
        this.ledger = ledger;
        this.schedules = schedules;
        this.deliveries = deliveries;
        this.time = time;
        this.zone = zone;
    }

    /** The member's wish, if it stands. */
    public Optional<Subscription> of(MemberId member) {
        return Optional.ofNullable(read(ledger.load(id(member)))).filter(Subscription::active);
    }

    /** Every wish that stands, by member. */
    public List<Subscription> all() {
        List<Subscription> all = new ArrayList<>();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            all.addAll(in(partition));
        }
        all.sort((a, b) -> a.member().compareTo(b.member()));
        return all;
    }

    /**
     * Wishes for a digest each day, in place of what was wished before.
     *
     * @param flows keys of the flows to report on; empty for all
     * @return the wish as it stands now
     */
    public Subscription subscribe(MemberId member, LocalTime at, List<String> flows, CommandId command) {
        return change(
                        member,
                        command,
                        "subscribed",
                        before -> Subscription.wished(before, member, at, flows, time.now(), zone))
                .orElseThrow();
    }

    /** @return whether there was a wish to take back; true for a repeat too */
    public boolean unsubscribe(MemberId member, CommandId command) {
        return change(
                        member,
                        command,
                        "unsubscribed",
                        before -> before == null || !before.active() ? null : before.takenBack())
                .isPresent();
    }

    /**
     * What a member wished for who has turned out to be somebody else's second account is that person's wish from now on,
     * unless they have one of their own. Repeating it is harmless.
     */
    public void handOver(MemberId account, MemberId person) {
        of(account).ifPresent(wish -> {
            CommandId command =
                    new CommandId("digest-of-" + account + "-" + wish.next().toEpochMilli());
            if (of(person).isEmpty()) {
                subscribe(person, wish.at(), wish.flows(), command);
            }
            unsubscribe(account, command);
        });
    }

    /**
     * The timer of this moment has fired: one digest for today, and the next timer. A timer that was replaced meanwhile
     * does nothing.
     */
    void fire(MemberId member, Instant moment) {
        CommandId command = new CommandId("digest-" + member + "-" + moment.toEpochMilli());
        change(
                member,
                command,
                "fired",
                before -> before == null || !before.active() || !before.next().equals(moment)
                        ? null
                        : before.fired(time.now(), zone));
    }

    /** Puts back the timers of a partition that nothing waits for any more. @return how many */
    public int repair(int partition) {
        Map<String, DigestTimer> wanted = new LinkedHashMap<>();
        in(partition).forEach(standing -> {
            DigestTimer timer = timer(standing);
            wanted.put(timer.entryId(), timer);
        });
        List<ScheduleChange> owed = new ArrayList<>();
        List<String> ids = List.copyOf(wanted.keySet());
        for (int from = 0; from < ids.size(); from += Commit.CHANGES_MAX) {
            schedules
                    .standing(partition, Lane.TIMER, ids.subList(from, Math.min(ids.size(), from + Commit.CHANGES_MAX)))
                    .forEach((id, standing) -> {
                        if (!standing.waits()) {
                            owed.add(setting(Objects.requireNonNull(wanted.get(id))));
                        }
                    });
        }
        for (int from = 0; from < owed.size(); from += Commit.CHANGES_MAX) {
            schedules.restore(partition, owed.subList(from, Math.min(owed.size(), from + Commit.CHANGES_MAX)));
        }
        return owed.size();
    }

    private interface Rule {
        /** @return null if there is nothing to change */
        @Nullable
        Subscription next(@Nullable Subscription before);
    }

    private Optional<Subscription> change(MemberId member, CommandId command, String what, Rule rule) {
        AggregateId aggregate = id(member);
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(aggregate, command.value());
            Subscription before = read(loaded);
            if (loaded.outcome() != null) {
                return Optional.ofNullable(before);
            }
            Subscription next = rule.next(before);
            if (next == null) {
                return Optional.empty();
            }
            CommitResult result = ledger.commit(new Commit(
                    aggregate,
                    command.value(),
                    loaded.basis(),
                    codec.write(next),
                    codec.write(new Change(what, time.now(), next)),
                    what,
                    next.active(),
                    changes(before, next)));
            if (!(result instanceof CommitResult.Conflict)) {
                return Optional.of(next);
            }
        }
        throw new IllegalStateException("The digest of " + member + " changed " + COMMIT_TRIES_MAX + " times at once");
    }

    private List<ScheduleChange> changes(@Nullable Subscription before, Subscription next) {
        List<ScheduleChange> changes = new ArrayList<>();
        if (before != null && before.active() && !before.next().equals(next.next())) {
            changes.add(deliveries.cancel(timer(before)));
        }
        if (next.active()) {
            changes.add(setting(timer(next)));
        } else {
            changes.add(deliveries.cancel(timer(next)));
        }
        LocalDate day = next.lastDay();
        if (day != null && (before == null || !day.equals(before.lastDay()))) {
            changes.add(deliveries.add(new DigestDelivery(next.member(), day)));
        }
        return changes;
    }

    private List<Subscription> in(int partition) {
        List<AggregateId> ids = ledger.live(AggregateId.Kind.DIGEST, partition).stream()
                .map(member -> new AggregateId(AggregateId.Kind.DIGEST, member))
                .toList();
        return ledger.loadAll(ids).values().stream()
                .map(this::read)
                .filter(Objects::nonNull)
                .filter(Subscription::active)
                .toList();
    }

    private ScheduleChange setting(DigestTimer timer) {
        return deliveries.at(timer, timer.moment());
    }

    private static DigestTimer timer(Subscription subscription) {
        return new DigestTimer(subscription.member(), subscription.next());
    }

    private static AggregateId id(MemberId member) {
        return new AggregateId(AggregateId.Kind.DIGEST, member.value());
    }

    private @Nullable Subscription read(Loaded loaded) {
        return loaded.state() == null ? null : codec.read(loaded.state(), Subscription.class);
    }

    /** The audit entry of a change. */
    private record Change(String what, Instant at, Subscription next) {}
}
