package io.soprelay.reminder;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.PersonReminders;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate a person: what gathers for them until a message leaves. Each commit raises the person's one outbox entry,
 * so nothing is held back to be grouped, and whatever waits because the platform or the person's turn was busy is told
 * together. An item is told of once in a message, however often it came due meanwhile. Safe for concurrent use; throws
 * {@code LedgerUnavailableException}.
 */
public final class Reminders {
    /** Everything that is due at six o'clock is handed over at once; whoever loses a race has let another one through. */
    private static final int COMMIT_TRIES_MAX = 100;

    private final Ledger ledger;
    private final Schedules schedules;
    private final Deliveries deliveries;
    private final BusinessTime time;
    private final StoredCodec codec = new StoredCodec();

    public Reminders(Ledger ledger, Schedules schedules, Deliveries deliveries, BusinessTime time) {
        this.ledger = ledger;
        this.schedules = schedules;
        this.deliveries = deliveries;
        this.time = time;
    }

    /**
     * An item a person is to be told of.
     *
     * @param since the aggregate's version that it came with; a message tells everything up to a version
     * @param by who asked them to get on with it, the last of several; null if only its moment has come
     */
    public record Waiting(
            long since, FlowId flow, ItemId item, @Nullable MemberId by) {}

    /**
     * What a message to a person has to say now.
     *
     * @param upTo what is told once this message is
     * @param waiting oldest first
     */
    public record Gathered(long upTo, List<Waiting> waiting) {
        public Gathered {
            waiting = List.copyOf(waiting);
        }
    }

    /** A reminder's moment has come. A repeat of the command id changes nothing. */
    public void remind(MemberId to, FlowId flow, ItemId item, CommandId command) {
        add(to, flow, item, null, command, Duration.ZERO);
    }

    /**
     * Somebody asks the person to get on with an item; not twice about the same within the cooldown (business time).
     *
     * @return when it may be done again, if it is too soon now; empty for a repeat of the command id
     */
    public Optional<Instant> nudge(
            MemberId to, FlowId flow, ItemId item, MemberId by, CommandId command, Duration cooldown) {
        return add(to, flow, item, by, command, cooldown);
    }

    /** What waits for a person and no message has told yet. */
    public Gathered gathered(MemberId to) {
        Loaded loaded = ledger.load(aggregate(to));
        long told = told(to);
        List<Waiting> waiting = read(loaded).waiting().values().stream()
                .filter(each -> each.since() > told)
                .sorted(Comparator.comparingLong(Waiting::since))
                .toList();
        return new Gathered(loaded.version(), waiting);
    }

    private Optional<Instant> add(
            MemberId to, FlowId flow, ItemId item, @Nullable MemberId by, CommandId command, Duration cooldown) {
        String about = flow + "/" + item;
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(aggregate(to), command.value());
            if (loaded.outcome() != null) {
                return Optional.empty();
            }
            Instant now = time.now();
            PersonsReminders known = read(loaded).at(now, told(to), cooldown);
            Instant last = known.nudged().get(about);
            if (by != null && last != null) {
                return Optional.of(last.plus(cooldown));
            }
            Waiting added = new Waiting(loaded.version() + 1, flow, item, by);
            if (ledger.commit(commit(to, command, loaded, known.with(about, added, now), about, by, now))
                    instanceof CommitResult.Conflict) {
                continue;
            }
            return Optional.empty();
        }
        throw new IllegalStateException(to + " was reminded " + COMMIT_TRIES_MAX + " times at once");
    }

    private Commit commit(
            MemberId to,
            CommandId command,
            Loaded loaded,
            PersonsReminders next,
            String about,
            @Nullable MemberId by,
            Instant now) {
        return new Commit(
                aggregate(to),
                command.value(),
                loaded.basis(),
                codec.write(next),
                codec.write(new Entry(about, by, now)),
                by == null ? "reminded" : "nudged",
                false,
                List.of(deliveries.raise(new PersonReminders(to), loaded.version() + 1, Duration.ZERO)));
    }

    private long told(MemberId to) {
        PersonReminders message = new PersonReminders(to);
        return Objects.requireNonNull(schedules
                        .standing(aggregate(to).partition(), message.lane(), List.of(message.entryId()))
                        .get(message.entryId()))
                .shown();
    }

    private PersonsReminders read(Loaded loaded) {
        byte[] state = loaded.state();
        return state == null ? PersonsReminders.NONE : codec.read(state, PersonsReminders.class);
    }

    private static AggregateId aggregate(MemberId member) {
        return new AggregateId(AggregateId.Kind.REMINDERS, member.value());
    }

    /** What happened, for the audit. */
    private record Entry(String about, @Nullable MemberId by, Instant at) {}
}
