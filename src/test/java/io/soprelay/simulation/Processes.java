package io.soprelay.simulation;

import io.soprelay.ledger.Claimed;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.outbox.Duty;
import io.soprelay.simulation.Stage.Activity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The bots that serve one store: what they do by themselves, and who takes the place of one that dies. */
final class Processes {
    private static final int BATCHES_MAX = 5;

    private final Bot.Surroundings around;
    private final Faults faults;
    private final Trace trace;
    private final List<Bot> bots = new ArrayList<>();
    private final Set<Work> underWay = new HashSet<>();
    private int begun;
    private int lostClaims;

    /** What one crew of a bot does at a time. */
    private record Work(int bot, Duty duty, int partition) {}

    Processes(Bot.Surroundings around, Faults faults, Trace trace, int count) {
        this.around = around;
        this.faults = faults;
        this.trace = trace;
        for (int i = 0; i < count; i++) {
            bots.add(started());
        }
    }

    Bot first() {
        return bots.getFirst();
    }

    Bot any(Dice dice) {
        return dice.one(bots);
    }

    /** How often a bot died, or did not hear what it had claimed. */
    int losses() {
        return begun - bots.size() + lostClaims;
    }

    /** Each of them looks once and carries out what is due. */
    void relay(Dice dice) {
        List.copyOf(bots).forEach(bot -> relay(bot, dice));
    }

    void relay(Bot bot, Dice dice) {
        Map<Integer, Long> due;
        try {
            due = bot.work().look();
        } catch (LedgerUnavailableException away) {
            return;
        }
        Set<Integer> now = new TreeSet<>();
        due.forEach((partition, wait) -> {
            if (wait == 0) {
                now.add(partition);
            }
        });
        for (Duty duty : dice.shuffled(List.of(Duty.values()))) {
            Set<Integer> partitions = new TreeSet<>(now);
            partitions.addAll(bot.work().doubtful(duty));
            dice.shuffled(List.copyOf(partitions)).forEach(partition -> work(bot, duty, partition, dice));
        }
    }

    /** As the relay's crews do: one claim of a duty a partition at a time, until nothing is left. */
    private void work(Bot bot, Duty duty, int partition, Dice dice) {
        Work key = new Work(bot.number(), duty, partition);
        if (!bots.contains(bot) || !underWay.add(key)) {
            return;
        }
        try {
            Activity activity = duty == Duty.TIMERS ? Activity.TIMER : Activity.DELIVERY;
            for (int batches = 0; batches < BATCHES_MAX; batches++) {
                List<Claimed> batch = new ArrayList<>();
                inTurn(bot, activity, any -> {
                    try {
                        batch.addAll(bot.work().claim(partition, duty));
                    } catch (LedgerUnavailableException away) {
                        trace.note("no claim", partition);
                        lostClaims++;
                    }
                });
                if (batch.isEmpty() || !carriedOut(bot, activity, batch, dice)) {
                    return;
                }
            }
        } finally {
            underWay.remove(key);
        }
    }

    /** Cards in any order, because they go in parallel. @return whether the bot is still there */
    private boolean carriedOut(Bot bot, Activity activity, List<Claimed> batch, Dice dice) {
        List<Claimed> order = dice.shuffled(
                batch.stream().filter(entry -> entry.lane() == Lane.CARD).toList());
        batch.stream().filter(entry -> entry.lane() != Lane.CARD).forEach(order::add);
        for (Claimed entry : order) {
            if (!bots.contains(bot)) {
                return false;
            }
            inTurn(bot, activity, any -> bot.work().carryOut(entry));
        }
        return bots.contains(bot);
    }

    void rescan(Bot bot) {
        if (around.plant().rescans()) {
            inTurn(bot, Activity.RESCAN, any -> bot.rounds().visitNext());
        }
    }

    /** If its bot dies, another process takes its place. */
    void inTurn(Bot bot, Activity activity, Consumer<Bot> act) {
        try {
            around.stage().play(activity, bot, () -> {
                act.accept(bot);
                return true;
            });
        } catch (BotDied died) {
            if (around.stage().bot() == died.bot()) {
                throw died; // what stands still dies with it
            }
            trace.note("died");
            bots.set(bots.indexOf(died.bot()), started());
        }
    }

    private Bot started() {
        return faults.without(() -> around.stage().play(Activity.NONE, null, () -> new Bot(++begun, around)));
    }
}
