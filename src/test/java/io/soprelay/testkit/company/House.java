package io.soprelay.testkit.company;

import io.soprelay.im.simulator.kit.PlatformKit;
import java.net.URI;
import java.util.List;

/** One platform with people on it, as far as every scenario needs it; what only one platform has is in its own class. */
interface House extends AutoCloseable {
    /** A new way to speak about it. */
    PlatformKit<?> kit();

    /** Hires somebody; the account as {@code relay.admins} takes it. */
    String account(String name);

    /** What makes a bot the one of this platform, each {@code name=value}. */
    List<String> settings();

    /** The bot runs at that address. */
    void bot(URI address);

    /** The next calls about messages or cards are told to slow down. */
    void tooMany(int calls);

    /** The next calls about messages or cards fail without effect. */
    void fails(int calls);

    /** The next calls about messages or cards have their effect and get no answer. */
    void losesAnswers(int calls);

    /** Nothing goes wrong any more. */
    void recovers();

    @Override
    void close();
}
