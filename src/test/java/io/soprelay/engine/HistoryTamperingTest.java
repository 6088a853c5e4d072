package io.soprelay.engine;

import static io.soprelay.testkit.TestChain.CHAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryVerdict;
import io.soprelay.ledger.HistoryVerdict.Flaw;
import io.soprelay.ledger.StoredHistory;
import io.soprelay.testkit.Commits;
import io.soprelay.testkit.RememberedSeals;
import io.soprelay.testkit.flow.Cast;
import io.soprelay.testkit.flow.DeliveryFlow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to a stored history without the key is found: every byte, every entry, every place. */
class HistoryTamperingTest {
    private final EngineWorld world = new EngineWorld();
    private final RememberedSeals memory = new RememberedSeals();
    private final HistoryCheck check = new HistoryCheck(world.ledger, CHAIN, memory, () -> {});
    private FlowInstance record;
    private AggregateId id;
    private StoredHistory real;

    @BeforeEach
    void a_delivery_that_changed_hands_and_was_approved() {
        record = world.startDelivery();
        changesHands("审批人", Cast.CHEN);
        changesHands("审批人", Cast.ZHANG);
        world.approve(record, DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        changesHands("库管", Cast.CHEN);
        id = FlowRecords.aggregate(record.id());
        real = world.ledger.inspect(id);
        assertThat(real.entries()).hasSize(5);
    }

    private void changesHands(String role, MemberId to) {
        world.setRole(role, to);
        world.deliverAll();
    }

    private HistoryVerdict verdict(List<byte[]> entries) {
        return CHAIN.check(id, new StoredHistory(real.version(), real.state(), real.seal(), entries));
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << bit);
        return changed;
    }

    private List<byte[]> with(int at, byte[] entry) {
        List<byte[]> entries = new ArrayList<>(real.entries());
        entries.set(at, entry);
        return entries;
    }

    @Test
    void the_history_as_it_was_written_is_whole_and_sealed_throughout() {
        assertThat(CHAIN.check(id, real))
                .isEqualTo(new HistoryVerdict(
                        id, real.entries().size(), real.entries().size(), List.of()));
        HistoryReport report = check.walk();
        assertThat(report.isWhole()).isTrue();
        assertThat(report.sealed()).isEqualTo(report.entries()).isGreaterThan(3);
    }

