package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.evidence;
import static io.soprelay.testkit.flow.Acts.saveDraft;
import static io.soprelay.testkit.flow.Acts.send;
import static io.soprelay.testkit.flow.Cast.CHEN;
import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPT;
import static io.soprelay.testkit.flow.DeliveryFlow.ACCEPTANCE_APPROVAL;
import static io.soprelay.testkit.flow.DeliveryFlow.SHIP;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceForm;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceRejected;
import static io.soprelay.testkit.flow.DeliveryFlow.acceptanceReported;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingForm;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingPictureSent;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowEvent.EvidenceAdded;
import io.soprelay.flow.model.FlowEvent.EvidenceAttached;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.Rejection;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.FlowPlay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AttachEvidenceTest {

    private static FlowPlay approved() {
        FlowPlay play = play();
        started().andThen(shippingApproved()).accept(play);
        return play;
    }

    @Test
    void before_the_form_it_waits_in_the_task_and_touches_no_card() {
        Decision.Accepted attached = given(approved())
                .when(send("物流单.jpg", SHIP, "物流凭证"))
                .by(LI)
                .thenEvents(EvidenceAttached.class)
                .thenState("已审批")
                .accepted();
        assertThat(attached.effects()).isEmpty();
        assertThat(attached.next().newest(SHIP).orElseThrow().parts()).containsEntry(LI, 1);
        assertThat(attached.next().data().isFilled("物流凭证")).isFalse();
    }

    @Test
    void the_last_missing_picture_completes_a_submitted_draft_in_the_same_commit() {
        given(approved(), play -> play.does(LI, saveDraft(SHIP, shippingForm())))
                .when(send("物流单.jpg", SHIP, "物流凭证"))
                .by(LI)
                .thenEvents(
                        EvidenceAttached.class,
                        TaskCompleted.class,
                        FieldsFilled.class,
                        StateChanged.class,
                        TaskOpened.class,
                        NoticeGiven.class)
                .thenState("已发货")
                .then(record -> {
                    assertThat(DeliveryFlowTest.task(record, SHIP).completedBy())
                            .isEqualTo(LI);
                    assertThat(record.data().get("物流单号")).contains(new FieldValue.Text("SF1234567890"));
                });
    }

    @Test
    void several_pictures_add_up() {
        given(approved(), shippingPictureSent())
                .when(send("第二张.jpg", SHIP, "物流凭证"))
                .by(CHEN)
                .then(record -> assertThat(DeliveryFlowTest.task(record, SHIP)
                                .draft()
                                .evidence()
                                .get("物流凭证"))
                        .hasSize(2));
    }

    @Test
    void the_same_picture_twice_changes_nothing() {
        given(approved(), shippingPictureSent())
                .when(send("物流单.jpg", SHIP, "物流凭证"))
                .by(LI)
                .thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void new_evidence_replaces_what_the_last_round_left_and_then_adds_up() {
        FlowPlay play = approved();
        given(play, shipped(), acceptanceReported(), acceptanceRejected("看不清"));
        play.later(Duration.ofMinutes(5));
        given(play)
                .when(send("新一.jpg", ACCEPT, "客户验收凭证"))
                .by(WANG)
                .thenHappened(new EvidenceAttached(
                        play.now(),
                        new ItemId(ACCEPT, 2),
                        "客户验收凭证",
                        evidence("新一.jpg", WANG, play.now()),
                        true,
                        List.of()));
        given(play)
                .when(send("新二.jpg", ACCEPT, "客户验收凭证"))
                .by(WANG)
                .then(record -> assertThat(DeliveryFlowTest.task(record, ACCEPT)
                                .draft()
                                .evidence()
                                .get("客户验收凭证"))
                        .extracting(Evidence::name)
                        .containsExactly("新一.jpg", "新二.jpg"));
    }

    @Test
    void a_picture_takes_the_place_of_a_file_that_is_none() {
        given(approved(), play -> play.does(LI, send("物流单.doc", SHIP, "物流凭证")))
                .when(send("物流单.jpg", SHIP, "物流凭证"))
                .by(LI)
                .then(record -> assertThat(names(record)).containsExactly("物流单.jpg"));
    }

    @Test
    void a_file_replaces_nothing_and_a_picture_no_scan() {
        given(approved(), play -> {
                    play.does(LI, send("一.jpg", SHIP, "物流凭证"));
                    play.does(LI, send("二.pdf", SHIP, "物流凭证"));
                    play.does(LI, send("三.doc", SHIP, "物流凭证"));
                })
                .when(send("四.doc", SHIP, "物流凭证"))
                .by(LI)
                .then(record -> assertThat(names(record)).containsExactly("一.jpg", "二.pdf", "三.doc", "四.doc"));
    }

    @Test
    void a_picture_sent_right_after_the_completion_takes_the_files_place_in_the_record_too() {
        given(approved(), play -> {
                    play.does(LI, saveDraft(SHIP, shippingForm()));
                    play.does(LI, send("物流单.doc", SHIP, "物流凭证"));
                })
                .when(send("物流单.jpg", SHIP, "物流凭证"))
                .by(LI)
                .thenEvents(EvidenceAdded.class)
                .then(record -> assertThat(record.data().get("物流凭证"))
                        .get()
                        .extracting(files -> ((FieldValue.Files) files).values())
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Evidence.class))
                        .extracting(Evidence::name)
                        .containsExactly("物流单.jpg"));
    }

    private static List<String> names(FlowInstance record) {
        return DeliveryFlowTest.task(record, SHIP).draft().evidence().getOrDefault("物流凭证", List.of()).stream()
                .map(Evidence::name)
                .toList();
    }

    @Test
    void the_tenth_picture_is_one_too_many() {
        FlowPlay play = approved();
        for (int i = 0; i < 9; i++) {
            play.does(LI, send("第" + i + "张.jpg", SHIP, "物流凭证"));
        }
        Rejection rejection =
                given(play).when(send("第十张.jpg", SHIP, "物流凭证")).by(LI).thenRefused(Code.FORM_INVALID);
        assertThat(rejection.problems())
                .containsExactly(new FieldProblem("物流凭证", FieldProblem.Kind.TOO_MANY_FILES, "10", "9"));
    }

    @Test
    void a_field_that_takes_no_evidence_is_not_asked() {
        given(approved()).when(send("x.jpg", SHIP, "物流单号")).by(LI).thenRefused(Code.FORM_INVALID);
        given(approved()).when(send("x.jpg", SHIP, "客户验收凭证")).by(LI).thenRefused(Code.FORM_INVALID);
    }

    @Test
    void is_refused_to_others_and_after_the_end() {
        given(approved()).when(send("x.jpg", SHIP, "物流凭证")).by(WU).thenRefused(Code.NOT_VISIBLE);
        given(approved()).when(send("x.jpg", SHIP, "物流凭证")).by(WANG).thenRefused(Code.NOT_YOURS);
        given(approved()).when(send("x.jpg", "nothing", "物流凭证")).by(LI).thenRefused(Code.NOT_FOUND);
        given(approved(), shipped()).when(send("x.jpg", SHIP, "物流凭证")).by(CHEN).thenRefused(Code.ITEM_CLOSED);
        given(approved(), shipped(), later(Duration.ofSeconds(61)))
                .when(send("x.jpg", SHIP, "物流凭证"))
                .by(LI)
                .thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void pictures_sent_within_a_minute_of_the_completion_are_added_to_the_record_and_move_nothing() {
        Decision.Accepted added = given(approved(), shipped(), later(Duration.ofMinutes(1)))
                .when(send("第二张.jpg", SHIP, "物流凭证"))
                .by(LI)
                .thenEvents(EvidenceAdded.class)
                .thenState("已发货")
                .thenEffects(new Effect.RefreshCard(new ItemId(SHIP, 1), LI))
                .accepted();
        assertThat(pictures(added.next(), "物流凭证")).containsExactly("物流单.jpg", "第二张.jpg");
        assertThat(DeliveryFlowTest.task(added.next(), SHIP).result())
                .containsEntry("物流凭证", added.next().data().get("物流凭证").orElseThrow());
        assertThat(added.next().newest(SHIP).orElseThrow().parts()).containsEntry(LI, 2);
        assertThat(added.effects())
                .filteredOn(Effect.RefreshCard.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_picture_sent_before_the_completion_counts_however_long_its_download_took() {
        FlowPlay play = approved();
        Instant sentAt = play.now();
        given(play, shipped(), later(Duration.ofHours(3)))
                .when(sentAt("大图.jpg", SHIP, "物流凭证", sentAt))
                .by(LI)
                .thenEvents(EvidenceAdded.class);
    }

    @Test
    void an_open_approval_of_it_keeps_its_card_and_shows_what_the_record_has() {
        given(approved(), shipped(), acceptanceReported())
                .when(send("验收二.jpg", ACCEPT, "客户验收凭证"))
                .by(WANG)
                .thenEvents(EvidenceAdded.class)
                .thenItem(ACCEPTANCE_APPROVAL, WorkItem.Status.OPEN)
                .then(record -> assertThat(pictures(record, "客户验收凭证")).containsExactly("验收单.jpg", "验收二.jpg"));
    }

    @Test
    void what_was_added_is_bounded_and_kept_once() {
        FlowPlay play = approved();
        given(play, shipped());
        given(play).when(send("物流单.jpg", SHIP, "物流凭证")).by(LI).thenRefused(Code.NOTHING_TO_DO);
        for (int i = 2; i <= 9; i++) {
            play.does(LI, send(i + ".jpg", SHIP, "物流凭证"));
        }
        given(play).when(send("第十张.jpg", SHIP, "物流凭证")).by(LI).thenRefused(Code.FORM_INVALID);
    }

    @Test
    void a_newer_round_asks_for_its_own_evidence() {
        FlowPlay play = approved();
        given(play, shipped(), acceptanceReported(), acceptanceRejected("看不清"));
        ItemId last = new ItemId(ACCEPT, 1);
        given(play)
                .when(Acts.exactly(new FlowCommand.AttachEvidence(
                        last, "客户验收凭证", evidence("x.jpg", WANG, play.now()), play.now())))
                .by(WANG)
                .thenRefused(Code.ALREADY_DONE);
    }

    @Test
    void a_late_picture_never_replaces_what_the_completion_gave() {
        FlowPlay play = approved();
        given(play, shipped(), acceptanceReported(), later(Duration.ofMinutes(5)), acceptanceRejected("看不清"));
        play.later(Duration.ofMinutes(5));
        play.does(WANG, Acts.complete(ACCEPT, acceptanceForm()));
        given(play)
                .when(send("新的.jpg", ACCEPT, "客户验收凭证"))
                .by(WANG)
                .then(record -> assertThat(pictures(record, "客户验收凭证")).containsExactly("验收单.jpg", "新的.jpg"));
    }

    @Test
    void what_was_approved_is_not_changed_by_a_picture_that_was_sent_before_but_arrives_after() {
        FlowPlay play = approved();
        given(play, shipped(), acceptanceReported());
        Instant sentAt = play.now();
        given(play, later(Duration.ofHours(3)), acceptanceApproved())
                .when(sentAt("别的.jpg", ACCEPT, "客户验收凭证", sentAt))
                .by(WANG)
                .thenRefused(Code.ITEM_CLOSED);
    }

    private static Consumer<FlowPlay> later(Duration time) {
        return play -> play.later(time);
    }

    private static Acts.Act sentAt(String file, String task, String field, Instant sentAt) {
        return (instance, actor, now) ->
                new FlowCommand.AttachEvidence(Acts.newest(instance, task), field, evidence(file, actor, now), sentAt);
    }

    private static List<String> pictures(FlowInstance record, String field) {
        return ((FieldValue.Files) record.data().get(field).orElseThrow())
                .values().stream().map(Evidence::name).toList();
    }
}
