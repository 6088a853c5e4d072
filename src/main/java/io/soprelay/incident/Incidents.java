package io.soprelay.incident;

import io.soprelay.codec.StoredCodec;
import io.soprelay.directory.Roles;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident.End;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.State;
import io.soprelay.incident.Incident.Work;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.CardDelivery;
import io.soprelay.outbox.Delivery.IncidentCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every incident, each an aggregate of its own: opened, counted and closed by commits that take the admins' cards with
 * them. What is open is also in memory, so that asking costs nothing. Safe for concurrent use; throws {@code
 * LedgerUnavailableException}.
 */
public final class Incidents {
    /** More open at once than this, and the admins get one card for all that come after. */
    public static final int OWN_CARDS_MAX = 4;

    /** Names the card that many incidents share; no trouble has this id. */
    public static final String MANY = "many";

    /** What comes within it is shown together. */
    static final Duration TOGETHER = Duration.ofSeconds(10);

    /** As long as a pressed card of a record waits for its answer to be written. */
    private static final Duration ANSWER_WINDOW = Duration.ofSeconds(5);

    private static final String PREFIX = "YC";
    private static final String NO_DAY = "00000000";
    private static final int COMMIT_TRIES_MAX = 8;

    private final Ledger ledger;
    private final Schedules schedules;
    private final Deliveries deliveries;
    private final Roles roles;
    private final BusinessTime time;
    private final StoredCodec codec = new StoredCodec(Trouble.class);
    private final Map<String, Incident> live = new ConcurrentHashMap<>();

    public Incidents(Ledger ledger, Schedules schedules, Deliveries deliveries, Roles roles, BusinessTime time) {
        this.ledger = ledger;
        this.schedules = schedules;
        this.deliveries = deliveries;
        this.roles = roles;
        this.time = time;
    }

