package io.soprelay.simulation;

import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Claimed;
import io.soprelay.outbox.Delivery;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Who is doing what at this moment. One act may stand still while another takes place: then it is that one's turn. */
final class Stage {
    /** What a bot is busy with. */
    enum Activity {
        /** Starting, or nothing. */
        NONE,
        /** Somebody pressed or said something. */
        INBOUND,
        DELIVERY,
        TIMER,
        RESCAN
    }

    /** One turn. */
    static final class Turn {
        private final Activity activity;
        private final @Nullable Bot bot;
        private final Set<CommitKey> commits = new LinkedHashSet<>();
        private @Nullable MemberId presser;
        private @Nullable PressedButton press;
        private boolean refused;
        private @Nullable Runnable again;
        private @Nullable Claimed entry;
        private @Nullable Delivery delivery;

        private Turn(Activity activity, @Nullable Bot bot) {
            this.activity = activity;
            this.bot = bot;
        }

        Activity activity() {
            return activity;
        }

        /** What was committed in this turn, or had been by an earlier one with the same command id. */
        Set<CommitKey> commits() {
            return commits;
        }

        void knows(CommitKey commit) {
            commits.add(commit);
        }

        /** Whose rights count; null where nobody pressed anything. */
        @Nullable
        MemberId presser() {
            return presser;
        }

        /** What is being pressed; null where nothing is. */
        @Nullable
        PressedButton press() {
            return press;
        }

        void pressed(PressedButton button, MemberId by) {
            press = button;
            presser = by;
        }

        /** Whether the platform refused something for good in this turn. */
        boolean wasRefused() {
            return refused;
        }

        void refuse() {
            refused = true;
        }

        /** Makes what is being done come once more. */
        @Nullable
        Runnable again() {
            return again;
        }

        void repeatable(Runnable repeat) {
            again = repeat;
        }

        /** What is being delivered; null for nothing. */
        @Nullable
        Delivery delivery() {
            return delivery;
        }

        @Nullable
        Claimed entry() {
            return entry;
        }

        void delivers(Claimed claimed, Delivery what) {
            entry = claimed;
            delivery = what;
        }
    }

    private Turn turn = new Turn(Activity.NONE, null);
    private int depth;

    Turn turn() {
        return turn;
    }

    /** How many turns stand still. */
    int depth() {
        return depth;
    }

    /** Ends the process whose turn it is. */
    BotDied death() {
        Bot bot = turn.bot;
        if (bot == null) {
            throw new IllegalStateException("Nobody is there to die");
        }
        return new BotDied(bot);
    }

    boolean isAnybodysTurn() {
        return turn.bot != null;
    }

    /** The bot whose turn it is. */
    @Nullable
    Bot bot() {
        return turn.bot;
    }

    <T> T play(Activity activity, @Nullable Bot bot, Callable<T> act) {
        Turn before = turn;
        turn = new Turn(activity, bot);
        depth++;
        try {
            return act.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            turn = before;
            depth--;
        }
    }
}
