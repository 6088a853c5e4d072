package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.SlidingWindows;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;

/** What an organisation may use: calls of each API a second, calls and pushes a calendar month. */
final class Quota {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private record Used(YearMonth month, int calls, int pushes) {}

    private final DingTalkPlatformConfig config;
    private final DingTalkFaults faults;
    private final SlidingWindows windows;
    private Used used = new Used(YearMonth.of(1970, 1), 0, 0);

    Quota(DingTalkPlatformConfig config, DingTalkFaults faults) {
        this.config = config;
        this.faults = faults;
        this.windows = new SlidingWindows(config.machineClock());
    }

    /**
     * Counts one call; a refused one is not counted for the month.
     *
     * @param billable do calls of this API count for the month?
     */
    synchronized void call(String api, boolean billable) {
        int limit = config.limits().perSecond();
        if (windows.take(api, Duration.ofSeconds(1), limit).isPresent()) {
            throw DingTalkRefusal.tooManyASecond();
        }
        if (billable) {
            Used month = current();
            if (month.calls() >= config.limits().callsPerMonth()) {
                throw DingTalkRefusal.monthUsedUp();
            }
            used = new Used(month.month(), month.calls() + 1, month.pushes());
        }
    }

    /** Counts one push to the bot. */
    synchronized void push() {
        Used month = current();
        used = new Used(month.month(), month.calls(), month.pushes() + 1);
    }

    /** Has the month's share of calls or pushes been used? Then messages reach the bot empty. */
    synchronized boolean usedUp() {
        Used month = current();
        return faults.isOn(DingTalkFaults.Kind.MONTH_USED_UP)
                || month.calls() >= config.limits().callsPerMonth()
                || month.pushes() >= config.limits().pushesPerMonth();
    }

    synchronized int callsThisMonth() {
        return current().calls();
    }

    synchronized int pushesThisMonth() {
        return current().pushes();
    }

    synchronized void clear() {
        windows.clear();
        used = new Used(YearMonth.of(1970, 1), 0, 0);
    }

    private Used current() {
        YearMonth month = YearMonth.from(config.machineClock().instant().atZone(ZONE));
        return used.month().equals(month) ? used : new Used(month, 0, 0);
    }
}
