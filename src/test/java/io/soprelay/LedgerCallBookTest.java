package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.dingtalk.CallBook;
import io.soprelay.im.dingtalk.CallBook.Month;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.testkit.StoreUnderTest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls are written down once for all nodes; cards that were not delivered are remembered until they are. */
class LedgerCallBookTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final StoreUnderTest store = StoreUnderTest.inMemory();

    @Test
    void nothing_of_a_nodes_calls_is_lost_when_all_write_at_once() throws InterruptedException {
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            CallBook book = new LedgerCallBook(store.ledger(), "ding1");
            nodes.add(Thread.startVirtualThread(() -> counts(book)));
        }
        for (Thread node : nodes) {
            node.join();
        }

        assertThat(read("ding1", NOVEMBER).calls()).isEqualTo(200);
    }

    /** Twice in each of 25 moments; as a node does, it writes down with the next what could not be stored. */
    private static void counts(CallBook book) {
        int pending = 0;
        for (int moment = 0; moment < 25 || pending > 0; moment++) {
            pending += moment < 25 ? 2 : 0;
            int calls = pending;
            try {
                book.change(NOVEMBER, month -> plus(month, calls));
                pending = 0;
            } catch (IllegalStateException tooManyAtOnce) {
                assertThat(tooManyAtOnce).hasMessageContaining("too many at once");
            }
        }
    }

    @Test
    void months_and_apps_are_told_apart_and_everything_is_kept() {
        CallBook book = new LedgerCallBook(store.ledger(), "ding1");
        book.change(NOVEMBER, month -> new Month(7, true, 5000, true));

        assertThat(read("ding1", NOVEMBER)).isEqualTo(new Month(7, true, 5000, true));
        assertThat(read("ding1", NOVEMBER.plusMonths(1))).isEqualTo(Month.NEW);
        assertThat(read("ding2", NOVEMBER)).isEqualTo(Month.NEW);
    }

    @Test
    void an_undelivered_card_is_remembered_by_every_node_until_it_is_delivered() {
        new LedgerUndeliveredCards(store.ledger()).add("key-1");

        LedgerUndeliveredCards other = new LedgerUndeliveredCards(store.ledger());
        assertThat(other.contains("key-1")).isTrue();
        assertThat(other.contains("key-2")).isFalse();
        other.remove("key-1");
        assertThat(new LedgerUndeliveredCards(store.ledger()).contains("key-1")).isFalse();
    }

    @Test
    void an_undelivered_card_is_not_taken_for_delivered_because_the_store_was_away() {
        LedgerUndeliveredCards cards = new LedgerUndeliveredCards(away());

        assertThatThrownBy(() -> cards.add("key-1")).isInstanceOf(LedgerUnavailableException.class);

        assertThat(cards.contains("key-1")).isTrue();
    }

    private static Ledger away() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (ledger, call, arguments) -> {
                    throw new LedgerUnavailableException("away", false, new IOException("away"));
                });
    }

    private Month read(String app, YearMonth month) {
        return new LedgerCallBook(store.ledger(), app).change(month, same -> same);
    }

    private static Month plus(Month month, int calls) {
        return new Month(month.calls() + calls, month.toldNear(), month.spentAtLimit(), month.toldCut());
    }
}
