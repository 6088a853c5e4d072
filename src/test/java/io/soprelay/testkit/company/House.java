package io.soprelay.testkit.company;

import io.soprelay.im.simulator.CallbackAnswer;
import io.soprelay.im.simulator.WireLog;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.im.simulator.kit.PlatformKit;
import io.soprelay.im.simulator.kit.Pressed;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** One platform with people on it, as far as every scenario needs it; what only one platform has is in its own class. */
public interface House extends AutoCloseable {
    /** A new way to speak about it. */
    PlatformKit<?> kit();

    /** Hires somebody; the account as {@code relay.admins} takes it. */
    String account(String name);

    /** How an admin names somebody in a line to the bot, understood at the first try. */
    String named(String shortName, Person person);

    /** A group of these people and the bot. */
    Group group(String name, Person... members);

    /** Presses reject with a reason; what came of the last press it takes. */
    Pressed rejects(PhoneCard approval, String reason);

    /** The same press that many times at once and once more after it, past every phone. */
    List<CallbackAnswer> sendsAgainAndAgain(Person person, PhoneCard card, String button, int times);

    /** A press that somebody else signed. */
    CallbackAnswer sendsForged(Person person, PhoneCard card, String button);

    /** A press that was signed at that moment. */
    CallbackAnswer sendsAsOf(Person person, PhoneCard card, String button, Instant moment);

    /** What makes a bot the one of this platform, each {@code name=value}. */
    List<String> settings();

    /** The bot runs at that address. */
    void bot(URI address);

    /** What the bot called until now. */
    List<WireLog.Entry> calls();

    /** The next calls about messages or cards are told to slow down. */
    void tooMany(int calls);

    /** The next calls about messages or cards fail without effect. */
    void fails(int calls);

    /** The next calls about messages or cards have their effect and get no answer. */
    void losesAnswers(int calls);

    /** Every token that the bot holds is refused from now on. */
    void tokensEnd();

    /** Puts somebody outside the app's range, or back inside. */
    void reachable(Person person, boolean yes);

    /** Nothing goes wrong any more. */
    void recovers();

    @Override
    void close();
}
