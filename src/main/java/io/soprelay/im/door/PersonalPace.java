package io.soprelay.im.door;

import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAction;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.CardAnswer.CardReceipt;
import io.soprelay.im.CardAnswer.ToastKind;
import io.soprelay.im.ImInbox;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inbox that nobody floods: a script behind one account is turned away before anything of it reaches the store, and
 * nobody else waits for it. The limits are far above what a hand can do. A press is told so at once; nothing of it was
 * begun. A message is asked for again by the platform, so it comes later and is not lost. Thread safe.
 */
public final class PersonalPace implements ImInbox {
    private static final Logger LOG = LoggerFactory.getLogger("io.soprelay.security");

    /** A script must not fill the disk either. */
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    /** Beyond this many, people who have been quiet are forgotten: they may do everything anyway. */
    private static final int REMEMBERED_MAX = 10_000;

    private final ImInbox inbox;
    private final int burst;
    private final int perMinute;
    private final String tooFast;
    private final InstantSource clock;
    private final Map<Account, Bucket> buckets = new ConcurrentHashMap<>();
    private Instant lastLine = Instant.EPOCH;
    private long unsaid;

    /**
     * @param burst acts at once
     * @param perMinute acts a minute in the long run
     * @param tooFast what whoever presses faster is told
     * @param clock the machine's
     */
    public PersonalPace(ImInbox inbox, int burst, int perMinute, String tooFast, InstantSource clock) {
        this.inbox = inbox;
        this.burst = burst;
        this.perMinute = perMinute;
        this.tooFast = tooFast;
        this.clock = clock;
    }

    @Override
    public CardAnswer onAction(CardAction action) {
        return admits(action.operator()) ? inbox.onAction(action) : CardAnswer.toast(ToastKind.WARNING, tooFast);
    }

    /** No act of anybody's. */
    @Override
    public void onAnswerWritten(CardReceipt receipt) {
        inbox.onAnswerWritten(receipt);
    }

    @Override
    public void onMessage(InboundMessage message) {
        paced(message.sender());
        inbox.onMessage(message);
    }

    @Override
    public void onEntered(BotEntered entered) {
        paced(entered.person());
        inbox.onEntered(entered);
    }

    @Override
    public void onMenu(MenuPressed pressed) {
        paced(pressed.person());
        inbox.onMenu(pressed);
    }

    private void paced(Account person) {
        if (!admits(person)) {
            throw new InboxUnavailableException(
                    "One person sends too much, nothing was begun", new TimeoutException("over this person's pace"));
        }
    }

    private boolean admits(Account person) {
        Instant now = clock.instant();
        if (buckets.size() > REMEMBERED_MAX) {
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        boolean admitted = buckets.computeIfAbsent(person, first -> new Bucket(burst, perMinute, now))
                .take(now);
        if (!admitted) {
            note(now);
        }
        return admitted;
    }

    /** Without the account: the log holds none. */
    private synchronized void note(Instant now) {
        if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            LOG.warn("Somebody presses or writes faster than any hand; {} more acts since the last such line", unsaid);
            lastLine = now;
            unsaid = 0;
        } else {
            unsaid++;
        }
    }
}
