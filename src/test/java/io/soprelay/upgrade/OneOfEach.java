package io.soprelay.upgrade;

import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import io.soprelay.outbox.Delivery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of each kind that no play leaves in a store for sure: deliveries that are carried out within moments, troubles that
 * nobody has in one day, values that no shipped flow asks for. A new kind is added here, with all its parts filled.
 */
record OneOfEach(Instant now) {
    static final FlowId RECORD = new FlowId("0f1e2d3c4b5a69788796a5b4");
    private static final MemberId WANG = new MemberId("m0123456789abcdef01234567");
    private static final ItemId ITEM = new ItemId("ship", 1);
    private static final String SHA = "ab".repeat(32);

    List<Delivery> deliveries() {
        Delivery.Origin origin = new Delivery.Origin("feishu:ou_1", "oc_1");
        Delivery.EvidenceFetch fetch =
                new Delivery.EvidenceFetch(WANG, "om_1", "om_0", "img_1", true, "单据.jpg", "delivery-1", now, origin);
        return List.of(
                new Delivery.CardDelivery(RECORD, ITEM, WANG),
                new Delivery.TodoProjection(RECORD),
                new Delivery.NoticeDelivery(RECORD, 3, "approved", WANG),
                new Delivery.EndNotice(RECORD, 4, WANG),
                new Delivery.ReminderDelivery(RECORD, ITEM, now, WANG),
                new Delivery.ReminderTimer(RECORD, ITEM, now),
                new Delivery.LinkDelivery(RECORD, linked()),
                new Delivery.RoleSweep("库管", 2),
                fetch,
                new Delivery.EvidenceBind(fetch, SHA, "单据.jpg", RECORD, ITEM, "物流凭证"),
                new Delivery.Reply(WANG, "help", Map.of("name", "小王"), "delivery-2", "om_2", origin),
                new Delivery.WiringCheck(WANG, "card-1", origin),
                new Delivery.DigestTimer(WANG, now),
                new Delivery.DigestDelivery(WANG, LocalDate.of(2026, 11, 26)),
                new Delivery.PersonReminders(WANG),
                new Delivery.IncidentCard("abcdef0123456789abcdef01", WANG),
                new Delivery.EmptyRoleReport(RECORD, ITEM, "财务", List.of(WANG)),
                new Delivery.FilesErasure(RECORD),
                new Delivery.StoreRewrite(RECORD.value()));
    }

    List<Trouble> troubles() {
        return List.of(
                new Trouble.Unreachable(WANG),
                new Trouble.EmptyRole("质检"),
                new Trouble.PlatformRefuses("feishu", "credentials"),
                new Trouble.PlatformAway("dingtalk"),
                new Trouble.GivenUp(Lane.NOTICE, "entry-1"),
                new Trouble.Failing(AggregateId.partitionOf(RECORD.value()), Lane.CARD, "entry-2"),
                new Trouble.RecordBroken(RECORD.value()),
                new Trouble.StoreRolledBack(),
                new Trouble.HistoryChanged("f:" + RECORD),
                new Trouble.ArchiveRefused());
    }

    /** A record that is at its end, so that nobody has anything to do with it. */
    List<FlowEvent> record() {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        values.put("文字", new FieldValue.Text("交换机"));
        values.put("金额", new FieldValue.Decimal(new BigDecimal("12800.50")));
        values.put("日期", new FieldValue.Day(LocalDate.of(2026, 11, 26)));
        values.put("时间", new FieldValue.Moment(OffsetDateTime.of(2026, 11, 26, 9, 30, 0, 0, ZoneOffset.ofHours(8))));
        values.put("多选", new FieldValue.Choices(List.of("甲", "乙")));
        values.put("人", new FieldValue.Person(WANG));
        values.put("文件", new FieldValue.Files(List.of(new Evidence(SHA, true, "单据.jpg", WANG, now))));
        values.put("单子", new FieldValue.Link(RECORD, "return", "TH-20261126-0099"));
        return List.of(
                new FlowEvent.FlowStarted(now, RECORD, "FH-20261126-0099", "delivery", 1, "已取消", WANG, WANG),
                new FlowEvent.FieldsFilled(now, values),
                new FlowEvent.FieldsCleared(now, List.of("多选")),
                new FlowEvent.LinkedRecordNoted(now, linked()));
    }

    private static LinkedRecord linked() {
        return new LinkedRecord(
                new FlowId("f0e1d2c3b4a5968778695a4b"),
                "return",
                "TH-20261126-0098",
                5,
                "已入库",
                Map.of("退款金额", new FieldValue.Decimal(new BigDecimal("2560"))));
    }
}
