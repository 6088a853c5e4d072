package io.soprelay.engine;

import io.soprelay.archive.ArchiveUnreadableException;
import io.soprelay.codec.DecodedStates;
import io.soprelay.codec.StoredCodec;
import io.soprelay.codec.Veil;
import io.soprelay.directory.Roles;
import io.soprelay.flow.decide.FlowVisibility;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.CommitResult.StoredOutcome;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.outbox.CardId;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Flow instances in the ledger: what a decision becomes when it is committed, and how it is read back. */
public final class FlowRecords {
    /** Records read at once: some 750 KB. */
    static final int LOOK_BATCH = 50;

    /** A number as people type it who do not find the dash. */
    private static final Pattern JOINED_NUMBER = Pattern.compile("([A-Z]+)-?([0-9]{8})-?([0-9]{4,})");

    /**
     * How long a pressed card's own entry waits for the answer to be written. Longer than the platform's window (3 s),
     * short enough that a lost answer heals before the person asks.
     */
    private static final Duration ANSWER_WINDOW = Duration.ofSeconds(5);

    /**
     * How long the first card of an approval waits that a picture opened: pictures sent together arrive within seconds,
     * and the approver's card is not touched once it is sent.
     */
    private static final Duration PICTURES_WINDOW = Duration.ofSeconds(3);

    /** A record and its bytes are some 15 KB together; more than this would show in the bot's memory. */
    private static final int REMEMBERED_MAX = 512;

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Roles roles;
    private final String erased;
    private final StoredCodec codec = new StoredCodec();
    private final DecodedStates<FlowInstance> decoded = new DecodedStates<>(REMEMBERED_MAX);

    /** Erased texts read as nothing. */
    public FlowRecords(Ledger ledger, Deliveries deliveries, Roles roles) {
        this(ledger, deliveries, roles, "");
    }

    /** @param erased what erased texts read as */
    public FlowRecords(Ledger ledger, Deliveries deliveries, Roles roles, String erased) {
        this.erased = erased;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.roles = roles;
    }

    /** One round trip: the record and what this command id did before. */
    Found load(FlowId flow, CommandId command) {
        Loaded loaded = ledger.load(aggregate(flow), command.value());
        byte[] state = loaded.state();
        boolean veiled = state != null && StoredCodec.isVeiled(state);
        return new Found(decode(loaded), loaded.outcome(), loaded.basis(), loaded.key(), veiled);
    }

    /** The record as it is now. */
    public Optional<FlowInstance> find(FlowId flow) {
        return Optional.ofNullable(decode(ledger.load(aggregate(flow))));
    }

    /** Several records in one pipelined read; missing ones, and what cannot be read in the archive, are left out. */
    public List<FlowInstance> findAll(List<FlowId> flows) {
        List<AggregateId> ids = flows.stream().map(FlowRecords::aggregate).toList();
        Map<AggregateId, Loaded> loaded = ledger.loadAll(ids);
        List<FlowInstance> found = new ArrayList<>();
        for (AggregateId id : ids) {
            Loaded one = loaded.get(id);
            FlowInstance instance = one == null ? null : decode(one);
            if (instance != null) {
                found.add(instance);
            }
        }
        return found;
    }

    /**
     * Like {@link #findAll}, but not remembered: a walk over everything must not push out what presses need.
     *
     * @throws ArchiveUnreadableException if one of them cannot be read in the archive, for those who must not miss any
     */
    List<FlowInstance> look(List<FlowId> flows) {
        Map<AggregateId, Loaded> all = loadAll(flows);
        all.forEach((id, loaded) -> {
            if (loaded.isLost()) {
                throw new ArchiveUnreadableException(id + " cannot be read in the archive");
            }
        });
        return read(all);
    }

    /** Like {@link #look}, without what cannot be read in the archive. */
    List<FlowInstance> lookAtReadable(List<FlowId> flows) {
        return read(loadAll(flows));
    }

    private Map<AggregateId, Loaded> loadAll(List<FlowId> flows) {
        return ledger.loadAll(flows.stream().map(FlowRecords::aggregate).toList());
    }

    private List<FlowInstance> read(Map<AggregateId, Loaded> all) {
        return all.values().stream()
                .filter(loaded -> loaded.state() != null)
                .map(loaded -> read(Objects.requireNonNull(loaded.state()), FlowInstance.class, loaded.key()))
                .toList();
    }

