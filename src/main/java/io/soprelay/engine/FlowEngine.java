package io.soprelay.engine;

import io.soprelay.directory.Roles;
import io.soprelay.flow.decide.EraseRules;
import io.soprelay.flow.decide.FlowDecider;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.outbox.CardId;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries out commands: one read, a pure decision, one script. A lost race is decided again on what the winner left.
 * Every method throws {@code LedgerUnavailableException} when the store is away; a repeat with the same command id is
 * then always safe. Safe for concurrent use.
 */
public final class FlowEngine {
    /** A race is lost only to a commit on the same record; ten in a row means something loops. */
    private static final int DECISION_TRIES_MAX = 10;

    private final FlowRecords records;
    private final Definitions definitions;
    private final Roles roles;
    private final Conditions conditions;
    private final BusinessTime time;
    private final ZoneId zone;
    private final ActWatch watch;

    public FlowEngine(
            FlowRecords records,
            Definitions definitions,
            Roles roles,
            Conditions conditions,
            BusinessTime time,
            ZoneId zone) {
        this(records, definitions, roles, conditions, time, zone, ActWatch.NONE);
    }

    /** @param watch hears of every command that was carried out or refused */
    public FlowEngine(
            FlowRecords records,
            Definitions definitions,
            Roles roles,
            Conditions conditions,
            BusinessTime time,
            ZoneId zone,
            ActWatch watch) {
        this.records = records;
        this.definitions = definitions;
        this.roles = roles;
        this.conditions = conditions;
        this.time = time;
        this.zone = zone;
        this.watch = watch;
    }

    /** Carries out a command on an existing record. */
    public EngineAnswer handle(CommandEnvelope envelope) {
        long began = System.nanoTime();
        EngineAnswer answer = carryOut(envelope);
        String command = envelope.command().getClass().getSimpleName();
        watch.acted(
                new ActWatch.Act(envelope.flow(), envelope.id(), command, envelope.actor(), System.nanoTime() - began),
                answer);
        return answer;
    }

