package io.soprelay.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.RecordKey;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two processes on one store. */
class MembersTest {
    private static final Account WANG = new Account(Platform.FEISHU, "wang");
    private static final MemberId ZHOU = new MemberId("zhou");
    private static final ScheduleChange AFTER = new ScheduleChange.Cancel(Lane.HANDOVER, "nothing");
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

    @Test
    void neither_a_name_nor_an_account_is_stored_in_the_open() {
        MemberId wang =
                here.of(new Account(Platform.FEISHU, "ou_canary"), "金丝雀").id();
        here.rename(wang, "金丝雀二号");

        assertThat(stored(wang)).hasSize(3).noneMatch(text -> text.contains("金丝雀") || text.contains("ou_canary"));
        elsewhere.loadAll();
        assertThat(elsewhere.nameOf(wang)).contains("金丝雀二号");
    }

    @Test
    void who_is_erased_has_no_name_no_account_and_no_key_and_what_they_did_stays_theirs() {
        MemberId wang = here.of(WANG, "小王").id();
        here.link(AS_WELL, wang, ZHOU);

        assertThat(here.erase(wang, ZHOU, AFTER)).as("written in the open").isFalse();
        assertThat(here.erase(wang, ZHOU, AFTER)).as("written in the open").isFalse();

        elsewhere.loadAll();
        for (Members members : List.of(here, elsewhere)) {
            assertThat(members.find(wang))
                    .hasValueSatisfying(gone -> assertThat(gone.isErased()).isTrue());
            assertThat(members.all()).isEmpty();
            assertThat(members.named("小王")).isEmpty();
            assertThat(members.nameOf(wang)).isEmpty();
        }
        for (MemberId erased : List.of(wang, Members.idOf(AS_WELL))) {
            AggregateId id = new AggregateId(AggregateId.Kind.MEMBER, erased.value());
            assertThat(ledger.load(id).key()).isNull();
            assertThat(stored(erased).getLast()).contains("\"actor\":\"" + ZHOU.value() + "\"");
        }
    }

    @Test
    void who_was_erased_and_comes_back_is_met_anew() {
        MemberId wang = here.of(WANG, "小王").id();
        here.erase(wang, ZHOU, AFTER);

        assertThat(here.of(WANG, "王新").name()).isEqualTo("王新");
        assertThat(stored(wang)).noneMatch(text -> text.contains("王新"));
        elsewhere.loadAll();
        assertThat(elsewhere.nameOf(wang)).contains("王新");
    }

    @Test
    void an_account_that_another_process_linked_is_erased_with_the_person() {
        MemberId wang = here.of(WANG, "小王").id();
        elsewhere.of(AS_WELL);
        elsewhere.link(AS_WELL, wang, ZHOU);
        here.erase(wang, ZHOU, AFTER);

        AggregateId linked =
                new AggregateId(AggregateId.Kind.MEMBER, Members.idOf(AS_WELL).value());
        assertThat(ledger.load(linked).key()).isNull();
    }

    @Test
    void whoever_is_mentioned_and_was_erased_stays_so() {
        MemberId wang = here.of(WANG, "小王").id();
        here.erase(wang, ZHOU, AFTER);

        assertThat(here.mentioned(WANG, "小王").isErased()).isTrue();
        assertThat(here.rename(wang, "小王").name()).isEmpty();
        assertThat(here.mentioned(AS_WELL, "小王").name()).isEqualTo("小王");
    }

    @Test
    void a_key_that_an_older_store_gave_back_is_dropped_again() {
        MemberId wang = here.of(WANG, "小王").id();
        AggregateId id = new AggregateId(AggregateId.Kind.MEMBER, wang.value());
        RecordKey key = Objects.requireNonNull(ledger.load(id).key());
        here.erase(wang, ZHOU, AFTER);
        Loaded erased = ledger.load(id);
        byte[] state = Objects.requireNonNull(erased.state());
        ledger.commit(new Commit(
                id, "back", erased.basis(), state, state, "member", true, List.of(), new Commit.KeyChange.Store(key)));

        here.erase(wang, ZHOU, AFTER);
        assertThat(ledger.load(id).key()).isNull();
    }

    @Test
    void names_that_an_earlier_release_wrote_in_the_open_are_owned_up_to() {
        Member old = Member.unknown(Members.idOf(WANG), "小王", WANG);
        byte[] open = new StoredCodec().write(old);
        ledger.commit(new Commit(
                new AggregateId(AggregateId.Kind.MEMBER, old.id().value()),
                "c1",
                Basis.NEW,
                open,
                open,
                "member",
                true,
                List.of()));
        assertThat(here.of(WANG).name()).isEqualTo("小王");

        assertThat(here.erase(old.id(), ZHOU, AFTER)).as("written in the open").isTrue();
    }

    /** State and history as they are stored. */
    private List<String> stored(MemberId member) {
        AggregateId id = new AggregateId(AggregateId.Kind.MEMBER, member.value());
        List<byte[]> all =
                new ArrayList<>(List.of(Objects.requireNonNull(ledger.load(id).state())));
        all.addAll(ledger.history(id));
        return all.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }
}
