package io.soprelay.outage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Account;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.Platform;
import io.soprelay.media.FileMediaStore;
import io.soprelay.outbox.OutboxWork;
import io.soprelay.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * A company's working day with an hour from 17:45 on in which the platform is away, while people go on pressing what they
 * hold and writing. One seed decides who does what.
 */
final class Outage implements AutoCloseable {
    /** Monday. */
    static final Instant NINE = Instant.parse("2026-11-23T01:00:00Z");

    static final Instant GONE = NINE.plus(Duration.ofMinutes(525));
    static final Instant SIX = NINE.plus(Duration.ofHours(9));
    static final Instant BACK = GONE.plus(Duration.ofHours(1));

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Calls at six o'clock that have their effect and get no answer: one in six seconds finds out. */
    private static final int LOST_ANSWERS = 15;

    /** Says of each message that it waits, and thousands do. */
    private static final Logger WAITING = (Logger) LoggerFactory.getLogger(OutboxWork.class);

    private final Size size;
    private final Random dice;
    private final SettableClock clock = new SettableClock(NINE);
    private final PlatformWithLimits platform;
    private final BusyCompany company;
    private final List<Account> keepers = new ArrayList<>();
    private final List<Account> inspectors = new ArrayList<>();
    private final Map<Account, Integer> written = new HashMap<>();
    private final List<Press> presses = new ArrayList<>();
    private final Set<FlowInstance> lookedThrough = new HashSet<>();
    private int wantedBefore;
    private int callsBefore;
    private int callsBeforeBack;
    private Instant drained = Instant.MAX;

    /**
     * @param keepers with {@code shops} each
     * @param pressesAMinute of keepers who hand in
     */
    record Size(int keepers, int shops, int inspectors, int digests, int pressesAMinute) {
        /** What plays in a few seconds: a standard organisation's month of calls is enough for it. */
        static final Size SMALL = of(100);

        /** As busy, with more or fewer of everybody. */
        static Size of(int keepers) {
            return new Size(keepers, 4, Math.max(4, keepers / 10), keepers / 5, Math.max(1, keepers * 3 / 100));
        }

        private int monthlyCalls() {
            return Math.max(5_000, keepers * 100);
        }
    }

    /** @param took of the clock */
    record Press(CardAnswer answer, Duration took, int calls) {}

    Outage(Platform platform, long seed, Size size, Path folder) {
        this.size = size;
        WAITING.setLevel(Level.WARN);
        dice = new Random(seed);
        FileMediaStore media = new FileMediaStore(folder);
        this.platform = PlatformWithLimits.of(platform, clock, media, size.monthlyCalls());
        company = new BusyCompany(clock, this.platform, media);
    }

    void play() {
        day();
        company.worksUntil(GONE);
        wantedBefore = company.wanted().count();
        callsBefore = platform.calls().size();
        platform.goesAway();
        for (int minute = 0; minute < 60; minute++) {
            happens(minute);
            company.worksUntil(GONE.plus(MINUTE.multipliedBy(minute + 1)));
        }
        callsBeforeBack = platform.calls().size();
        platform.comesBack();
        company.worksUntil(BACK.plusSeconds(20));
        platform.expiresTokens();
        company.worksUntilIdle(Duration.ofHours(2));
        drained = clock.instant();
        company.worksUntil(drained.plus(MINUTE));
    }

    private void day() {
        for (int i = 0; i < size.inspectors() + 2; i++) {
            inspectors.add(company.hires("督导" + i));
        }
        company.inspect(inspectors.subList(0, size.inspectors()));
        for (int i = 0; i < size.keepers(); i++) {
            keepers.add(company.hires("店长" + i));
        }
        for (int i = 0; i < size.digests(); i++) {
            company.wantsDigest(keepers.get(i), LocalTime.of(18, 0));
        }
        for (Account keeper : keepers) {
            for (int shop = 0; shop < size.shops(); shop++) {
                company.opens(keeper, company.phone(keeper).name() + "的" + shop + "号店");
            }
        }
        company.worksUntilIdle(Duration.ofHours(2));
    }

