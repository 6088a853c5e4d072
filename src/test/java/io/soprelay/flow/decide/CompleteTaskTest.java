package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.approve;
import static io.soprelay.testkit.flow.Acts.complete;
import static io.soprelay.testkit.flow.Acts.exactly;
import static io.soprelay.testkit.flow.Acts.form;
import static io.soprelay.testkit.flow.Acts.reassign;
import static io.soprelay.testkit.flow.Acts.send;
import static io.soprelay.testkit.flow.Cast.CHEN;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Cast.people;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPT;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIPPING_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceForm;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceRejected;
import static io.soprelay.testkit.flow.DeliveryFlow.cancelled;
import static io.soprelay.testkit.flow.DeliveryFlow.definition;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.roleGivenTo;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingForm;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingPictureSent;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowPlay.MONDAY_TEN;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.FieldsCleared;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.FlowPlay;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompleteTaskTest {

    private static FlowPlay readyToShip() {
        FlowPlay play = play();
        started().andThen(shippingApproved()).andThen(shippingPictureSent()).accept(play);
        return play;
    }

    @Test
    void values_land_in_the_record_and_the_record_moves() {
        given(readyToShip())
                .when(complete(SHIP, shippingForm()))
                .by(LI)
                .thenEvents(
                        TaskCompleted.class,
                        FieldsFilled.class,
                        StateChanged.class,
                        TaskOpened.class,
                        NoticeGiven.class)
                .thenState("已发货")
                .thenItem(SHIP, Status.DONE)
                .then(record -> {
                    assertThat(record.data().get("物流单号")).contains(new FieldValue.Text("SF1234567890"));
                    assertThat(DeliveryFlowTest.task(record, SHIP).completedBy())
                            .isEqualTo(LI);
                });
    }

    @Test
    void the_first_of_several_holders_wins_and_both_cards_change() {
        given(readyToShip())
                .when(complete(SHIP, shippingForm()))
                .by(LI)
                .thenEffects(
                        new Effect.RefreshCard(new ItemId(SHIP, 1), LI),
                        new Effect.RefreshCard(new ItemId(SHIP, 1), CHEN))
                .then(record -> assertThat(record.newest(SHIP).orElseThrow().parts())
                        .containsEntry(LI, 2)
                        .containsEntry(CHEN, 2));
    }

    @Test
    void pressing_again_is_already_done_for_the_one_who_did_it() {
        FlowPlay play = readyToShip();
        play.does(LI, complete(SHIP, shippingForm()));
        given(play)
                .when(exactly(new FlowCommand.CompleteTask(new ItemId(SHIP, 1), 1, shippingForm())))
                .by(LI)
                .thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void for_the_other_holder_it_is_closed() {
        FlowPlay play = readyToShip();
        play.does(LI, complete(SHIP, shippingForm()));
        given(play)
                .when(exactly(new FlowCommand.CompleteTask(new ItemId(SHIP, 1), 1, shippingForm())))
                .by(CHEN)
                .thenRefused(Code.ITEM_CLOSED);
    }

    @Test
    void only_missing_evidence_is_said_so_and_changes_nothing() {
        Rejection rejection = given(play(), started(), shippingApproved())
                .when(complete(SHIP, shippingForm()))
                .by(LI)
                .thenRefused(Code.EVIDENCE_MISSING);
        assertThat(rejection.problems())
                .containsExactly(new FieldProblem("物流凭证", FieldProblem.Kind.EVIDENCE_MISSING, "", ""));
    }

    @Test
    void a_wrong_value_beside_missing_evidence_is_a_wrong_form() {
        Rejection rejection = given(play(), started(), shippingApproved())
                .when(complete(SHIP, form("实际发货时间", "下午", "物流单号", "SF1")))
                .by(LI)
                .thenRefused(Code.FORM_INVALID);
        assertThat(rejection.problems()).extracting(FieldProblem::field).containsExactly("实际发货时间", "物流凭证");
    }

    @Test
    void a_corrected_form_goes_through() {
        FlowPlay play = readyToShip();
        given(play).when(complete(SHIP, form("物流单号", "SF1"))).by(LI).thenRefused(Code.FORM_INVALID);
        given(play).when(complete(SHIP, shippingForm())).by(LI).thenState("已发货");
    }

    @Test
    void a_text_typed_for_a_picture_is_not_asked() {
        Map<String, List<String>> form = new HashMap<>(shippingForm());
        form.put("物流凭证", List.of("在群里"));
        given(readyToShip()).when(complete(SHIP, form)).by(LI).thenRefused(Code.FORM_INVALID);
    }

    @Test
    void a_stranger_does_not_even_see_it() {
        given(readyToShip()).when(complete(SHIP, shippingForm())).by(WU).thenRefused(Code.NOT_VISIBLE);
    }

    @Test
    void the_owner_sees_it_but_it_is_the_warehouse_s() {
        Rejection rejection = given(readyToShip())
                .when(complete(SHIP, shippingForm()))
                .by(WANG)
                .thenRefused(Code.NOT_YOURS);
        assertThat(rejection.holders()).containsExactly(LI, CHEN);
    }

    @Test
    void a_former_role_holder_is_told_whose_it_is() {
        FlowPlay play = readyToShip();
        play.role("库管", CHEN);
        play.does(MemberId.SYSTEM, reassign(SHIP));
        Rejection rejection =
                given(play).when(complete(SHIP, shippingForm())).by(LI).thenRefused(Code.NOT_YOURS);
        assertThat(rejection.holders()).containsExactly(CHEN);
    }

    @Test
    void an_old_card_is_stale_before_its_form_is_read() {
        FlowPlay play = readyToShip();
        play.role("库管", CHEN);
        play.does(MemberId.SYSTEM, reassign(SHIP));
        play.role("库管", LI, CHEN);
        play.does(MemberId.SYSTEM, reassign(SHIP));
        given(play)
                .when(exactly(new FlowCommand.CompleteTask(new ItemId(SHIP, 1), 1, form("没问过", "x"))))
                .by(LI)
                .thenRefused(Code.STALE_CARD);
        given(play).when(complete(SHIP, shippingForm())).by(LI).thenState("已发货");
    }

    @Test
    void an_unknown_task_and_an_approval_are_not_found() {
        given(readyToShip()).when(complete("nothing", form())).by(LI).thenRefused(Code.NOT_FOUND);
        given(readyToShip()).when(complete(SHIPPING_APPROVAL, form())).by(ZHANG).thenRefused(Code.NOT_FOUND);
    }

    @Test
    void a_task_of_a_cancelled_record_is_closed() {
        FlowPlay play = readyToShip();
        cancelled().accept(play);
        given(play).when(complete(SHIP, shippingForm())).by(LI).thenRefused(Code.ITEM_CLOSED);
    }

    @Test
    void a_named_participant_holds_the_task_instead_of_the_role() {
        FlowInstance record = given(play(), started()).play().instance();
        FlowInstance named = FlowEvolver.evolve(
                record, new FieldsFilled(record.startedAt(), Map.of("出库负责人", new FieldValue.Person(WU))));
        assertThat(PeopleRules.assignees(
                                definition(),
                                named,
                                people(),
                                new io.soprelay.flow.definition.PeopleVariable.Participant())
                        .members())
                .containsExactly(WU);
    }

    @Test
    void a_task_whose_role_nobody_holds_goes_to_the_owner_and_is_reported() {
        FlowPlay play = play();
        given(play, roleGivenTo("库管"), started(), p -> p.does(ZHANG, approve(SHIPPING_APPROVAL)))
                .when(approve(SHIPPING_APPROVAL))
                .by(LIU)
                .thenEffects(new Effect.ReportEmptyRole(new ItemId(SHIP, 1), "库管"))
                .then(record ->
                        assertThat(record.newest(SHIP).orElseThrow().holders()).containsExactly(WANG));
    }

    @Test
    void a_shipping_time_long_ago_makes_the_next_task_overdue_without_a_reminder() {
        given(readyToShip())
                .when(complete(SHIP, form("实际发货时间", "2026-11-01 10:00", "物流单号", "SF1")))
                .by(LI)
                .then(record -> {
                    WorkItem accept = record.newest(ACCEPT).orElseThrow();
                    assertThat(accept.dueAt()).isBefore(accept.openedAt());
                    assertThat(accept.reminders()).isEmpty();
                });
    }

    @Test
    void an_optional_value_taken_out_of_a_reopened_form_leaves_the_record() {
        Decision.Accepted completed = given(acceptanceCameBack())
                .when(complete(ACCEPT, form("客户验收时间", "2026-11-25 10:00")))
                .by(WANG)
                .thenHappened(new FieldsCleared(MONDAY_TEN, List.of("实际送达时间")))
                .accepted();
        assertThat(completed.next().data().isFilled("实际送达时间")).isFalse();
        assertThat(DeliveryFlowTest.task(completed.next(), ACCEPT).result()).doesNotContainKey("实际送达时间");
        // The form never showed it: it stays.
        assertThat(completed.next().data().isFilled("物流单号")).isTrue();
    }

    @Test
    void blank_text_is_taken_out_like_no_text() {
        given(acceptanceCameBack())
                .when(complete(ACCEPT, form("客户验收时间", "2026-11-25 10:00", "实际送达时间", " ")))
                .by(WANG)
                .then(record -> assertThat(record.data().isFilled("实际送达时间")).isFalse());
    }

    @Test
    void a_value_that_was_changed_since_the_form_was_shown_is_not_taken_out_with_it() {
        FlowPlay play = acceptanceCameBack();
        OffsetDateTime changed = OffsetDateTime.parse("2026-11-26T10:00+08:00");
        FlowInstance delivered = FlowEvolver.evolve(
                play.instance(), new FieldsFilled(play.now(), Map.of("实际送达时间", new FieldValue.Moment(changed))));
        ItemId item = Acts.newest(delivered, ACCEPT);
        FlowCommand command =
                new FlowCommand.CompleteTask(item, partOf(delivered, item), form("客户验收时间", "2026-11-25 10:00"));
        Decision decision = FlowDecider.decide(definition(), delivered, command, play.context(WANG));
        assertThat(((Decision.Accepted) decision).next().data().get("实际送达时间")).contains(new FieldValue.Moment(changed));
    }

    private static int partOf(FlowInstance instance, ItemId item) {
        return instance.find(item).orElseThrow().parts().getOrDefault(WANG, 0);
    }

    @Test
    void a_value_that_came_while_the_form_showed_none_stays() {
        FlowPlay play = readyToShip();
        play.does(LI, complete(SHIP, shippingForm()));
        play.does(WANG, send("验收单.jpg", ACCEPT, "客户验收凭证"));
        FlowInstance delivered = FlowEvolver.evolve(
                play.instance(),
                new FieldsFilled(
                        play.now(),
                        Map.of("实际送达时间", new FieldValue.Moment(OffsetDateTime.parse("2026-11-24T10:00+08:00")))));
        FlowCommand command = new FlowCommand.CompleteTask(new ItemId(ACCEPT, 1), 1, acceptanceForm());
        Decision decision = FlowDecider.decide(definition(), delivered, command, play.context(WANG));
        assertThat(((Decision.Accepted) decision).next().data().isFilled("实际送达时间"))
                .isTrue();
    }

    /** Completed with a delivery time, rejected, and open again with it. */
    private static FlowPlay acceptanceCameBack() {
        FlowPlay play = readyToShip();
        play.does(LI, complete(SHIP, shippingForm()));
        play.does(WANG, send("验收单.jpg", ACCEPT, "客户验收凭证"));
        play.does(WANG, complete(ACCEPT, form("客户验收时间", "2026-11-25 10:00", "实际送达时间", "2026-11-24 09:00")));
        acceptanceRejected("看不清").accept(play);
        return play;
    }
}
