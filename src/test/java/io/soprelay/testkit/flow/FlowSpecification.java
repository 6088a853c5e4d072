package io.soprelay.testkit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.testkit.flow.Acts.Act;
import java.util.function.Consumer;

/** given / when / then for one record; {@link FlowPlay} checks what must always hold on the way. */
public final class FlowSpecification {
    private final FlowPlay play;
    private final Decision decision;

    private FlowSpecification(FlowPlay play, Decision decision) {
        this.play = play;
        this.decision = decision;
    }

    /** What has happened before; each step must succeed. */
    @SafeVarargs
    public static Given given(FlowPlay play, Consumer<FlowPlay>... steps) {
        for (Consumer<FlowPlay> step : steps) {
            step.accept(play);
        }
        return new Given(play);
    }

    public record Given(FlowPlay play) {
        public When when(Act act) {
            return new When(play, act);
        }
    }

    public record When(FlowPlay play, Act act) {
        public FlowSpecification by(MemberId actor) {
            return new FlowSpecification(play, play.tries(actor, act));
        }
    }

    public FlowSpecification thenEvents(Class<?>... types) {
        assertThat(accepted().events())
                .extracting(event -> (Class) event.getClass())
                .containsExactly(types);
        return this;
    }

    public FlowSpecification thenHappened(FlowEvent... events) {
        assertThat(accepted().events()).contains(events);
        return this;
    }

    public FlowSpecification thenEffects(Effect... effects) {
        assertThat(accepted().effects()).contains(effects);
        return this;
    }

    public FlowSpecification thenState(String state) {
        assertThat(accepted().next().state()).isEqualTo(state);
        return this;
    }

    public FlowSpecification thenItem(String item, Status status) {
        assertThat(accepted().next().newest(item).orElseThrow().status()).isEqualTo(status);
        return this;
    }

    public FlowSpecification then(Consumer<FlowInstance> check) {
        check.accept(accepted().next());
        return this;
    }

    public Rejection thenRefused(Rejection.Code code) {
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        Rejection rejection = ((Decision.Refused) decision).rejection();
        assertThat(rejection.code()).as(rejection.toString()).isEqualTo(code);
        return rejection;
    }

    public Decision.Accepted accepted() {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return (Decision.Accepted) decision;
    }

    public FlowPlay play() {
        return play;
    }
}
