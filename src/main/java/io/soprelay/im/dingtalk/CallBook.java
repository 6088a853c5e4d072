package io.soprelay.im.dingtalk;

import java.time.YearMonth;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Where the months' calls are written down, once for all nodes. The root wires a durable one. */
@FunctionalInterface
public interface CallBook {

    /**
     * Changes what is known of a month and returns it; nothing of another node's change is lost.
     *
     * @throws RuntimeException if it cannot be stored now; then nothing is known to be stored
     */
    Month change(YearMonth month, UnaryOperator<Month> change);

    /**
     * What is known of a month.
     *
     * @param calls that the company pays for
     * @param toldNear whether the admins were told that most are used
     * @param spentAtLimit the limit that was set when the platform refused; 0 if it did not. Another limit set since then
     *     means that more was bought
     * @param toldCut whether the admins were told that people's messages arrive without words
     */
    record Month(long calls, boolean toldNear, int spentAtLimit, boolean toldCut) {
        public static final Month NEW = new Month(0, false, 0, false);

        Month plus(int more) {
            return new Month(calls + more, toldNear, spentAtLimit, toldCut);
        }

        Month spentAt(int limit) {
            return new Month(calls, toldNear, limit, toldCut);
        }
    }

    /** Remembers until the process ends. */
    static CallBook inMemory() {
        Map<YearMonth, Month> months = new ConcurrentHashMap<>();
        return (month, change) -> {
            Month changed = months.compute(month, (key, known) -> change.apply(known == null ? Month.NEW : known));
            return changed;
        };
    }
}
