package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Cast.LI;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.Cast.ZHANG;
import static io.soprelay.testkit.flow.FlowPlay.MONDAY_TEN;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowEvent.ApprovalGranted;
import io.soprelay.flow.model.FlowEvent.ApprovalOpened;
import io.soprelay.flow.model.FlowEvent.ApprovalPassed;
import io.soprelay.flow.model.FlowEvent.ApprovalRejected;
import io.soprelay.flow.model.FlowEvent.DraftSaved;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.FlowStarted;
import io.soprelay.flow.model.FlowEvent.HoldersReminded;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.LinkedRecordNoted;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.FlowEvent.TaskCompleted;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem.Basis;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.DeliveryFlow;
import io.soprelay.testkit.flow.FlowPlay;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that cannot follow the state are a broken history: replay stops loudly instead of guessing. */
class FlowEvolverTest {
    private static final ItemId SHIP = new ItemId(DeliveryFlow.SHIP, 1);
    private static final ItemId APPROVAL = new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 1);
    private static final FlowStarted STARTED =
            new FlowStarted(MONDAY_TEN, Acts.flowId(7), "FH-20261123-0007", "delivery", 1, "待审批", WANG, WANG);

    static Stream<FlowEvent> eventsThatCannotFollow() {
        return Stream.of(
                STARTED,
                new StateChanged(MONDAY_TEN, "待审批", "已审批", "approved", MemberId.SYSTEM, ""),
                new TaskCompleted(MONDAY_TEN, SHIP, WU, Map.of()),
                new TaskCompleted(MONDAY_TEN, new ItemId("nothing", 1), LI, Map.of()),
                new TaskCompleted(MONDAY_TEN, APPROVAL, LI, Map.of()),
                new DraftSaved(MONDAY_TEN, APPROVAL, ZHANG, Map.of()),
                new ApprovalGranted(MONDAY_TEN, APPROVAL, ZHANG, "", List.of()),
                new ApprovalPassed(MONDAY_TEN, SHIP),
                new ApprovalRejected(MONDAY_TEN, APPROVAL, ZHANG, "不"),
                new ApprovalOpened(
                        MONDAY_TEN,
                        new ItemId(DeliveryFlow.SHIPPING_APPROVAL, 3),
                        new Basis(null, 0),
                        List.of(ZHANG),
                        List.of(ZHANG),
                        null,
                        List.of()),
                new ItemClosed(MONDAY_TEN, APPROVAL),
                new HoldersReminded(MONDAY_TEN, SHIP, MONDAY_TEN),
                new LinkedRecordNoted(MONDAY_TEN, DeliveryFlow.aReturn(1, 4, "已同意", "1")));
    }

    @ParameterizedTest
    @MethodSource("eventsThatCannotFollow")
    void refuses_an_event_that_cannot_follow(FlowEvent event) {
        FlowInstance record = approvedDelivery();
        assertThatIllegalStateException().isThrownBy(() -> FlowEvolver.evolve(record, event));
    }

    @Test
    void refuses_a_history_that_does_not_begin_with_a_start() {
        FlowEvent filled = new FieldsFilled(MONDAY_TEN, Map.of());
        assertThatIllegalStateException().isThrownBy(() -> FlowEvolver.evolve(null, filled));
        assertThatIllegalStateException().isThrownBy(() -> FlowEvolver.apply(null, List.of()));
    }

    /** In 已审批, with version 4 of a return known. */
    private static FlowInstance approvedDelivery() {
        FlowPlay play = DeliveryFlow.play();
        DeliveryFlow.started().andThen(DeliveryFlow.shippingApproved()).accept(play);
        play.does(MemberId.SYSTEM, Acts.note(DeliveryFlow.aReturn(1, 4, "已同意", "1")));
        return play.instance();
    }
}
