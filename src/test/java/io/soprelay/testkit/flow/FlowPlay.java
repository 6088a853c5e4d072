package io.soprelay.testkit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.decide.FlowDecider;
import io.soprelay.flow.decide.FlowEvolver;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.DecisionContext;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.testkit.flow.Acts.Act;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One record being played by people; after every act it checks what must always hold. */
public final class FlowPlay {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    /** Monday 2026-11-23, 10:00 in Shanghai. */
    public static final Instant MONDAY_TEN = Instant.parse("2026-11-23T02:00:00Z");

    private final FlowDefinition definition;
    private final FlowId id;
    private final String number;
    private final Map<String, LinkedRecord> linkTargets = new HashMap<>();
    private final Set<ItemId> reported = new HashSet<>();
    private People people = Cast.people();
    private Instant now = MONDAY_TEN;
    private @Nullable FlowInstance instance;
    /** Folded from events alone, never from a decision's own result. */
    private @Nullable FlowInstance replayed;

    private long commits;

    public FlowPlay(FlowDefinition definition, int n) {
        this.definition = definition;
        this.id = Acts.flowId(n);
        this.number = "%s-20261123-%04d".formatted(definition.numberPrefix(), n);
    }

    public FlowDefinition definition() {
        return definition;
    }

    public boolean hasStarted() {
        return instance != null;
    }

    public FlowInstance instance() {
        if (instance == null) {
            throw new AssertionError("The record has not started");
        }
        return instance;
    }

    public People people() {
        return people;
    }

    public Instant now() {
        return now;
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    public void become(People next) {
        people = next;
    }

    public void role(String role, MemberId... holders) {
        people = Cast.with(people, role, holders);
    }

    /** What the shell resolves this text to. */
    public void linkTarget(String text, LinkedRecord target) {
        linkTargets.put(text, target);
    }

    /** This record as another one sees it. */
    public LinkedRecord asTarget() {
        FlowInstance known = instance();
        return new LinkedRecord(known.id(), known.flow(), known.number(), known.version(), known.state(), Map.of());
    }

    public DecisionContext context(MemberId actor) {
        return new DecisionContext(now, SHANGHAI, actor, people, new SimpleConditions(), id, number, linkTargets);
    }

    /** The act must succeed. */
    public Decision.Accepted does(MemberId actor, Act act) {
        Decision decision = tries(actor, act);
        assertThat(decision).as("%s by %s", act.on(instance, actor, now), actor).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted) decision;
    }

    /** The act may be refused. */
    public Decision tries(MemberId actor, Act act) {
        return tries(actor, act.on(instance, actor, now));
    }

    public Decision tries(MemberId actor, FlowCommand command) {
        Decision decision = FlowDecider.decide(definition, instance, command, context(actor));
        must(FlowDecider.decide(definition, instance, command, context(actor)).equals(decision), "deciding is pure");
        if (decision instanceof Decision.Accepted accepted) {
            FlowInstance before = instance;
            replayed = FlowEvolver.apply(replayed, accepted.events());
            commits++;
            instance = accepted.next();
            accepted.effects().stream()
                    .filter(Effect.ReportEmptyRole.class::isInstance)
                    .forEach(effect -> reported.add(((Effect.ReportEmptyRole) effect).item()));
            assertReplayGivesStoredState(accepted.next());
            assertSound(before, accepted.next());
            TransitionVisits.note(definition, accepted.events());
        }
        return decision;
    }

    private void assertReplayGivesStoredState(FlowInstance stored) {
        must(stored.equals(replayed), "replay gives %s, stored is %s", String.valueOf(replayed), stored);
        must(stored.version() == commits, "version %d counts %d commits", stored.version(), commits);
    }

    private void assertSound(@Nullable FlowInstance before, FlowInstance after) {
        if (before != null && kind(before) == StateKind.FINAL) {
            must(after.state().equals(before.state()), "final state %s was left", before.state());
        }
        must(kind(after) != StateKind.FINAL || after.openItems().isEmpty(), "open items in %s", after.state());
        for (WorkItem item : after.items()) {
            if (item.status() == Status.OPEN) {
                must(item.endedAt() == null, "open, but ended: %s", item);
                must(!item.holders().isEmpty() || reported.contains(item.id()), "nobody knows of %s", item);
            } else {
                must(item.endedAt() != null && item.reminders().isEmpty(), "not ended: %s", item);
                must(item.holders().isEmpty(), "closed, but held: %s", item);
            }
            must(item.parts().keySet().containsAll(item.holders()), "holders without a part: %s", item);
            WorkItem was = before == null ? null : before.find(item.id()).orElse(null);
            if (was != null) {
                was.parts()
                        .forEach((member, version) -> must(
                                item.parts().getOrDefault(member, 0) >= version, "a part's version fell: %s", item));
            }
        }
    }

    private static void must(boolean holds, String otherwise, Object... facts) {
        if (!holds) {
            throw new AssertionError(otherwise.formatted(facts));
        }
    }

    private StateKind kind(FlowInstance known) {
        return definition.state(known.state()).kind();
    }
}
