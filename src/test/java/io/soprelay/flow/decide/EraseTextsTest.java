package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.exactly;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.ZHOU;
import static io.soprelay.testkit.flow.DeliveryFlow.cancelled;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.TextsErased;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Definitions;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EraseTextsTest {
    private static final Acts.Act ERASE = exactly(new FlowCommand.EraseTexts());

    @Test
    void an_admin_erases_a_finished_record_and_the_record_says_who_and_when() {
        given(play(), started(), cancelled())
                .when(ERASE)
                .by(ZHOU)
                .thenHappened(new TextsErased(FlowPlay.MONDAY_TEN, ZHOU))
                .then(record ->
                        assertThat(record.erased()).isEqualTo(new FlowInstance.Erasure(ZHOU, FlowPlay.MONDAY_TEN)));
    }

    @Test
    void its_files_go_and_the_cards_that_showed_it_are_drawn_again() {
        given(play(), started(), cancelled())
                .when(ERASE)
                .by(ZHOU)
                .thenEffects(
                        new Effect.RefreshCard(new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1), ZHANG),
                        new Effect.EraseFiles());
    }

    @Test
    void whoever_still_works_with_it_needs_its_texts() {
        given(play(), started()).when(ERASE).by(ZHOU).thenRefused(Code.WRONG_STATE);
        given(play(), started(), shippingApproved(), shipped())
                .when(ERASE)
                .by(ZHOU)
                .thenRefused(Code.WRONG_STATE);
    }

    /** Cancelled where that is no end: the texts of an erased record would be needed again. */
    @Test
    void what_may_go_on_needs_its_texts_too() {
        FlowInstance cancelled = given(play(), started(), cancelled()).play().instance();
        FlowDefinition shipped = DeliveryFlow.definition();
        assertThat(EraseRules.rightState(settledWhenCancelled(shipped, "已退货"), cancelled))
                .isEmpty();

        assertThat(EraseRules.rightState(settledWhenCancelled(shipped, "待审批"), cancelled))
                .hasValueSatisfying(refused -> assertThat(refused.code()).isEqualTo(Code.WRONG_STATE));
    }

    private static FlowDefinition settledWhenCancelled(FlowDefinition flow, String thenTo) {
        List<StateDefinition> states = new ArrayList<>(flow.states());
        states.replaceAll(state -> state.id().equals("已取消") ? Definitions.state("已取消", StateKind.SETTLED) : state);
        List<TransitionRule> rules = new ArrayList<>(flow.transitions());
        rules.add(Definitions.when("on", List.of("已取消"), thenTo, "金额 > 0"));
        return new FlowDefinition(
                flow.key(),
                flow.version(),
                flow.name(),
                flow.aliases(),
                flow.numberPrefix(),
                flow.titleField(),
                flow.sop(),
                flow.fields(),
                flow.startForm(),
                flow.participant(),
                states,
                rules,
                flow.items(),
                flow.linkedStarts());
    }

    @Test
    void once_is_enough() {
        given(play(), started(), cancelled(), play -> play.does(ZHOU, ERASE))
                .when(ERASE)
                .by(ZHOU)
                .thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void only_admins_may() {
        given(play(), started(), cancelled()).when(ERASE).by(WANG).thenRefused(Code.NOT_PERMITTED);
        given(play(), started(), cancelled()).when(ERASE).by(WU).thenRefused(Code.NOT_VISIBLE);
    }
}
