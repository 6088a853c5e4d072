package io.soprelay.testkit;

import io.soprelay.ledger.HistoryChain;
import java.util.HexFormat;

/** The one key that stores of tests are sealed with. */
public final class TestChain {
    /** As a setting. */
    public static final String KEY = "5eed".repeat(16);

    public static final HistoryChain CHAIN = new HistoryChain(HexFormat.of().parseHex(KEY));

    private TestChain() {}
}