    /** Reads what is open into memory; called once at start. */
    public void load() {
        live.clear();
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            load(partition);
        }
    }

    /** Reads a partition's again: other bots open incidents too. */
    void load(int partition) {
        List<AggregateId> ids = ledger.live(AggregateId.Kind.INCIDENT, partition).stream()
                .map(Incidents::aggregate)
                .toList();
        List<String> known = ids.stream().map(AggregateId::id).toList();
        ledger.loadAll(ids).values().stream()
                .map(this::read)
                .filter(Objects::nonNull)
                .forEach(this::note);
        live.values()
                .removeIf(incident ->
                        AggregateId.partitionOf(incident.id()) == partition && !known.contains(incident.id()));
    }

    /** What is open, oldest first; from memory. */
    public List<Incident> open() {
        return lasting().stream().filter(Incident::isOpen).toList();
    }

    /** What is so now, oldest first, also if somebody has given it up; from memory. */
    public List<Incident> lasting() {
        return live.values().stream()
                .sorted(Comparator.comparing(Incident::since).thenComparing(Incident::number))
                .toList();
    }

    /** How many are open of each kind; from memory, no kind is left out. */
    public Map<IncidentKind, Integer> openByKind() {
        Map<IncidentKind, Integer> counts = new EnumMap<>(IncidentKind.class);
        for (IncidentKind kind : IncidentKind.values()) {
            counts.put(kind, 0);
        }
        open().forEach(incident -> counts.merge(incident.trouble().kind(), 1, Integer::sum));
        return counts;
    }

    /** Whether the trouble is known and not over; from memory. */
    public boolean isLive(Trouble trouble) {
        return !live.isEmpty() && live.containsKey(trouble.id());
    }

    /** Whether the incident of this id stands as it is stored; reads the store. */
    public Optional<Incident> find(String id) {
        return Optional.ofNullable(read(ledger.load(aggregate(id))));
    }

    /** By the number people use; reads the store. */
    public Optional<Incident> find(int number) {
        return ledger.findNumber("%s-%s-%04d".formatted(PREFIX, NO_DAY, number)).flatMap(this::find);
    }

    /**
     * A trouble was met: its incident is opened, or opened again, or counted.
     *
     * @return the incident as it stands; what somebody dropped stays dropped until it has healed once
     */
    public Incident occurred(Trouble trouble, Occurrence met) {
        // As it is stored: in memory it may be one that another bot has closed, and who relies on it would lose what it
        // met.
        return change(trouble.id(), "met", before -> {
                    if (before == null) {
                        return Incident.first(number(trouble), trouble, met, time.now(), hasRoom());
                    }
                    return before.state() == State.RESOLVED || isAnother(before)
                            ? before.reopened(met, time.now(), hasRoom())
                            : before.metAgain(met, time.now());
                })
                .orElseThrow();
    }

    /** Each time that the store goes back is a trouble of its own, also after somebody gave the last one up. */
    private static boolean isAnother(Incident before) {
        return !before.isOpen() && before.trouble() instanceof Trouble.StoreRolledBack;
    }

    /**
     * The trouble is over: its incident closes by itself; what a person could not be told goes out, and so does the work
     * that waited for them. Harmless if there is none.
     */
    public void healed(Trouble trouble) {
        if (!isLive(trouble)) {
            return;
        }
        if (trouble instanceof Trouble.Unreachable) {
            // First: as long as it is open, nobody else puts aside again what is put back now.
            change(
                    trouble.id(),
                    "back",
                    before -> before == null || !before.isLive() ? before : before.dueAtOnce(time.now()));
        }
        change(trouble.id(), "healed", before -> before == null || !before.isLive() ? before : over(before));
    }

    /** Whatever it kept is put back before it closes; who is refused the commit does so once more, which is harmless. */
    private Incident over(Incident before) {
        if (before.trouble() instanceof Trouble.Unreachable(MemberId person)) {
            putBack(before.held());
            before.work().forEach(work -> hastenCard(work.card(person)));
        }
        return before.ended(State.RESOLVED, new End(MemberId.SYSTEM, time.now(), ""));
    }

    /**
     * Whether it is worth a try although the trouble was met lately: new work always, and now and then the old, because
     * somebody may be back; from memory, and only where that says no from the store: who is not tried must be named there.
     */
    public boolean isWorthATry(Trouble trouble, Work work) {
        Incident known = live.isEmpty() ? null : live.get(trouble.id());
        if (known == null || known.isWorthATry(work, time.now())) {
            return true;
        }
        // Another bot may have changed it, or this one without hearing of it.
        Optional<Incident> stored = find(trouble.id());
        stored.ifPresent(this::note);
        return stored.filter(Incident::isLive)
                .filter(incident -> !incident.isWorthATry(work, time.now()))
                .isEmpty();
    }

    /** Nobody waits any more for what is not among these. An incident that was about work alone heals with the last. */
    void stillWaiting(Incident incident, List<Work> left) {
        if (left.size() == incident.work().size()) {
            return;
        }
        if (left.isEmpty() && incident.held().isEmpty()) {
            healed(incident.trouble());
        } else {
            change(
                    incident.id(),
                    "fewer",
                    before -> before == null || !before.isLive()
                            ? before
                            : before.waitingFor(before.work().stream()
                                    .filter(work -> left.contains(work)
                                            || !incident.work().contains(work))
                                    .toList()));
            if (incident.trouble() instanceof Trouble.Unreachable(MemberId person)) {
                // Theirs again since it was looked at: then nothing names it any more.
                incident.work().stream()
                        .filter(work -> !left.contains(work))
                        .forEach(work -> hastenCard(work.card(person)));
            }
        }
    }

    /** One thing that is kept with an incident goes back into its schedule: what becomes of it tells whether that is over. */
    public void tryAgain(Trouble trouble, Held kept) {
        putBack(List.of(kept));
        change(trouble.id(), "tried", before -> before == null ? null : before.without(kept));
    }

    /** Makes a card due at once, whether it waits or not. */
    void hastenCard(CardId card) {
        CardDelivery delivery = new CardDelivery(card.flow(), card.item(), card.member());
        schedules.restore(
                AggregateId.partitionOf(card.flow().value()),
                List.of(deliveries.add(delivery), new ScheduleChange.Hasten(Lane.CARD, card.toString())));
    }

    /** Puts entries back into their schedules, due at once; what is there already stays and is due at once too. */
    void putBack(List<Held> held) {
        Map<Integer, List<ScheduleChange>> changes = new TreeMap<>();
        for (Held each : held) {
            List<ScheduleChange> here = changes.computeIfAbsent(each.partition(), any -> new ArrayList<>());
            here.add(new ScheduleChange.Add(each.lane(), each.entry(), 0, each.payload()));
            here.add(new ScheduleChange.Hasten(each.lane(), each.entry()));
        }
        changes.forEach(schedules::restore);
    }

    /** The card that many share is to be brought up to date, soon. */
    public void refreshMany(MemberId admin) {
        AggregateId many = aggregate(MANY);
        long bucket = time.now().toEpochMilli() / TOGETHER.toMillis();
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            String command = "many-" + admin + "-" + bucket;
            Loaded loaded = ledger.load(many, command);
            if (loaded.outcome() != null) {
                return;
            }
            long wanted = loaded.version() + 1;
            byte[] none = new byte[0];
            CommitResult result = ledger.commit(new Commit(
                    many,
                    command,
                    loaded.basis(),
                    none,
                    none,
                    "many",
                    false,
                    List.of(deliveries.raise(new IncidentCard(MANY, admin), wanted, TOGETHER))));
            if (!(result instanceof CommitResult.Conflict)) {
                return;
            }
        }
    }

    interface Rule {
        /** @return null, or the same, if there is nothing to change */
        @Nullable
        Incident next(@Nullable Incident before);
    }

    private Optional<Incident> change(String id, String what, Rule rule) {
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(aggregate(id));
            Incident before = read(loaded);
            Incident next = rule.next(before);
            if (next == null || next.equals(before)) {
                Optional.ofNullable(before).ifPresent(this::note);
                return Optional.ofNullable(before);
            }
            // Of two that change the same version, one is refused and decides again; the moment keeps the name of a
            // change apart from one that a store put back to an earlier day may still remember.
            String command = what + "-" + loaded.version() + "-" + time.now().toEpochMilli();
            Optional<Incident> stored = commit(
                    before, next, loaded.basis(), command, new Entry(what, MemberId.SYSTEM, time.now(), ""), null);
            if (stored.isPresent()) {
                return stored;
            }
        }
        throw new IllegalStateException("Incident " + id + " changed " + COMMIT_TRIES_MAX + " times at once");
    }

    /**
     * Commits a change with the cards it makes due.
     *
     * @param answering the admin whose press this is: their card waits for the answer
     * @return empty if somebody else was first
     */
    Optional<Incident> commit(
            @Nullable Incident before,
            Incident next,
            Basis basis,
            String command,
            Entry audit,
            @Nullable MemberId answering) {
        Incident stored = next.at(basis.version() + 1);
        CommitResult result = ledger.commit(new Commit(
                aggregate(next.id()),
                command,
                basis,
                codec.write(stored),
                codec.write(audit),
                audit.what(),
                stored.isLive(),
                cards(before, stored, answering)));
        if (!(result instanceof CommitResult.Committed)) {
            return Optional.empty();
        }
        note(stored);
        return Optional.of(stored);
    }

    /** Being counted is nothing an admin's card shows; another record that waits is shown with the next ones. */
    private List<ScheduleChange> cards(@Nullable Incident before, Incident now, @Nullable MemberId answering) {
        boolean turned = before == null || before.state() != now.state() || before.opening() != now.opening();
        boolean other = before != null && !before.work().equals(now.work());
        if (!turned && !other) {
            return List.of();
        }
        return roles.admins().stream()
                .map(admin -> deliveries.raise(
                        new IncidentCard(now.id(), admin),
                        now.version(),
                        admin.equals(answering) ? ANSWER_WINDOW : turned ? Duration.ZERO : TOGETHER))
                .toList();
    }

    private boolean hasRoom() {
        return open().stream().filter(Incident::alone).count() < OWN_CARDS_MAX;
    }

    private int number(Trouble trouble) {
        String allotted = ledger.allotNumber(PREFIX, NO_DAY, trouble.id(), trouble.id());
        return Integer.parseInt(allotted.substring(allotted.lastIndexOf('-') + 1));
    }

    private void note(Incident incident) {
        live.compute(incident.id(), (id, known) -> {
            if (known != null && known.version() > incident.version()) {
                return known;
            }
            return incident.isLive() ? incident : null;
        });
    }

    Loaded load(String id, String command) {
        return ledger.load(aggregate(id), command);
    }

    /** Business time. */
    public Instant now() {
        return time.now();
    }

    static AggregateId aggregate(String id) {
        return new AggregateId(AggregateId.Kind.INCIDENT, id);
    }

    @Nullable
    Incident read(Loaded loaded) {
        byte[] state = loaded.state();
        return state == null ? null : codec.read(state, Incident.class);
    }

    /** What happened to an incident, for its history. Stored. */
    record Entry(String what, MemberId by, Instant at, String reason) {}
}
