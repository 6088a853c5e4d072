package io.soprelay.simulation;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.Conditions;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.BotEntered;
import io.soprelay.im.CardAnswer;
import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.MenuPressed;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.AggregateId;
import io.soprelay.simulation.SimulatedPlatform.Weather;
import io.soprelay.simulation.Stage.Activity;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.MediaInMemory;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One company, from one seed. A step is some time, something a person does, and what bots make of it; each step throws
 * dice of its own, so that steps can be left out without changing the others.
 */
final class World implements Faults.Others {
    /** Monday, 09:00 in Shanghai. */
    private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

    /** The same for every world. */
    static final Conditions CONDITIONS = new RememberedConditions(new FeelConditions());

    private static final int STEPS_WITH_FAULTS_PERCENT = 35;

    /** Twice five minutes: the first try finds out, the others may just have been put back. */
    private static final Duration PERMITTED_AGAIN_WITHIN = Duration.ofMinutes(11);

    /** No platform takes an answer to a press later. */
    private static final Duration ANSWER_TAKEN_WITHIN = Duration.ofSeconds(3);

    private final long seed;
    private final Choices choices;
    private final SettableClock clock = new SettableClock(START);
    private final InMemoryLedger ledger = new InMemoryLedger(clock);
    private final Stage stage = new Stage();
    private final Faults faults = new Faults(stage, clock, this);
    private final Trace trace;
    private final Judge judge;
    private final Archive archive;
    private final SimulatedPlatform platform;
    final SimulatedStore store;
    private final SimulatedFlows flows;
    private final Company company;
    private final Bot.Surroundings around;
    private final Processes bots;
    private final Post post = new Post();
    private final PeopleActs people;
    private Dice others = Dice.of(0, 0);
    private int deliveries;
    private int step = -1;
    private int inStep;
    private long acts;

    World(long seed, SimulatedFlows flows, List<Invariant> invariants, Plant plant, Choices choices, boolean readable) {
        this.seed = seed;
        this.flows = flows;
        this.choices = choices;
        Dice dice = Dice.of(seed, 0);
        trace = new Trace(readable);
        judge = new Judge(invariants);
        archive = new Archive(ledger, judge, trace);
        platform = new SimulatedPlatform(clock, faults, stage, judge, trace, plant);
        store = new SimulatedStore(ledger, stage, faults, archive, plant);
        dice.split(); // flows of this seed are written with it
        company = Company.hired(dice.split(), platform);
        boolean alone = dice.chance(65);
        around = new Bot.Surroundings(
                store,
                platform,
                flows,
                CONDITIONS,
                new MediaInMemory(),
                clock,
                company.admin(),
                alone,
                stage,
                archive,
                judge,
                plant);
        judge.watches(this);
        people = new PeopleActs(this);
        bots = new Processes(around, faults, trace, alone ? 1 : 2);
        others = dice.split();
        people.staff(dice.split());
        bots.relay(dice.split());
    }

    Judge judge() {
        return judge;
    }

    Trace trace() {
        return trace;
    }

    Archive archive() {
        return archive;
    }

    SimulatedPlatform platform() {
        return platform;
    }

    SimulatedFlows flows() {
        return flows;
    }

    InMemoryLedger ledger() {
        return ledger;
    }

    Company company() {
        return company;
    }

    Coverage coverage() {
        return faults.coverage();
    }

    Plant plant() {
        return around.plant();
    }

    /** The machine's clock. */
    Instant now() {
        return clock.instant();
    }

    /** How many things people did. */
    long acts() {
        return acts;
    }

    /** Any of the bots, for what all of them know. */
    Bot anyBot() {
        return bots.first();
    }

    /** How often a bot died, or did not hear what it had claimed. */
    int losses() {
        return bots.losses();
    }

    /** Whether the platform refused something for good in the turn that is being played. */
    boolean wasRefused() {
        return stage.turn().wasRefused();
    }

    boolean isAlone() {
        return around.alone();
    }

