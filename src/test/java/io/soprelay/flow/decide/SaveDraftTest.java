package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.exactly;
import static io.soprelay.testkit.flow.Acts.form;
import static io.soprelay.testkit.flow.Acts.saveDraft;
import static io.soprelay.testkit.flow.Acts.send;
import static io.soprelay.testkit.flow.Cast.CHEN;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingForm;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingPictureSent;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.DraftSaved;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.testkit.flow.FlowPlay;
import org.junit.jupiter.api.Test;

class SaveDraftTest {

    private static FlowPlay approved() {
        FlowPlay play = play();
        started().andThen(shippingApproved()).accept(play);
        return play;
    }

    @Test
    void keeps_the_values_and_touches_no_card() {
        Decision.Accepted saved = given(approved())
                .when(saveDraft(SHIP, shippingForm()))
                .by(LI)
                .thenEvents(DraftSaved.class)
                .thenState("已审批")
                .accepted();
        assertThat(saved.effects()).isEmpty();
        TodoTask task = DeliveryFlowTest.task(saved.next(), SHIP);
        assertThat(task.draft().values()).isEqualTo(shippingForm());
        assertThat(task.draft().submitted()).isTrue();
        assertThat(task.parts()).containsEntry(LI, 1);
        assertThat(saved.next().data().isFilled("物流单号")).isFalse();
    }

    @Test
    void may_be_repeated() {
        FlowPlay play = approved();
        play.does(LI, saveDraft(SHIP, shippingForm()));
        given(play).when(saveDraft(SHIP, shippingForm())).by(LI).thenEvents(DraftSaved.class);
    }

    @Test
    void the_same_card_completes_once_the_evidence_is_there() {
        FlowPlay play = approved();
        play.does(LI, saveDraft(SHIP, shippingForm()));
        play.does(LI, send("物流单.jpg", SHIP, "物流凭证"));
        assertThat(play.instance().state()).isEqualTo("已发货");
    }

    @Test
    void wrong_values_are_not_kept() {
        given(approved()).when(saveDraft(SHIP, form("物流单号", "SF1"))).by(LI).thenRefused(Code.FORM_INVALID);
    }

    @Test
    void nothing_to_keep_when_nothing_is_missing() {
        given(approved(), shippingPictureSent())
                .when(saveDraft(SHIP, shippingForm()))
                .by(LI)
                .thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void is_refused_like_a_completion() {
        given(approved()).when(saveDraft(SHIP, shippingForm())).by(WU).thenRefused(Code.NOT_VISIBLE);
        given(approved()).when(saveDraft(SHIP, shippingForm())).by(ZHANG).thenRefused(Code.NOT_YOURS);
        given(approved()).when(saveDraft("nothing", form())).by(LI).thenRefused(Code.NOT_FOUND);
        given(approved())
                .when(exactly(new FlowCommand.SaveDraft(new ItemId(SHIP, 1), 9, shippingForm())))
                .by(LI)
                .thenRefused(Code.STALE_CARD);
        given(approved(), shipped())
                .when(saveDraft(SHIP, shippingForm()))
                .by(LI)
                .thenRefused(Code.ALREADY_DONE);
        given(approved(), shipped())
                .when(saveDraft(SHIP, shippingForm()))
                .by(CHEN)
                .thenRefused(Code.ITEM_CLOSED);
    }
}
