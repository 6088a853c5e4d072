package io.soprelay.chat.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.outbox.Deliveries;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransitionLabelsTest {

    @Test
    void every_part_of_a_guard_is_said_in_the_flows_own_words() {
        assertThat(labels(Locale.SIMPLIFIED_CHINESE))
                .containsExactly(
                        Map.entry("approved", "发货审批通过"),
                        Map.entry("shipped", "填了 实际发货时间、物流单号、物流凭证"),
                        Map.entry("delivered", "填了 实际送达时间"),
                        Map.entry("accepted", "填了 客户验收时间、客户验收凭证；验收凭证审批通过"),
                        Map.entry("cancelled", "手动：取消这张单子"),
                        Map.entry("returned", "已退款金额 > 0"));
    }

    @Test
    void the_frame_is_said_in_english_and_the_authors_words_stay() {
        assertThat(labels(Locale.US))
                .containsEntry("approved", "发货审批 passed")
                .containsEntry("shipped", "Filled in: 实际发货时间, 物流单号, 物流凭证")
                .containsEntry("cancelled", "By hand: 取消这张单子")
                .containsEntry("returned", "已退款金额 > 0");
    }

    private static Map<String, String> labels(Locale locale) {
        InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-22T08:00:00Z")));
        Members nobody = new Members(ledger);
        Roles unheld = new Roles(ledger, new Deliveries(), List.of());
        TransitionLabels labels =
                new TransitionLabels(new Phrases(Words.of(locale), ZoneId.of("Asia/Shanghai"), nobody, unheld));
        FlowDefinition flow = DeliveryFlow.definition();
        Map<String, String> said = new LinkedHashMap<>();
        for (TransitionRule rule : flow.transitions()) {
            said.put(rule.id(), labels.label(flow, rule));
        }
        return said;
    }
}