    MemberId member(Account account) {
        return faults.without(() -> anyBot().member(account));
    }

    /** As it is stored. */
    Optional<Incident> incident(Trouble trouble) {
        return faults.without(() -> anyBot().incidents().find(trouble.id()));
    }

    String nextDelivery() {
        return choices.given(step + "d" + ++inStep, "d-" + ++deliveries);
    }

    // Steps

    /**
     * @param index names the step: the same index in the same seed throws the same dice
     * @param parts what is played of it
     */
    void step(int index, Set<Part> parts) {
        step = index;
        inStep = 0;
        Dice dice = Dice.of(seed, index + 1L).choosing(choices, index);
        trace.note("step", index);
        parted(parts, Part.TIME, dice.split(), passing -> PassingTime.some(passing, clock, ledger));
        faults.arm(dice.split(), parts.contains(Part.FAULTS) ? STEPS_WITH_FAULTS_PERCENT : 0);
        parted(parts, Part.WEATHER, dice.split(), this::weatherTurns);
        others = dice.split();
        parted(
                parts,
                Part.POST,
                dice.split(),
                posted -> post.due(now()).forEach(letter -> deliver(letter.delivery(), posted, letter.tries())));
        acts += parts.contains(Part.ACT) ? 1 : 0;
        parted(parts, Part.ACT, dice.split(), people::act);
        parted(parts, Part.ROUNDS, dice.split(), relayed -> {
            for (int rounds = relayed.below(3); rounds > 0; rounds--) {
                bots.relay(relayed);
            }
        });
        parted(parts, Part.RESCAN, dice, looking -> {
            for (int visits = looking.below(3); visits > 0; visits--) {
                bots.rescan(bots.any(looking));
            }
        });
        faults.arm(dice.split(), 0);
        judge.stepped();
    }

    private static void parted(Set<Part> parts, Part part, Dice dice, Consumer<Dice> play) {
        if (parts.contains(part)) {
            play.accept(dice);
        }
    }

    private void weatherTurns(Dice dice) {
        if (dice.chance(10)) {
            platform.weather(dice.one(List.of(Weather.values())), Duration.ofSeconds(dice.below(300)));
        }
    }

    // What comes in

    /** Somebody presses a button, and the answer finds the way back or not. */
    void press(PressedButton press) {
        if (platform.isAlive(press.message())) {
            trace.note(
                    "press",
                    press.presser(),
                    press.action().actionId(),
                    press.message().id());
            bots.inTurn(bots.any(others), Activity.INBOUND, bot -> pressed(bot, press));
        }
    }

    private void pressed(Bot bot, PressedButton press) {
        Instant pressedAt = now();
        Stage.Turn turn = stage.turn();
        turn.pressed(press, faults.without(() -> bot.member(press.presser())));
        turn.repeatable(() -> press(press));
        Fault received = faults.reach(Boundary.RECEIVED);
        if (received == Fault.RESET) {
            return;
        }
        CardAnswer answer;
        try {
            answer = bot.inbox().onAction(press.action());
        } catch (InboxUnavailableException honest) {
            trace.note("unsure");
            return;
        }
        trace.note("toast", answer.toast().kind(), answer.toast().text());
        judge.answered(press, answer, turn);
        if (isLost(faults.reach(Boundary.ANSWERING))
                || isLost(received)
                || !pressedAt.plus(ANSWER_TAKEN_WITHIN).isAfter(now())) {
            return;
        }
        if (answer.card() != null) {
            platform.answered(press.message(), answer.card());
        }
        if (answer.receipt() != null && !isLost(faults.reach(Boundary.ANSWERED))) {
            bot.inbox().onAnswerWritten(answer.receipt());
        }
    }

    void hear(InboundMessage message) {
        trace.note("says", message.sender(), message.content());
        CommitKey key = inboxKey(message.sender(), message.deliveryId());
        deliver(dice -> accepted(dice, bot -> bot.inbox().onMessage(message), key), others, 0);
    }