    @Test
    void every_flipped_bit_of_every_entry_is_found() {
        for (int entry = 0; entry < real.entries().size(); entry++) {
            byte[] bytes = real.entries().get(entry);
            for (int at = 0; at < bytes.length; at++) {
                for (int bit = 0; bit < 8; bit++) {
                    assertThat(verdict(with(entry, flipped(bytes, at, bit))).isWhole())
                            .as("entry %d, byte %d, bit %d", entry, at, bit)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_changed_entry_is_named_and_no_other() {
        for (int entry = 0; entry < real.entries().size(); entry++) {
            byte[] bytes = real.entries().get(entry);
            assertThat(verdict(with(entry, flipped(bytes, bytes.length - 1, 0))).flaws())
                    .containsExactly(new Flaw.Entry(entry + 1));
        }
    }

    @Test
    void every_byte_of_the_state_and_of_its_seal_counts() {
        byte[] state = Objects.requireNonNull(real.state());
        byte[] seal = Objects.requireNonNull(real.seal());
        for (int at = 0; at < state.length; at++) {
            assertThat(CHAIN.check(id, new StoredHistory(real.version(), flipped(state, at, 3), seal, real.entries()))
                            .flaws())
                    .containsExactly(new Flaw.State());
        }
        for (int at = 0; at < seal.length; at++) {
            assertThat(CHAIN.check(id, new StoredHistory(real.version(), state, flipped(seal, at, 3), real.entries()))
                            .flaws())
                    .containsExactly(new Flaw.State());
        }
        assertThat(CHAIN.check(id, new StoredHistory(real.version(), state, null, real.entries()))
                        .isWhole())
                .isFalse();
        assertThat(CHAIN.check(id, new StoredHistory(real.version() + 1, state, seal, real.entries()))
                        .isWhole())
                .isFalse();
    }

    @Test
    void every_dropped_doubled_and_swapped_entry_is_found() {
        int size = real.entries().size();
        for (int at = 0; at < size; at++) {
            List<byte[]> dropped = new ArrayList<>(real.entries());
            dropped.remove(at);
            assertThat(verdict(dropped).isWhole()).as("without %d", at).isFalse();
            List<byte[]> doubled = new ArrayList<>(real.entries());
            doubled.add(at, real.entries().get(at));
            assertThat(verdict(doubled).isWhole()).as("twice %d", at).isFalse();
            for (int other = at + 1; other < size; other++) {
                List<byte[]> swapped = new ArrayList<>(real.entries());
                swapped.set(at, real.entries().get(other));
                swapped.set(other, real.entries().get(at));
                assertThat(verdict(swapped).isWhole())
                        .as("%d and %d", at, other)
                        .isFalse();
            }
        }
    }

    @Test
    void every_truncation_is_found_also_one_with_a_version_that_fits() {
        int size = real.entries().size();
        for (int left = 0; left < size; left++) {
            List<byte[]> head = real.entries().subList(0, left);
            assertThat(verdict(head).isWhole()).as("the first %d", left).isFalse();
            assertThat(CHAIN.check(id, new StoredHistory(left, real.state(), real.seal(), head))
                            .isWhole())
                    .as("the first %d as version %d", left, left)
                    .isFalse();
            List<byte[]> tail = real.entries().subList(size - left, size);
            assertThat(verdict(tail).isWhole()).as("the last %d", left).isFalse();
        }
    }

    @Test
    void seals_cannot_be_taken_off_or_made_with_another_key() {
        List<byte[]> bare = real.entries().stream().map(HistoryChain::opened).toList();
        for (int at = 0; at < bare.size(); at++) {
            assertThat(verdict(with(at, bare.get(at))).isWhole())
                    .as("bare %d", at)
                    .isFalse();
        }
        assertThat(verdict(bare).isWhole()).isFalse();
        byte[] guessed = new byte[HistoryChain.KEY_BYTES];
        Arrays.fill(guessed, (byte) 7);
        assertThat(new HistoryChain(guessed).check(id, real).flaws())
                .contains(new Flaw.Entry(1), new Flaw.State())
                .hasSize(real.entries().size() + 1);
    }

    @Test
    void a_changed_state_is_found_for_ever_also_after_the_acts_that_were_decided_from_it() {
        byte[] wrong = new String(Objects.requireNonNull(real.state()), StandardCharsets.UTF_8)
                .replace("12800", "92800")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(wrong).isNotEqualTo(real.state());
        world.ledger.overwrite(id, new StoredHistory(real.version(), wrong, real.seal(), real.entries()));

        changesHands("库管", Cast.LI);
        changesHands("库管", Cast.CHEN);

        HistoryVerdict verdict = check.look(id);
        assertThat(verdict.entries()).isEqualTo(7);
        assertThat(verdict.flaws()).containsExactly(new Flaw.Doubt(6));
    }

    @Test
    void a_changed_state_is_found_by_whoever_did_not_read_its_seal_too() {
        world.ledger.overwrite(
                id, new StoredHistory(real.version(), new byte[] {'1', '{', '}'}, real.seal(), real.entries()));
        world.ledger.commit(Commits.commit(id, "blind", Basis.version(real.version())));
        assertThat(check.look(id).flaws()).containsExactly(new Flaw.Doubt(6));
    }

    @Test
    void a_history_is_good_for_its_own_record_only() {
        FlowInstance other = world.startDelivery();
        assertThat(CHAIN.check(FlowRecords.aggregate(other.id()), real).isWhole())
                .isFalse();
    }

    @Test
    void a_record_that_is_gone_with_all_its_seals_is_missed() {
        check.walk();
        world.ledger.overwrite(id, new StoredHistory(0, null, null, List.of()));
        HistoryReport report = check.walk();
        assertThat(report.brokenCount()).isZero();
        assertThat(report.miscounts()).singleElement().satisfies(missing -> {
            assertThat(missing.partition()).isEqualTo(id.partition());
            assertThat(missing.counted() - missing.found())
                    .isEqualTo(real.entries().size());
        });
    }

    @Test
    void a_record_put_back_whole_to_an_earlier_day_is_missed() {
        FlowInstance later = world.startDelivery();
        AggregateId back = FlowRecords.aggregate(later.id());
        StoredHistory earlier = world.ledger.inspect(back);
        world.approve(later, DeliveryFlow.SHIPPING_APPROVAL, Cast.ZHANG);
        world.ledger.overwrite(back, earlier);
        assertThat(CHAIN.check(back, world.ledger.inspect(back)).isWhole())
                .as("what was put back is itself whole")
                .isTrue();
        assertThat(check.walk().miscounts())
                .singleElement()
                .extracting(HistoryReport.Miscount::partition)
                .isEqualTo(back.partition());
    }

    @Test
    void a_history_of_before_there_were_seals_is_bound_by_the_first_entry_after_it() {
        List<byte[]> old = real.entries().stream().map(HistoryChain::opened).toList();
        world.ledger.overwrite(id, new StoredHistory(real.version(), real.state(), null, old));
        assertThat(check.look(id)).isEqualTo(new HistoryVerdict(id, old.size(), 0, List.of()));

        changesHands("库管", Cast.LI);

        StoredHistory after = world.ledger.inspect(id);
        assertThat(after.entries()).hasSize(old.size() + 1);
        assertThat(CHAIN.check(id, after)).isEqualTo(new HistoryVerdict(id, old.size() + 1, 1, List.of()));
        for (int at = 0; at < old.size(); at++) {
            List<byte[]> changed = new ArrayList<>(after.entries());
            changed.set(at, flipped(old.get(at), old.get(at).length - 1, 0));
            assertThat(CHAIN.check(id, new StoredHistory(after.version(), after.state(), after.seal(), changed))
                            .isWhole())
                    .as("old entry %d", at)
                    .isFalse();
        }
    }
}
