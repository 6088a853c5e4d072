package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.approve;
import static io.soprelay.testkit.flow.Acts.complete;
import static io.soprelay.testkit.flow.Acts.form;
import static io.soprelay.testkit.flow.Acts.reject;
import static io.soprelay.testkit.flow.Acts.start;
import static io.soprelay.testkit.flow.Cast.LIU;
import static io.soprelay.testkit.flow.Cast.SUN;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.Definitions.entered;
import static io.soprelay.testkit.flow.Definitions.role;
import static io.soprelay.testkit.flow.Definitions.state;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.Decision;
import io.soprelay.flow.model.Effect;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.TaskOpened;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.flow.model.WorkItem.Status;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Definitions;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the two shipped flows do not show: other policies, managers, rules that chase each other, work nobody saw. */
class SmallFlowsTest {
    private static final TransitionRule PASSED = Definitions.approved("passed", List.of("开始"), "完成", "sign");

    @Test
    void all_of_needs_everybody_in_any_order() {
        FlowPlay play = play(List.of(PASSED), sign(role("审批人"), new ApprovalPolicy.AllOf()));
        Decision.Accepted first = given(play, begun())
                .when(approve("sign"))
                .by(LIU)
                .thenState("开始")
                .accepted();
        assertThat(first.effects())
                .as("the card of whoever is still asked stays untouched")
                .containsExactly(new Effect.RefreshCard(new ItemId("sign", 1), LIU));
        given(play).when(approve("sign")).by(ZHANG).thenState("完成");
    }

    @Test
    void one_rejection_ends_all_of() {
        given(play(List.of(PASSED), sign(role("审批人"), new ApprovalPolicy.AllOf())), begun())
                .when(reject("sign", "不行"))
                .by(ZHANG)
                .thenItem("sign", Status.REJECTED)
                .thenState("开始");
    }

    @Test
    void a_quorum_needs_enough_and_never_more_than_there_are() {
        FlowPlay play = play(List.of(PASSED), sign(role("审批人"), new ApprovalPolicy.Quorum(2)));
        play.role("审批人", ZHANG, LIU, SUN);
        given(play, begun()).when(approve("sign")).by(SUN).thenState("开始");
        given(play).when(approve("sign")).by(LIU).thenState("完成");
        FlowPlay few = play(List.of(PASSED), sign(role("审批人"), new ApprovalPolicy.Quorum(5)));
        given(few, begun(), p -> p.does(ZHANG, approve("sign")))
                .when(approve("sign"))
                .by(LIU)
                .thenState("完成");
    }

    @Test
    void the_owner_s_manager_signs() {
        PeopleVariable manager = new PeopleVariable.Manager(new PeopleVariable.Owner());
        given(play(List.of(PASSED), sign(manager, new ApprovalPolicy.AnyOf())), begun())
                .when(approve("sign"))
                .by(SUN)
                .thenState("完成");
    }

    @Test
    void a_participant_who_means_the_participant_is_nobody() {
        FlowPlay play = play(List.of(PASSED), sign(new PeopleVariable.Participant(), new ApprovalPolicy.AnyOf()));
        Decision.Accepted accepted = play.does(WANG, start(form("文字", "甲")));
        assertThat(accepted.effects()).contains(new Effect.ReportEmptyRole(new ItemId("sign", 1), PeopleRules.MANAGER));
    }

    @Test
    void rules_that_chase_each_other_refuse_the_act_instead_of_running_for_ever() {
        FlowPlay play = play(List.of(
                Definitions.when("there", List.of("开始"), "中间", "true"),
                Definitions.when("back", List.of("中间"), "开始", "true")));
        given(play).when(start(form("文字", "甲"))).by(WANG).thenRefused(Code.LIMIT_REACHED);
        assertThat(play.hasStarted()).isFalse();
    }

    @Test
    void work_opened_and_closed_in_one_commit_never_gets_a_card() {
        WorkItemDefinition task =
                Definitions.task("look", "看一下", entered("开始"), Definitions.OWNER, null, true, List.of());
        Decision.Accepted accepted = given(play(List.of(Definitions.when("on", List.of("开始"), "中间", "true")), task))
                .when(start(form("文字", "甲")))
                .by(WANG)
                .thenState("中间")
                .thenItem("look", Status.CLOSED)
                .accepted();
        assertThat(accepted.events()).hasAtLeastOneElementOfType(TaskOpened.class);
        assertThat(accepted.events()).hasAtLeastOneElementOfType(ItemClosed.class);
        assertThat(accepted.effects()).isEmpty();
    }

    @Test
    void work_that_does_not_close_with_its_state_stays_open_until_the_end() {
        WorkItemDefinition stays =
                Definitions.task("stays", "留着", entered("开始"), Definitions.OWNER, null, false, List.of());
        FlowPlay play = play(List.of(Definitions.when("on", List.of("开始"), "中间", "true")), stays);
        given(play, begun());
        assertThat(play.instance().state()).isEqualTo("中间");
        given(play).when(complete("stays", form())).by(WANG).thenItem("stays", Status.DONE);
    }

    @Test
    void an_open_round_makes_way_for_the_next_one() {
        WorkItemDefinition again = Definitions.task(
                "again",
                "再来",
                List.of(new Opener.Entered("开始"), new Opener.Completed("other")),
                Definitions.OWNER,
                null,
                false,
                List.of());
        WorkItemDefinition other =
                Definitions.task("other", "别的", entered("开始"), Definitions.OWNER, null, false, List.of());
        given(play(List.of(), again, other), begun())
                .when(complete("other", form()))
                .by(WANG)
                .then(record -> {
                    assertThat(record.find(new ItemId("again", 1)).orElseThrow().status())
                            .isEqualTo(Status.CLOSED);
                    assertThat(record.find(new ItemId("again", 2)).orElseThrow().status())
                            .isEqualTo(Status.OPEN);
                });
    }

    @Test
    void a_record_decided_by_another_definition_is_a_mistake_of_the_shell() {
        FlowPlay play = play(List.of(PASSED), sign(role("审批人"), new ApprovalPolicy.AllOf()));
        begun().accept(play);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowDecider.decide(
                        DeliveryFlow.definition(),
                        play.instance(),
                        Acts.moveTo("已取消").on(play.instance(), WANG, play.now()),
                        play.context(MemberId.SYSTEM)));
    }

    private static Consumer<FlowPlay> begun() {
        return play -> play.does(WANG, start(form("文字", "甲")));
    }

    private static WorkItemDefinition sign(PeopleVariable approvers, ApprovalPolicy policy) {
        return Definitions.approval("sign", "签字", entered("开始"), approvers, policy);
    }

    private static FlowPlay play(List<TransitionRule> rules, WorkItemDefinition... items) {
        return new FlowPlay(
                new FlowDefinition(
                        "small",
                        1,
                        "小流程",
                        List.of(),
                        "SM",
                        "文字",
                        Definitions.NO_SOP,
                        List.of(Definitions.field("文字", Definitions.text(10))),
                        Definitions.form("文字"),
                        new PeopleVariable.Participant(),
                        List.of(
                                state("开始", StateKind.INITIAL),
                                state("中间", StateKind.NORMAL),
                                state("完成", StateKind.FINAL)),
                        rules,
                        List.of(items),
                        List.of()),
                1);
    }
}