    void enters(BotEntered entered) {
        trace.note("enters", entered.person());
        deliver(dice -> accepted(dice, bot -> bot.inbox().onEntered(entered), null), others, 0);
    }

    void menu(MenuPressed pressed) {
        trace.note("menu", pressed.person());
        CommitKey key = inboxKey(pressed.person(), pressed.deliveryId());
        deliver(dice -> accepted(dice, bot -> bot.inbox().onMenu(pressed), key), others, 0);
    }

    private CommitKey inboxKey(Account sender, String deliveryId) {
        AggregateId inbox =
                new AggregateId(AggregateId.Kind.INBOX, member(sender).value());
        return new CommitKey(inbox, CommandIds.delivery(deliveryId).value());
    }

    private void deliver(Post.Delivery delivery, Dice dice, int tries) {
        if (!delivery.tryIt(dice) || dice.chance(4)) {
            post.again(delivery, now(), tries);
        }
    }

    private boolean accepted(Dice dice, Consumer<Bot> give, @Nullable CommitKey key) {
        boolean[] acknowledged = new boolean[1];
        bots.inTurn(bots.any(dice), Activity.INBOUND, bot -> {
            stage.turn().repeatable(() -> accepted(dice, give, key));
            Fault received = faults.reach(Boundary.RECEIVED);
            if (received == Fault.RESET) {
                return;
            }
            try {
                give.accept(bot);
            } catch (InboxUnavailableException later) {
                return;
            }
            if (key != null) {
                judge.acknowledged(key);
            }
            acknowledged[0] = !isLost(faults.reach(Boundary.ANSWERING)) && !isLost(received);
        });
        return acknowledged[0];
    }

    private static boolean isLost(@Nullable Fault fault) {
        return fault == Fault.RESET || fault == Fault.ANSWER_LOST;
    }

    // What else happens

    @Override
    public void again() {
        Runnable again = stage.turn().again();
        if (again != null) {
            again.run();
            return;
        }
        clock.tick(Duration.ofSeconds(61));
        bots.relay(bots.any(others), others);
    }

    @Override
    public void meanwhile() {
        int kind = others.below(10);
        PressedButton press = stage.turn().press();
        if (press != null && others.chance(50)) {
            people.rivals(press, others.split());
        } else if (kind < 6) {
            people.act(others.split());
        }
        if (kind > 2) {
            bots.relay(bots.any(others), others.split());
        }
        if (kind == 9) {
            bots.rescan(bots.any(others));
        }
    }

    /** Nothing goes wrong any more: after a minute everything has left, after a rescan everything is right. */
    void comesToRest() {
        Dice dice = Dice.of(seed, -1);
        faults.end();
        platform.weather(Weather.FAIR, Duration.ZERO);
        post.all().forEach(letter -> letter.delivery().tryIt(dice));
        isPermittedAgain(dice);
        for (int look = 0; look < (isAlone() ? 30 : 60); look++) {
            bots.relay(dice);
            clock.tick(Duration.ofSeconds(2));
        }
        // A timer of this very moment is handed over, and then sent: whichever duty comes first.
        for (int follows = 0; follows < 3; follows++) {
            bots.relay(dice);
        }
        judge.stepped();
        judge.minuteLater();
        for (int visits = 0; visits < AggregateId.PARTITIONS; visits++) {
            bots.rescan(anyBot());
        }
        for (int look = 0; look < 20; look++) {
            bots.relay(dice);
            clock.tick(Duration.ofSeconds(2));
        }
        judge.stepped();
        judge.quiet();
        trace.note("rest", archive.records().size());
    }

    /** Whatever a platform does not permit is tried again every five minutes, after one message has found out for all. */
    private void isPermittedAgain(Dice dice) {
        Instant known = platform.permittedNothingAt().equals(Instant.MIN)
                ? Instant.MIN
                : platform.permittedNothingAt().plus(PERMITTED_AGAIN_WITHIN);
        while (known.isAfter(now())) {
            clock.tick(Duration.ofMinutes(1));
            bots.relay(dice);
        }
    }
}
