package io.soprelay.digest;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.NudgeDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks the holders of an item to get on with it: one commit a holder, in the holder's own partition, where it waits with
 * whatever else that person is to be reminded of. Nobody is nudged about the same item twice within {@link #COOLDOWN}.
 * The record is not touched. Safe for concurrent use; throws {@code LedgerUnavailableException}.
 */
public final class Nudges {
    /** A second one within the hour says nothing new. Counted on business time. */
    public static final Duration COOLDOWN = Duration.ofHours(1);

    private static final int COMMIT_TRIES_MAX = 5;

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final BusinessTime time;
    private final StoredCodec codec = new StoredCodec();

    public Nudges(Ledger ledger, Deliveries deliveries, BusinessTime time) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.time = time;
    }

    /** What came of a nudge. */
    public sealed interface Outcome {
        /** They are told; a repeat of the command id is answered with it too. */
        record Nudged(List<MemberId> holders) implements Outcome {
            public Nudged {
                holders = List.copyOf(holders);
            }
        }

        /**
         * All of them were nudged about it within the hour.
         *
         * @param again from when on it may be done again
         */
        record TooSoon(List<MemberId> holders, Instant again) implements Outcome {
            public TooSoon {
                holders = List.copyOf(holders);
            }
        }

        /** Nobody has to do it any more. */
        record NotOpen() implements Outcome {}
    }

    /**
     * Nudges whoever holds the item now.
     *
     * @param by who asks; the caller has checked that they may
     */
    public Outcome nudge(FlowInstance instance, ItemId item, MemberId by, CommandId command) {
        List<MemberId> holders = instance.find(item).map(WorkItem::holders).orElse(List.of());
        if (holders.isEmpty()) {
            return new Outcome.NotOpen();
        }
        List<MemberId> told = new ArrayList<>();
        Instant again = Instant.MAX;
        for (MemberId holder : holders) {
            Optional<Instant> tooSoon = nudge(new NudgeDelivery(instance.id(), item, holder, by, command.value()));
            if (tooSoon.isEmpty()) {
                told.add(holder);
            } else if (tooSoon.get().isBefore(again)) {
                again = tooSoon.get();
            }
        }
        return told.isEmpty() ? new Outcome.TooSoon(holders, again) : new Outcome.Nudged(told);
    }

    /** @return when it may be done again, if it is too soon now */
    private Optional<Instant> nudge(NudgeDelivery nudge) {
        AggregateId id = new AggregateId(AggregateId.Kind.NUDGES, nudge.to().value());
        String about = nudge.flow() + "/" + nudge.item();
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(id, nudge.act());
            if (loaded.outcome() != null) {
                return Optional.empty();
            }
            Instant now = time.now();
            Recent recent = read(loaded).at(now);
            Instant last = recent.nudged().get(about);
            if (last != null) {
                return Optional.of(last.plus(COOLDOWN));
            }
            CommitResult result = ledger.commit(new Commit(
                    id,
                    nudge.act(),
                    loaded.basis(),
                    codec.write(recent.with(about, now)),
                    codec.write(new Nudge(about, nudge.by(), now)),
                    "nudged",
                    false,
                    List.of(deliveries.add(nudge))));
            if (!(result instanceof CommitResult.Conflict)) {
                return Optional.empty();
            }
        }
        throw new IllegalStateException(nudge.to() + " was nudged " + COMMIT_TRIES_MAX + " times at once");
    }

    private Recent read(Loaded loaded) {
        byte[] state = loaded.state();
        return state == null ? new Recent(new TreeMap<>()) : codec.read(state, Recent.class);
    }

    /** What a person was nudged about within the last hour, and when. Stored. */
    private record Recent(SortedMap<String, Instant> nudged) {
        private Recent {
            nudged = Collections.unmodifiableSortedMap(new TreeMap<>(nudged));
        }

        private Recent at(Instant now) {
            SortedMap<String, Instant> left = new TreeMap<>(nudged);
            left.values().removeIf(last -> !last.plus(COOLDOWN).isAfter(now));
            return new Recent(left);
        }

        private Recent with(String about, Instant at) {
            SortedMap<String, Instant> more = new TreeMap<>(nudged);
            more.put(about, at);
            return new Recent(more);
        }
    }

    /** The audit entry of a nudge. */
    private record Nudge(String about, MemberId by, Instant at) {}
}
