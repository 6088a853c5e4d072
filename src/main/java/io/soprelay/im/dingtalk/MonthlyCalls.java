package io.soprelay.im.dingtalk;

import io.soprelay.im.dingtalk.CallBook.Month;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the calls that the company pays for and knows when there are none left; another one counts the platform's pushes.
 * Calls are written down together, after 20 of them or 5 seconds; a crash forgets at most those. Thread safe.
 */
public final class MonthlyCalls implements CallMeter, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonthlyCalls.class);

    private static final int TOGETHER = 20;
    private static final long FLUSH_SECONDS = 5;
    private static final int NEAR_PERCENT = 80;
    /**
     * One call goes out this often although the month is used up: more may have been bought, and only the platform knows.
     * It does not count what it refuses.
     */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);
    /** Within this time such a call is answered, and with it whether all that waits may go too. */
    private static final Duration ANSWERED = Duration.ofMinutes(1);
    /** The platform's month may begin later than ours: another zone, another clock, a count that is reset in the night. */
    private static final Duration YOUNG = Duration.ofDays(1);

    private final String what;
    private final ZoneId zone;
    private final int limit;
    private final CallBook book;
    private final CallNews news;
    private final InstantSource clock;
    private final Executor soon;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<YearMonth, Integer> pending = new HashMap<>();
    /** Taken from {@link #pending} and not known to be written down yet. */
    private final Map<YearMonth, Integer> beingWritten = new HashMap<>();

    private YearMonth month;
    private Month known = Month.NEW;
    private boolean flushing;
    /** Until then nothing is called that costs, though the month is not known to be used up. */
    private Instant heldUntil = Instant.MIN;

    /** Of a month that is used up. */
    private Instant nextProbe = Instant.MIN;

    private Instant lastProbe = Instant.MIN;

    /**
     * @param what is counted, for the log
     * @param zone the company's, in which its months begin
     * @param limit how many a month it has bought
     * @param clock the machine's clock: the platform knows no business time
     */
    public MonthlyCalls(String what, ZoneId zone, int limit, CallBook book, CallNews news, InstantSource clock) {
        this(
                what,
                zone,
                limit,
                book,
                news,
                clock,
                CompletableFuture.delayedExecutor(FLUSH_SECONDS, TimeUnit.SECONDS, Thread::startVirtualThread));
    }

    /** @param soon runs a flush a few seconds later */
    MonthlyCalls(
            String what, ZoneId zone, int limit, CallBook book, CallNews news, InstantSource clock, Executor soon) {
        this.what = what;
        this.zone = zone;
        this.limit = limit;
        this.book = book;
        this.news = news;
        this.clock = clock;
        this.soon = soon;
        this.month = monthNow();
    }

    @Override
    public synchronized Used used() {
        turn();
        int here = pending.getOrDefault(month, 0) + beingWritten.getOrDefault(month, 0);
        return new Used(month, known.calls() + here, limit, isSpentNow());
    }

    /** A call was made that the company pays for. */
    void count() {
        int waiting;
        boolean first;
        synchronized (this) {
            turn();
            waiting = pending.merge(month, 1, Integer::sum);
            first = !flushing;
            flushing = true;
        }
        if (waiting == TOGETHER) {
            Thread.startVirtualThread(this::flush);
        } else if (first) {
            soon.execute(this::flush);
        }
    }

    /** Whether nothing may be called that costs. */
    synchronized boolean isSpent() {
        turn();
        return isSpentNow();
    }

    /** Whether this call goes out to find out if the month is still used up: one an hour. The caller makes it. */
    synchronized boolean mayProbe() {
        turn();
        Instant now = clock.instant();
        if (known.spentAtLimit() != limit || now.isBefore(nextProbe)) {
            return false;
        }
        lastProbe = now;
        nextProbe = now.plus(LOOK_AGAIN);
        return true;
    }

    /** The platform took such a call. */
    void probed() {
        LOG.info("DingTalk takes calls again: more were bought than relay.dingtalk.monthly-calls says");
        change(monthNow(), stored -> stored.spentAt(0));
    }

    /**
     * How long something that costs should wait before it asks again, which costs nothing: until the next call finds out,
     * or, while one is finding out, until that is known. So whatever waits is due together, not an hour after its own try.
     */
    synchronized Duration waitWhenSpent() {
        Instant now = clock.instant();
        Instant end = monthNow().plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        Instant next = heldUntil.isAfter(now) ? heldUntil : nextProbe;
        Instant soon = now.plus(ANSWERED);
        Instant again = now.isBefore(lastProbe.plus(ANSWERED)) || !next.isAfter(now) ? soon : next;
        return Duration.between(now, again.isBefore(end) ? again : end);
    }

    String whySpent() {
        if (isYoung()) {
            return "the calls are said to be used up though %s has only begun: the platform is asked again within an hour"
                    .formatted(monthNow());
        }
        return "the calls of %s are used up: it leaves when %s begins, or about an hour after more is bought at the latest"
                .formatted(monthNow(), monthNow().plusMonths(1));
    }

    /** The platform refused a call because the month is used up. */
    void refused() {
        synchronized (this) {
            turn();
            if (isSpentNow()) {
                return;
            }
            if (isYoung()) {
                heldUntil = clock.instant().plus(LOOK_AGAIN);
                LOG.warn("DingTalk takes no more calls for now: {}", whySpent());
                return;
            }
            known = known.spentAt(limit);
            nextProbe = clock.instant().plus(LOOK_AGAIN);
        }
        LOG.error("DingTalk takes no more calls this month: {}", whySpent());
        boolean heard = told(() -> news.spent(used()));
        LOG.debug("Admins heard that the month is used up: {}", heard);
        change(monthNow(), stored -> stored.spentAt(limit));
    }

    /** A message of a person arrived without its words, because the month's pushes are used up. */
    void pushesCut() {
        YearMonth now = monthNow();
        Month stored = change(now, same -> same);
        if (!stored.toldCut()) {
            LOG.error(
                    "Messages of people arrive without words: the pushes of {} that the company has are used up", now);
            if (told(() -> news.pushesCut(used()))) {
                change(now, same -> new Month(same.calls(), same.toldNear(), same.spentAtLimit(), true));
            }
        }
    }

    /** Reads what was written down before this process began; without the store it is read with the first flush. */
    public void begin() {
        change(monthNow(), same -> same);
    }

    /** Writes down what is not yet; what cannot be written now is with the next flush. */
    void flush() {
        // One after the other: of two writings at once the older would be learned last.
        writing.lock();
        try {
            Map<YearMonth, Integer> taken;
            synchronized (this) {
                taken = Map.copyOf(pending);
                beingWritten.putAll(taken);
                pending.clear();
                flushing = false;
            }
            taken.forEach(this::add);
        } finally {
            writing.unlock();
        }
        tellIfNear();
    }

    @Override
    public void close() {
        flush();
    }

    private void add(YearMonth when, int calls) {
        try {
            Month stored = book.change(when, before -> before.plus(calls));
            synchronized (this) {
                beingWritten.remove(when);
                learn(when, stored);
            }
        } catch (RuntimeException away) {
            LOG.debug("{} calls are written down later", calls, away);
            synchronized (this) {
                beingWritten.remove(when);
                pending.merge(when, calls, Integer::sum);
            }
        }
    }

    private void tellIfNear() {
        Used used = used();
        boolean told;
        synchronized (this) {
            told = known.toldNear();
        }
        if (!told && used.percent() >= NEAR_PERCENT) {
            LOG.warn(
                    "{} of the {} {} of {} that the company has are used",
                    used.calls(),
                    used.limit(),
                    what,
                    used.month());
            if (told(() -> news.nearlyUsed(used))) {
                change(used.month(), same -> new Month(same.calls(), true, same.spentAtLimit(), same.toldCut()));
            }
        }
    }

    /** Whether it was heard; what was not is told again with the next call. */
    private static boolean told(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException unheard) {
            LOG.warn("Admins are told later about the month's calls: {}", unheard.toString());
            return false;
        }
    }

    /** What is known after the change; where the store is away, on this node alone. */
    private Month change(YearMonth when, UnaryOperator<Month> change) {
        try {
            return learn(when, book.change(when, change));
        } catch (RuntimeException away) {
            LOG.debug("What is known of {} is written down later", when, away);
            synchronized (this) {
                return learn(when, change.apply(known));
            }
        }
    }

    private synchronized Month learn(YearMonth when, Month stored) {
        turn();
        if (when.equals(month)) {
            known = stored;
        }
        return stored;
    }

    private synchronized void turn() {
        YearMonth now = monthNow();
        if (!now.equals(month)) {
            month = now;
            known = Month.NEW;
        }
    }

    private boolean isSpentNow() {
        return known.spentAtLimit() == limit || clock.instant().isBefore(heldUntil);
    }

    private boolean isYoung() {
        Instant began = monthNow().atDay(1).atStartOfDay(zone).toInstant();
        return clock.instant().isBefore(began.plus(YOUNG));
    }

    private YearMonth monthNow() {
        return YearMonth.from(clock.instant().atZone(zone));
    }
}
