package io.soprelay.flow.decide;

import static io.soprelay.testkit.flow.Acts.note;
import static io.soprelay.testkit.flow.Cast.WANG;
import static io.soprelay.testkit.flow.Cast.WU;
import static io.soprelay.testkit.flow.DeliveryFlow.aReturn;
import static io.soprelay.testkit.flow.DeliveryFlow.cancelled;
import static io.soprelay.testkit.flow.DeliveryFlow.play;
import static io.soprelay.testkit.flow.DeliveryFlow.shipped;
import static io.soprelay.testkit.flow.DeliveryFlow.shippingApproved;
import static io.soprelay.testkit.flow.DeliveryFlow.started;
import static io.soprelay.testkit.flow.FlowSpecification.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent.FieldsFilled;
import io.soprelay.flow.model.FlowEvent.ItemClosed;
import io.soprelay.flow.model.FlowEvent.LinkedRecordNoted;
import io.soprelay.flow.model.FlowEvent.NoticeGiven;
import io.soprelay.flow.model.FlowEvent.StateChanged;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.Rejection.Code;
import io.soprelay.testkit.flow.FlowPlay;
import org.junit.jupiter.api.Test;

class NoteLinkedRecordTest {

    private static FlowPlay shippedDelivery() {
        FlowPlay play = play();
        started().andThen(shippingApproved()).andThen(shipped()).accept(play);
        return play;
    }

    @Test
    void the_link_is_kept_and_counts_only_once_it_is_in_stock() {
        FlowPlay play = shippedDelivery();
        given(play)
                .when(note(aReturn(1, 1, "待审批", "2560")))
                .by(MemberId.SYSTEM)
                .thenEvents(LinkedRecordNoted.class)
                .thenState("已发货");
        given(play)
                .when(note(aReturn(1, 3, "已入库", "2560")))
                .by(MemberId.SYSTEM)
                .thenEvents(
                        LinkedRecordNoted.class,
                        FieldsFilled.class,
                        StateChanged.class,
                        ItemClosed.class,
                        NoticeGiven.class)
                .thenState("已退货");
    }

    @Test
    void older_and_repeated_news_changes_nothing() {
        FlowPlay play = shippedDelivery();
        play.does(MemberId.SYSTEM, note(aReturn(1, 3, "已同意", "2560")));
        given(play).when(note(aReturn(1, 3, "已同意", "2560"))).by(MemberId.SYSTEM).thenRefused(Code.NOTHING_TO_DO);
        given(play).when(note(aReturn(1, 2, "已入库", "2560"))).by(MemberId.SYSTEM).thenRefused(Code.NOTHING_TO_DO);
    }

    @Test
    void several_returns_add_up_and_the_final_record_only_learns_the_sum() {
        FlowPlay play = shippedDelivery();
        play.does(MemberId.SYSTEM, note(aReturn(1, 3, "已入库", "2560")));
        given(play)
                .when(note(aReturn(2, 3, "已入库", "100.50")))
                .by(MemberId.SYSTEM)
                .thenEvents(LinkedRecordNoted.class, FieldsFilled.class)
                .thenState("已退货")
                .then(record -> assertThat(record.data().get("已退款金额"))
                        .contains(new FieldValue.Decimal(new java.math.BigDecimal("2660.50"))));
    }

    @Test
    void a_refund_of_nothing_moves_nothing() {
        given(shippedDelivery())
                .when(note(aReturn(1, 3, "已入库", "0")))
                .by(MemberId.SYSTEM)
                .thenState("已发货");
    }

    @Test
    void a_cancelled_delivery_listens_too() {
        given(play(), started(), cancelled())
                .when(note(aReturn(1, 1, "待审批", "1")))
                .by(MemberId.SYSTEM)
                .thenEvents(LinkedRecordNoted.class)
                .thenState("已取消");
    }

    @Test
    void more_than_two_hundred_sources_are_refused_but_known_ones_are_heard() {
        FlowPlay play = shippedDelivery();
        for (int i = 0; i < 200; i++) {
            play.does(MemberId.SYSTEM, note(aReturn(i, 1, "待审批", "1")));
        }
        given(play).when(note(aReturn(200, 1, "待审批", "1"))).by(MemberId.SYSTEM).thenRefused(Code.LIMIT_REACHED);
        given(play).when(note(aReturn(0, 2, "已同意", "1"))).by(MemberId.SYSTEM).thenState("已发货");
    }

    @Test
    void people_tell_it_nothing() {
        given(shippedDelivery()).when(note(aReturn(1, 1, "已入库", "1"))).by(WANG).thenRefused(Code.NOT_PERMITTED);
        given(shippedDelivery()).when(note(aReturn(1, 1, "已入库", "1"))).by(WU).thenRefused(Code.NOT_VISIBLE);
    }
}
