package io.soprelay;

import io.soprelay.im.line.Line;
import io.soprelay.im.line.LineState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * How a line is. A line that is away is unknown and never down: whoever watches the bot must not restart it for that,
 * because the bot is well and its line comes back by itself.
 */
final class LineHealth implements HealthIndicator {
    private final Line line;
    private final Supplier<Optional<Instant>> strangeCard;

    /** @param strangeCard when a card was pressed that another bot with the same app must have sent; empty for never */
    LineHealth(Line line, Supplier<Optional<Instant>> strangeCard) {
        this.line = line;
        this.strangeCard = strangeCard;
    }

    @Override
    public Health health() {
        LineState state = line.state();
        Health.Builder health = Health.status(state.isConnected() ? Status.UP : Status.UNKNOWN)
                .withDetail("phase", state.phase().name().toLowerCase(Locale.ROOT))
                .withDetail("opened", state.opened())
                .withDetail("drops", state.drops());
        if (state.connectedSince() != null) {
            health.withDetail("connectedSince", state.connectedSince().toString());
        }
        if (state.lastFrame() != null) {
            health.withDetail("lastFrame", state.lastFrame().toString());
        }
        strangeCard.get().ifPresent(at -> health.withDetail("strangeCardPressed", at.toString()));
        state.lastProblem().ifPresent(problem -> health.withDetail("lastProblem", problem));
        return health.build();
    }
}
