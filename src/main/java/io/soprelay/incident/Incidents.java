package io.soprelay.incident;

import io.soprelay.codec.DecodedStates;
import io.soprelay.codec.StoredCodec;
import io.soprelay.directory.Roles;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Incident.Held;
import io.soprelay.incident.Incident.State;
import io.soprelay.incident.Incident.Work;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery.IncidentCard;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** While a platform is away each entry asks for the same one. One that keeps all it may is some 50 KB. */
    private static final int REMEMBERED_MAX = 32;

    private static final String PREFIX = "YC";
    private static final String NO_DAY = "00000000";
    private static final int COMMIT_TRIES_MAX = 8;

    private final Ledger ledger;
    /** For the acts too. */
    final PutBack back;

    private final SharedCard shared;
    private final Deliveries deliveries;
    private final Roles roles;
    private final BusinessTime time;
    private final StoredCodec codec = new StoredCodec(Trouble.class);
    private final DecodedStates<Incident> decoded = new DecodedStates<>(REMEMBERED_MAX);

    private final Map<String, Incident> live = new ConcurrentHashMap<>();

    public Incidents(Ledger ledger, Schedules schedules, Deliveries deliveries, Roles roles, BusinessTime time) {
        this.ledger = ledger;
        this.back = new PutBack(schedules, deliveries);
        this.shared = new SharedCard(ledger, deliveries, time);
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
        List<String> known = ledger.live(AggregateId.Kind.INCIDENT, partition);
        List<AggregateId> ids = known.stream().map(Incidents::aggregate).toList();
        // Not by what is remembered: a walk over all would push out what is asked for again and again.
        ledger.loadAll(ids).values().stream()
                .flatMap(loaded -> Optional.ofNullable(loaded.state()).stream())
                .forEach(state -> note(codec.read(state, Incident.class)));
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
        if (live.isEmpty()) {
            return List.of(); // asked with each card of a record
        }
        return live.values().stream()
                .filter(incident -> incident.state() != State.RESOLVED)
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
        return live.containsKey(trouble.name());
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
        // As it is stored: in memory it may be one that another bot has closed, and who relies on it would lose what
        // it met.
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
        boolean lives = true;
        for (int step = 0; step < COMMIT_TRIES_MAX && lives; step++) {
            // First: what is worth a try is not put aside without one by whoever gets it when it is put back now.
            change(
                    trouble.id(),
                    "back",
                    before -> before == null || !before.isLive() || isReady(before)
                            ? null
                            : before.dueAtOnce(time.now()));
            lives = change(trouble.id(), "healed", before -> before == null || !before.isLive() ? null : over(before))
                    .filter(Incident::isLive)
                    .isPresent();
        }
    }

    private boolean isReady(Incident incident) {
        return !(incident.trouble() instanceof Trouble.Unreachable) || incident.isDue(time.now());
    }

    /**
     * Whatever it kept is put back before it closes. If somebody was refused it meanwhile, so is this commit, and it is
     * put back once more, which is harmless.
     *
     * @return null if it has to be made due first
     */
    private @Nullable Incident over(Incident before) {
        if (!isReady(before)) {
            return null;
        }
        if (before.trouble() instanceof Trouble.Unreachable(MemberId person)) {
            back.entries(before.held());
            if (before.state() != State.RESOLVED) {
                before.work().forEach(work -> back.card(work.card(person)));
            }
        }
        return before.healed(time.now());
    }

    /**
     * Whether it is worth a try although the trouble was met lately: new work always, and now and then the old, because
     * somebody may be back; from memory, and only where that says no from the store: who is not tried must be named there.
     */
    public boolean isWorthATry(Trouble trouble, Work work) {
        Incident known = live.get(trouble.name());
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
                            ? null
                            : before.waitingFor(before.work().stream()
                                    .filter(work -> left.contains(work)
                                            || !incident.work().contains(work))
                                    .toList()));
            if (incident.trouble() instanceof Trouble.Unreachable(MemberId person)) {
                // Theirs again since it was looked at: then nothing names it any more.
                incident.work().stream()
                        .filter(work -> !left.contains(work))
                        .forEach(work -> back.card(work.card(person)));
            }
        }
    }

    /**
     * One thing that is kept with an incident goes back into its schedule: what becomes of it tells whether that is over.
     * It is kept here too if anything has happened since: told twice is better than never.
     *
     * @param seen as it was stored when that was decided
     */
    public void tryAgain(Incident seen, Held kept) {
        back.entries(List.of(kept));
        change(
                seen.id(),
                "tried",
                before -> before == null || before.version() != seen.version() ? null : before.without(kept));
    }

    /**
     * Keeps one thing more with an incident that keeps anything; unlike {@link #occurred} it opens none.
     *
     * @return the incident as it is stored, if it keeps anything: it may be full
     */
    public Optional<Incident> keep(Trouble trouble, Held more) {
        Rule withMore = before ->
                before == null || !before.keeps() ? null : before.metAgain(new Occurrence("", null, more), time.now());
        return change(trouble.id(), "met", withMore).filter(Incident::keeps);
    }

    /** Whether what was given up for this trouble may come back into its schedule; from memory. */
    public boolean mayComeBack(Trouble trouble, Held given) {
        Incident known = live.get(trouble.name());
        return known != null && (known.isOpen() || known.holds(given));
    }

    /** The card that many share is to be brought up to date, soon. */
    public void refreshMany(MemberId admin) {
        shared.refresh(admin);
    }

    interface Rule {
        /** @return null if there is nothing to commit */
        @Nullable
        Incident next(@Nullable Incident before);
    }

    private Optional<Incident> change(String id, String what, Rule rule) {
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(aggregate(id));
            Incident before = read(loaded);
            Incident next = rule.next(before);
            if (next == null) {
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

    /** Being counted is nothing an admin's card shows; another record that waits, or none kept, is shown with the next. */
    private List<ScheduleChange> cards(@Nullable Incident before, Incident now, @Nullable MemberId answering) {
        boolean turned = before == null || before.state() != now.state() || before.opening() != now.opening();
        boolean other = before != null && (!before.work().equals(now.work()) || before.keeps() != now.keeps());
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
        String allotted = ledger.allotNumber(PREFIX, NO_DAY, trouble.id());
        return Integer.parseInt(allotted.substring(allotted.lastIndexOf('-') + 1));
    }

    private void note(Incident incident) {
        live.compute(incident.trouble().name(), (name, known) -> {
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
        return state == null ? null : decoded.of(state, true, bytes -> codec.read(bytes, Incident.class));
    }

    /** What happened to an incident, for its history. Stored. */
    record Entry(String what, MemberId by, Instant at, String reason) {}
}