    /** A live record that fits, whichever is found first; reads them all if none does. */
    Optional<FlowInstance> anyLive(Predicate<FlowInstance> fits) {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            List<String> ids = ledger.live(AggregateId.Kind.FLOW, partition);
            for (int from = 0; from < ids.size(); from += LOOK_BATCH) {
                List<FlowId> batch = ids.subList(from, Math.min(ids.size(), from + LOOK_BATCH)).stream()
                        .map(FlowId::new)
                        .toList();
                Optional<FlowInstance> found = look(batch).stream().filter(fits).findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    Optional<FlowInstance> findByNumber(String number) {
        return idOf(number).flatMap(this::find);
    }

    /** The record of this number, even if nothing of it can be read. */
    Optional<FlowId> idOf(String number) {
        String plain =
                Normalizer.normalize(number.strip(), Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        Matcher joined = JOINED_NUMBER.matcher(plain);
        String dashed = joined.matches() ? String.join("-", joined.group(1), joined.group(2), joined.group(3)) : plain;
        return ledger.findNumber(dashed).map(FlowId::new);
    }

    /** What happened to a record, oldest first; replayed it is the record. */
    public List<FlowCommit> history(FlowId flow) {
        List<byte[]> entries = ledger.history(aggregate(flow));
        RecordKey key = keyOfHistory(flow);
        return entries.stream().map(entry -> read(entry, FlowCommit.class, key)).toList();
    }

    /** The same, with nothing in the place of what cannot be read. */
    List<Optional<FlowCommit>> readableHistory(FlowId flow) {
        List<byte[]> entries = ledger.history(aggregate(flow));
        RecordKey key = keyOfHistory(flow);
        return entries.stream().map(entry -> readable(entry, key)).toList();
    }

    /** None for an erased record: one that an older store gave back opens what was erased. */
    private @Nullable RecordKey keyOfHistory(FlowId flow) {
        Loaded loaded = ledger.load(aggregate(flow));
        try {
            FlowInstance instance = decode(loaded);
            return instance == null || instance.erased() == null ? loaded.key() : null;
        } catch (IllegalStateException unreadable) {
            return loaded.key();
        }
    }

    private Optional<FlowCommit> readable(byte[] entry, @Nullable RecordKey key) {
        try {
            return Optional.of(read(entry, FlowCommit.class, key));
        } catch (IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    String allotNumber(String prefix, String day, FlowId flow) {
        return ledger.allotNumber(prefix, day, flow.value());
    }

    /** These records exist, so nobody asks for their numbers again. */
    void forgetAsking(List<FlowInstance> instances) {
        Map<String, String> bearers = new HashMap<>();
        instances.forEach(
                instance -> bearers.put(instance.number(), instance.id().value()));
        ledger.forgetAsking(bearers);
    }

    /**
     * The records that a form's reference fields name, by the text as it was given. One that the actor may not see is
     * left out: it is as if it did not exist.
     */
    Map<String, LinkedRecord> linkTargets(FlowDefinition definition, Map<String, List<String>> form, MemberId actor) {
        Map<String, LinkedRecord> targets = new HashMap<>();
        for (FormField asked : definition.startForm()) {
            FieldDefinition field = definition.field(asked.field());
            if (field.kind() instanceof FieldKind.Reference reference) {
                for (String number : form.getOrDefault(field.id(), List.of())) {
                    findByNumber(number)
                            .filter(target -> FlowVisibility.maySee(target, roles.people(), actor))
                            .ifPresent(target -> targets.put(
                                    number,
                                    new LinkedRecord(
                                            target.id(),
                                            target.flow(),
                                            target.number(),
                                            target.version(),
                                            target.state(),
                                            brought(reference, target))));
                }
            }
        }
        return targets;
    }

    private static Map<String, FieldValue> brought(FieldKind.Reference reference, FlowInstance target) {
        Map<String, FieldValue> values = new HashMap<>();
        for (String id : reference.brought()) {
            target.data().get(id).ifPresent(value -> values.put(id, value));
        }
        return values;
    }

    Commit commitOf(
            FlowDefinition definition,
            Found found,
            Decision.Accepted accepted,
            CommandId command,
            DecisionContext context,
            @Nullable CardId answering) {
        FlowInstance next = accepted.next();
        FlowCommit entry = new FlowCommit(next.version(), command, context.actor(), context.now(), accepted.events());
        RecordKey key = found.lacksKey() ? ledger.newKey(aggregate(next.id())) : found.key();
        Function<Object, byte[]> writer = writer(definition, next, key);
        byte[] state = writer.apply(next);
        if (next.erased() == null) {
            decoded.remember(state, key != null, next);
        }
        boolean live = definition.state(next.state()).kind() != StateKind.FINAL;
        return new Commit(
                aggregate(next.id()),
                command.value(),
                found.basis(),
                state,
                writer.apply(entry),
                "done",
                live,
                changes(accepted, answering),
                Commit.KeyChange.of(next.erased() != null, found.key(), key));
    }

    /** A record that began before texts were hidden has no key and stays in the open. */
    private Function<Object, byte[]> writer(FlowDefinition definition, FlowInstance next, @Nullable RecordKey key) {
        Veil veil;
        if (next.erased() != null) {
            veil = Veil.ERASED;
        } else if (key != null) {
            veil = Veil.of(key.secret());
        } else {
            return codec::write;
        }
        Set<String> personal = definition.personalFields();
        return value -> codec.write(value, personal, veil);
    }

    private <T> T read(byte[] bytes, Class<T> type, @Nullable RecordKey key) {
        return codec.read(bytes, type, key == null ? Veil.ERASED : Veil.of(key.secret()), erased);
    }

    CommitResult commit(Commit commit) {
        return ledger.commit(commit);
    }

    private List<ScheduleChange> changes(Decision.Accepted accepted, @Nullable CardId answering) {
        FlowInstance next = accepted.next();
        List<ScheduleChange> changes = new ArrayList<>();
        for (Effect effect : accepted.effects()) {
            changes.addAll(change(accepted, effect, answering));
        }
        boolean todoChanged = accepted.effects().stream().anyMatch(Effect.RefreshCard.class::isInstance);
        if (todoChanged) {
            changes.add(deliveries.raise(new Delivery.TodoProjection(next.id()), next.version(), Duration.ZERO));
        }
        return changes;
    }

    private List<ScheduleChange> change(Decision.Accepted accepted, Effect effect, @Nullable CardId answering) {
        FlowInstance next = accepted.next();
        return switch (effect) {
            case Effect.RefreshCard(var item, var member) -> {
                boolean answered = new CardId(next.id(), item, member).equals(answering);
                yield List.of(deliveries.raise(
                        new Delivery.CardDelivery(next.id(), item, member),
                        next.version(),
                        answered ? ANSWER_WINDOW : openedByPicture(accepted, item) ? PICTURES_WINDOW : Duration.ZERO));
            }
            case Effect.SendNotice(var notice, var to) ->
                List.of(deliveries.add(new Delivery.NoticeDelivery(next.id(), next.version(), notice, to)));
            case Effect.TellEnd(var to) ->
                List.of(deliveries.add(new Delivery.EndNotice(next.id(), next.version(), to)));
            case Effect.SendReminder(var item, var moment, var to) ->
                List.of(deliveries.add(new Delivery.ReminderDelivery(next.id(), item, moment, to)));
            case Effect.SetReminder(var item, var moment) ->
                List.of(deliveries.timer(new Delivery.ReminderTimer(next.id(), item, moment)));
            case Effect.CancelReminder(var item, var moment) ->
                List.of(deliveries.cancel(new Delivery.ReminderTimer(next.id(), item, moment)));
            case Effect.TellLinked(var target, var source) ->
                List.of(deliveries.add(new Delivery.LinkDelivery(target, source)));
            case Effect.ReportEmptyRole(var item, var role) ->
                List.of(deliveries.add(new Delivery.EmptyRoleReport(next.id(), item, role, roles.admins())));
            case Effect.EraseFiles files ->
                List.of(
                        deliveries.add(new Delivery.FilesErasure(next.id())),
                        deliveries.add(new Delivery.StoreRewrite(next.id().value())));
        };
    }

    private static boolean openedByPicture(Decision.Accepted accepted, ItemId item) {
        return accepted.events().stream().anyMatch(FlowEvent.EvidenceAttached.class::isInstance)
                && accepted.events().stream()
                        .anyMatch(event -> event instanceof FlowEvent.ApprovalOpened opened
                                && opened.approval().equals(item));
    }

    private @Nullable FlowInstance decode(Loaded loaded) {
        byte[] state = loaded.state();
        RecordKey key = loaded.key();
        return state == null ? null : decoded.of(state, key != null, bytes -> read(bytes, FlowInstance.class, key));
    }

    static AggregateId aggregate(FlowId flow) {
        return new AggregateId(AggregateId.Kind.FLOW, flow.value());
    }

    /**
     * @param outcome what the command id did before; null if nothing
     * @param basis for the commit of what is decided from it
     * @param key of its personal texts; null if they are erased, were never hidden, or the key is lost
     * @param veiled whether its personal texts were hidden
     */
    record Found(
            @Nullable FlowInstance instance,
            @Nullable StoredOutcome outcome,
            Basis basis,
            @Nullable RecordKey key,
            boolean veiled) {

        /** Whether its texts have to be hidden and cannot be: it is new, or the store has lost its key. */
        boolean lacksKey() {
            return instance == null || (veiled && key == null);
        }

        /** Whether an older store has given back the key of what was erased. */
        boolean hasKeyAgain() {
            return instance != null && instance.erased() != null && key != null;
        }
    }
}
