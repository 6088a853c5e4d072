package io.soprelay.testkit;

import io.soprelay.engine.HistoryRounds;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.Ledger;
import java.util.HexFormat;
import java.util.function.Consumer;

/** The one key that stores of tests are sealed with. */
public final class TestChain {
    /** As a setting. */
    public static final String KEY = "5eed".repeat(16);

    public static final HistoryChain CHAIN = new HistoryChain(HexFormat.of().parseHex(KEY));

    private TestChain() {}

    /** Walks that rest nowhere. */
    public static HistoryRounds rounds(Ledger ledger, Consumer<HistoryReport> heard) {
        return new HistoryRounds(new HistoryCheck(ledger, CHAIN, new RememberedSeals(), () -> {}), heard);
    }
}
