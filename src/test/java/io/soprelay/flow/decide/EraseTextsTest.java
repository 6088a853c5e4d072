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

import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.TextsErased;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
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
