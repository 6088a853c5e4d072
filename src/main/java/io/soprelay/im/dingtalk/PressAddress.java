package io.soprelay.im.dingtalk;

import io.soprelay.im.SendResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the platform where presses go until it is told: without it the buttons of a new app lead nowhere, and one failed
 * call at the start must not mean that until the next start.
 */
public final class PressAddress {
    private static final Logger LOG = LoggerFactory.getLogger(PressAddress.class);

    private static final Duration AFTER_SILENCE = Duration.ofSeconds(5);
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    /** What an admin has to repair is not repaired within minutes, and each call counts for the month. */
    private static final Duration AFTER_REFUSAL = Duration.ofHours(1);

    private final String address;
    private final Supplier<Optional<SendResult>> call;
    private final BiConsumer<Duration, Runnable> later;

    /**
     * @param call registers the address; empty if that is done
     * @param later runs something once after a while
     */
    PressAddress(String address, Supplier<Optional<SendResult>> call, BiConsumer<Duration, Runnable> later) {
        this.address = address;
        this.call = call;
        this.later = later;
    }

    /** @param later runs something once after a while */
    public static PressAddress of(String address, DingTalkGateway gateway, BiConsumer<Duration, Runnable> later) {
        return new PressAddress(address, gateway::registerCallback, later);
    }

    /** Tells it now, and again later if that fails. Returns after the first try. */
    public void tell() {
        tell(0);
    }

    private void tell(int failures) {
        Optional<SendResult> failure = call.get();
        if (failure.isEmpty()) {
            if (failures > 0) {
                LOG.info("The address {} is registered for presses now", address);
            }
            return;
        }
        Duration wait = wait(failure.get(), failures);
        if (failures == 0) {
            LOG.warn(
                    "The address {} is not registered for presses, the next try is in {} s: {}",
                    address,
                    wait.toSeconds(),
                    failure.get());
        }
        later.accept(wait, () -> tell(failures + 1));
    }

    private static Duration wait(SendResult failure, int failures) {
        return switch (failure) {
            case SendResult.Retry(Duration after, String reason, boolean asked) -> doubled(after, failures);
            case SendResult.Unknown unknown -> doubled(AFTER_SILENCE, failures);
            default -> AFTER_REFUSAL;
        };
    }

    private static Duration doubled(Duration first, int failures) {
        Duration doubled = first.multipliedBy(1L << Math.min(failures, 10));
        return doubled.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : doubled;
    }
}
