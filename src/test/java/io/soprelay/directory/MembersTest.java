package io.soprelay.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.ledger.AggregateId;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two processes on one store. */
class MembersTest {
    private static final Account WANG = new Account(Platform.FEISHU, "wang");
    private static final MemberId ZHOU = new MemberId("zhou");
    private static final Account AS_WELL = new Account(Platform.DINGTALK, "wang");

    private final InMemoryLedger ledger = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-23T02:00:00Z")));
    private final Members here = new Members(ledger);
    private final Members elsewhere = new Members(ledger);

    @Test
    void whom_another_process_has_met_is_found_here() {
        MemberId wang = elsewhere.of(WANG, "小王").id();

        assertThat(here.find(wang))
                .hasValueSatisfying(found -> assertThat(found.accounts()).containsExactly(WANG));
        assertThat(here.nameOf(wang)).contains("小王");
    }

    @Test
    void a_link_made_elsewhere_leads_to_the_person() {
        MemberId wang = elsewhere.of(WANG, "小王").id();
        elsewhere.link(AS_WELL, wang, ZHOU);

        assertThat(here.find(Members.idOf(AS_WELL)))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(wang));
    }

    @Test
    void the_history_says_who_gave_an_account_somebodys_rights_and_who_took_them_back() {
        MemberId wang = here.of(WANG, "小王").id();
        here.link(AS_WELL, wang, ZHOU);
        here.link(AS_WELL, wang, ZHOU);
        here.unlink(AS_WELL, MemberId.SYSTEM);

        List<String> history =
                ledger
                        .history(new AggregateId(
                                AggregateId.Kind.MEMBER, Members.idOf(AS_WELL).value()))
                        .stream()
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .toList();
        assertThat(history).hasSize(3);
        assertThat(history.get(1)).contains("\"actor\":\"" + ZHOU.value() + "\"");
        assertThat(history.get(2)).contains("\"actor\":\"" + MemberId.SYSTEM.value() + "\"");
    }

    @Test
    void a_member_costs_one_read_and_the_product_itself_none() {
        MemberId wang = elsewhere.of(WANG).id();
        int before = ledger.calls();
        here.find(wang);
        here.find(wang);
        here.find(MemberId.SYSTEM);
        assertThat(ledger.calls() - before).isOne();
    }

    @Test
    void nobody_is_made_up() {
        assertThat(here.find(new MemberId("m0123456789abcdef01234567"))).isEmpty();
        assertThat(here.find(new MemberId("小王"))).isEmpty();
    }
}