    private EngineAnswer carryOut(CommandEnvelope envelope) {
        if (envelope.command() instanceof FlowCommand.MoveToState) {
            // Who may move it by hand stands in no record: another process may have changed the role.
            roles.refresh();
        }
        for (int attempt = 0; attempt < DECISION_TRIES_MAX; attempt++) {
            FlowRecords.Found found = records.load(envelope.flow(), envelope.id());
            FlowInstance instance = found.instance();
            if (instance == null) {
                return new EngineAnswer.Refused(
                        Rejection.of(Rejection.Code.NOT_FOUND, "no record " + envelope.flow()), null, null);
            }
            FlowDefinition definition = definitions.version(instance.flow(), instance.definitionVersion());
            if (found.outcome() != null) {
                return new EngineAnswer.Done(instance, definition, List.of(), true);
            }
            DecisionContext context = context(envelope.actor(), instance.id(), instance.number(), Map.of());
            Optional<EngineAnswer> answer =
                    decide(definition, found, envelope.command(), context, envelope.id(), envelope.answering());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw new IllegalStateException(
                "Record " + envelope.flow() + " changed " + DECISION_TRIES_MAX + " times under one command");
    }

    /**
     * Starts a record of the newest version of a flow.
     *
     * @param id the start card's command id; it fixes the record's id and number
     * @param form raw values of the start form
     */
    public EngineAnswer start(String flow, CommandId id, Map<String, List<String>> form, MemberId actor) {
        long began = System.nanoTime();
        FlowId flowId = CommandIds.flowStartedBy(id);
        EngineAnswer answer = begin(flow, flowId, id, form, actor);
        String command = FlowCommand.StartFlow.class.getSimpleName();
        watch.acted(new ActWatch.Act(flowId, id, command, actor, System.nanoTime() - began), answer);
        return answer;
    }

    private EngineAnswer begin(
            String flow, FlowId flowId, CommandId id, Map<String, List<String>> form, MemberId actor) {
        Optional<FlowDefinition> latest = definitions.latest(flow);
        if (latest.isEmpty()) {
            return new EngineAnswer.Refused(Rejection.of(Rejection.Code.NOT_FOUND, "no flow " + flow), null, null);
        }
        FlowRecords.Found found = records.load(flowId, id);
        if (found.instance() != null) {
            FlowInstance instance = found.instance();
            return new EngineAnswer.Done(
                    instance, definitions.version(instance.flow(), instance.definitionVersion()), List.of(), true);
        }
        FlowDefinition definition = latest.get();
        Map<String, LinkedRecord> targets = records.linkTargets(definition, form, actor);
        FlowCommand.StartFlow command = new FlowCommand.StartFlow(form);
        // A dry run first: a refused form must not use up a number.
        DecisionContext dry = context(actor, flowId, "-", targets);
        if (FlowDecider.decide(definition, null, command, dry) instanceof Decision.Refused refused) {
            return new EngineAnswer.Refused(refused.rejection(), null, definition);
        }
        String day =
                DateTimeFormatter.BASIC_ISO_DATE.format(time.now().atZone(zone).toLocalDate());
        String number = records.allotNumber(definition.numberPrefix(), day, flowId);
        DecisionContext context = context(actor, flowId, number, targets);
        return decide(definition, found, command, context, id, null)
                // Somebody committed this very start between our read and our write.
                .orElseGet(() -> begin(flow, flowId, id, form, actor));
    }

    public Optional<FlowInstance> find(FlowId flow) {
        return records.find(flow);
    }

    /** Several records in one read; missing ones are left out. */
    public List<FlowInstance> findAll(List<FlowId> flows) {
        return records.findAll(flows);
    }

    /** @param number as people write it; case and full-width letters do not matter */
    public Optional<FlowInstance> findByNumber(String number) {
        return records.findByNumber(number);
    }

    /** A live record this member has or had to do with; slow, for an admin's rare question. */
    public Optional<FlowInstance> anyLiveOf(MemberId member) {
        return records.anyLive(instance -> instance.involves(member));
    }

    /** A record that is not over yet and that this member has or had to do with; slow as well. */
    public Optional<FlowInstance> anyUnderWayOf(MemberId member) {
        return records.anyLive(
                instance -> instance.involves(member) && !EraseRules.isOver(definitionOf(instance), instance));
    }

    public List<FlowCommit> history(FlowId flow) {
        return records.history(flow);
    }

    /** The same, with nothing in the place of an entry that cannot be read. */
    public List<Optional<FlowCommit>> readableHistory(FlowId flow) {
        return records.readableHistory(flow);
    }

    /** The record behind a number as people write it, even if nothing of the record can be read. */
    public Optional<FlowId> idOf(String number) {
        return records.idOf(number);
    }

    /** @param ledger where the records are */
    public RecordFiles files(Ledger ledger) {
        return new RecordFiles(ledger, records);
    }

    public FlowDefinition definitionOf(FlowInstance instance) {
        return definitions.version(instance.flow(), instance.definitionVersion());
    }

    /** What a decision about this record would know now; for views that ask the rules what a person may do. */
    public DecisionContext contextFor(FlowInstance instance, MemberId actor) {
        return context(actor, instance.id(), instance.number(), Map.of());
    }

    public Instant now() {
        return time.now();
    }

    public ZoneId zone() {
        return zone;
    }

    /** @return empty after a lost race */
    private Optional<EngineAnswer> decide(
            FlowDefinition definition,
            FlowRecords.Found found,
            FlowCommand command,
            DecisionContext context,
            CommandId id,
            @Nullable CardId answering) {
        FlowInstance instance = found.instance();
        Decision decision = FlowDecider.decide(definition, instance, command, context);
        if (command instanceof FlowCommand.EraseTexts && instance != null && found.hasKeyAgain()) {
            decision = EraseRules.again(instance, decision, context);
        }
        if (decision instanceof Decision.Refused refused) {
            return Optional.of(new EngineAnswer.Refused(refused.rejection(), instance, definition));
        }
        if (command instanceof FlowCommand.EraseTexts && instance != null && found.key() == null && !found.veiled()) {
            return Optional.of(new EngineAnswer.Refused(
                    Rejection.of(Rejection.Code.STORED_OPENLY, "The texts of " + instance.number() + " have no key"),
                    instance,
                    definition));
        }
        Decision.Accepted accepted = (Decision.Accepted) decision;
        Commit commit = records.commitOf(definition, found, accepted, id, context, answering);
        CommitResult result = records.commit(commit);
        return switch (result) {
            case CommitResult.Committed committed ->
                Optional.of(new EngineAnswer.Done(stored(accepted.next()), definition, accepted.events(), false));
            case CommitResult.Repeated repeated ->
                records.find(accepted.next().id())
                        .map(current -> new EngineAnswer.Done(current, definition, List.of(), true));
            case CommitResult.Conflict conflict -> Optional.empty();
        };
    }

    /** What was decided still knows texts that the store has erased, or did not take any more. */
    private FlowInstance stored(FlowInstance decided) {
        return decided.erased() == null ? decided : records.find(decided.id()).orElse(decided);
    }

    private DecisionContext context(MemberId actor, FlowId id, String number, Map<String, LinkedRecord> targets) {
        return new DecisionContext(time.now(), zone, actor, roles.people(), conditions, id, number, targets);
    }
}