    private void happens(int minute) {
        if (minute == 15) {
            platform.losesAnswers(LOST_ANSWERS);
        }
        if (minute == 25) {
            company.inspect(inspectors.subList(2, size.inspectors() + 2));
        }
        if (minute == 35) {
            company.inspect(inspectors.subList(0, size.inspectors()));
        }
        for (int i = 0; i < size.pressesAMinute(); i++) {
            handsIn();
            if (i % 2 == 0) {
                looksThrough();
            }
            if (i % 4 == 0) {
                writes(any(keepers), "/todo");
            }
        }
    }

    private void handsIn() {
        List<PhonesOfCompany.Shown> open = company.phones().cards().stream()
                .filter(shown ->
                        shown.card().form() != null && shown.card().title().equals(ClosingFlow.HAND_IN))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        PhonesOfCompany.Shown card = any(open);
        Instant before = clock.instant();
        int calls = platform.calls().size();
        CardAnswer answer = company.presses((Account) card.to(), card, "营业额", Integer.toString(dice.nextInt(5_000)));
        presses.add(new Press(
                answer,
                Duration.between(before, clock.instant()),
                platform.calls().size() - calls));
    }

    /** Without the card, which waits like everything else: in a line of words. */
    private void looksThrough() {
        List<FlowInstance> waiting = company.records().stream()
                .filter(record -> record.state().equals("待看"))
                .filter(record -> !lookedThrough.contains(record))
                .toList();
        if (!waiting.isEmpty()) {
            FlowInstance record = any(waiting);
            lookedThrough.add(record);
            writes(inspectors.get(2 + dice.nextInt(size.inspectors() - 2)), "/task done " + record.number() + " 意见=好");
        }
    }

    private void writes(Account person, String text) {
        company.says(person, text);
        written.merge(person, 1, Integer::sum);
    }

    private <T> T any(List<T> all) {
        return all.get(dice.nextInt(all.size()));
    }

    // What came of it

    BusyCompany company() {
        return company;
    }

    List<Press> presses() {
        return presses;
    }

    List<PlatformWithLimits.Call> calls() {
        return platform.calls();
    }

    /** How often the platform was called while it was away. */
    int callsWhileAway() {
        return callsBeforeBack - callsBefore;
    }

    /** Messages and updates that went out once it was back. */
    long sends() {
        return calls().stream()
                .skip(callsBeforeBack)
                .filter(call -> call.status() == 200)
                .count();
    }

    /** What the hour wanted to be sent. */
    int wanted() {
        return company.wanted().count() - wantedBefore;
    }

    Duration drainedAfter() {
        return Duration.between(BACK, drained);
    }

    /** What as many messages take by their limits, so many times. */
    Duration drainedAtBest(double times) {
        return Duration.ofMillis((long) (times * sends() / platform.allowedASecond() * 1_000));
    }

    List<Account> keepers() {
        return keepers;
    }

    List<Account> inspectorsNow() {
        return inspectors.subList(0, size.inspectors());
    }

    List<Account> everybody() {
        List<Account> all = new ArrayList<>(keepers);
        all.addAll(inspectors);
        return all;
    }

    List<Account> digestReaders() {
        return keepers.subList(0, size.digests());
    }

    int written(Account person) {
        return Optional.ofNullable(written.get(person)).orElse(0);
    }

    /** What the platform has in a person's chat since it went away: all that can be read of each message. */
    List<String> news(Account person) {
        return company.phone(person).messages().stream()
                .filter(message -> !message.sentAt().isBefore(GONE))
                .map(message -> company.phone(person).textOf(message))
                .toList();
    }

    @Override
    public void close() {
        WAITING.setLevel(null);
        platform.close();
    }
}
