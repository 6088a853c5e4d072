package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.Definitions;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.SimpleConditions;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A role that another bot on the same store has given to somebody else. */
class RoleSetElsewhereTest {
    private final EngineWorld world = new EngineWorld();
    private final FlowDefinition flow = movedByRole("库管");
    private final FlowEngine engine = new FlowEngine(
            world.records,
            new OneFlow(flow),
            world.roles,
            new SimpleConditions(),
            world.ledger,
            ZoneId.of("Asia/Shanghai"));

    @Test
    void whoever_held_it_may_not_move_a_record_by_hand_any_more_and_whoever_holds_it_now_may() {
        world.setRole("库管", Cast.ZHANG);
        FlowInstance record = ((EngineAnswer.Done)
                        engine.start(flow.key(), CommandIds.startCard("card"), DeliveryFlow.order(), Cast.WANG))
                .instance();
        world.roleSetElsewhere("库管", Cast.WANG);

        assertThat(cancel(record, Cast.ZHANG))
                .isInstanceOfSatisfying(
                        EngineAnswer.Refused.class,
                        refused -> assertThat(refused.rejection().code()).isEqualTo(Rejection.Code.NOT_PERMITTED));
        assertThat(cancel(record, Cast.WANG)).isInstanceOf(EngineAnswer.Done.class);
    }

    private EngineAnswer cancel(FlowInstance record, MemberId by) {
        return engine.handle(new CommandEnvelope(
                record.id(), new CommandId("cancel-" + by), new FlowCommand.MoveToState("已取消", "客户不要了"), by, null));
    }

    private static FlowDefinition movedByRole(String role) {
        FlowDefinition shipped = DeliveryFlow.definition();
        List<TransitionRule> rules = shipped.transitions().stream()
                .map(rule -> rule.guard().isManual()
                        ? new TransitionRule(
                                rule.id(),
                                rule.from(),
                                rule.to(),
                                new TransitionGuard(List.of(), null, List.of(Definitions.role(role)), null),
                                rule.label())
                        : rule)
                .toList();
        return new FlowDefinition(
                shipped.key(),
                shipped.version(),
                shipped.name(),
                shipped.aliases(),
                shipped.numberPrefix(),
                shipped.titleField(),
                shipped.sop(),
                shipped.fields(),
                shipped.startForm(),
                shipped.participant(),
                shipped.states(),
                rules,
                shipped.items(),
                shipped.linkedStarts());
    }

    private record OneFlow(FlowDefinition flow) implements io.soprelay.engine.Definitions {
        @Override
        public Optional<FlowDefinition> latest(String key) {
            return Optional.of(flow);
        }

        @Override
        public FlowDefinition version(String key, int version) {
            return flow;
        }
    }
}
