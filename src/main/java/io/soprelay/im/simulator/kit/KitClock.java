package io.soprelay.im.simulator.kit;

import io.soprelay.im.simulator.BotClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Business time, which may jump forward: of the platform's messages, and of the bot where it lets itself be led. */
public final class KitClock {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter PICKED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final InstantSource base;
    private final AtomicReference<Duration> ahead;
    private final @Nullable BotClock bot;

    private KitClock(InstantSource base, AtomicReference<Duration> ahead, @Nullable BotClock bot) {
        this.base = base;
        this.ahead = ahead;
        this.bot = bot;
    }

    static KitClock ofPlatform(InstantSource base) {
        return new KitClock(base, new AtomicReference<>(Duration.ZERO), null);
    }

    KitClock leadingTo(BotClock led) {
        return new KitClock(base, ahead, led);
    }

    InstantSource source() {
        return () -> base.instant().plus(ahead.get());
    }

    public Instant now() {
        return bot == null ? source().instant() : bot.now();
    }

    /** @throws IllegalArgumentException when {@code by} leads back */
    public Instant jumps(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time only moves forward, but the jump was " + by);
        }
        ahead.accumulateAndGet(by, Duration::plus);
        return bot == null ? now() : bot.advance(by);
    }

    /** To the next moment of that time of day ({@code 18:00}) in Shanghai. */
    public Instant jumpsToNext(String timeOfDay) {
        ZonedDateTime now = now().atZone(ZONE);
        ZonedDateTime then = now.with(LocalTime.parse(timeOfDay));
        ZonedDateTime next = then.isAfter(now) ? then : then.plusDays(1);
        ahead.accumulateAndGet(Duration.between(now, next), Duration::plus);
        return bot == null ? now() : bot.set(next.toOffsetDateTime());
    }

    /** Now, as it is picked in a form: {@code 2026-11-22 16:03}. */
    public String picked() {
        return picked(Duration.ZERO);
    }

    /** That long after now (before it, if negative), as it is picked in a form. */
    public String picked(Duration later) {
        return PICKED.format(now().plus(later).atZone(ZONE));
    }
}
