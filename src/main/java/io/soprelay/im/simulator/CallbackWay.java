package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The way of a callback to the bot, with what goes wrong on it. */
final class CallbackWay {
    private final CallbackSender sender;
    private final Faults faults;

    CallbackWay(CallbackSender sender, Faults faults) {
        this.sender = sender;
        this.faults = faults;
    }

    /**
     * Sends one press and waits for its answer; a duplicate is under way at the same time.
     *
     * @param window how long the phone waits, delays included; what comes later still reaches the bot
     */
    CallbackAnswer press(String plain, Duration window) {
        Duration delay = faults.takes(Faults.Kind.LATE_CALLBACK) ? faults.lateness() : delay();
        if (faults.takes(Faults.Kind.DUPLICATE_CALLBACK)) {
            later(delay, plain, window);
        }
        if (delay.compareTo(window) >= 0) {
            later(delay, plain, window);
            LockSupport.parkNanos(window.toNanos());
            return new CallbackAnswer(0, "", CallbackAnswer.Problem.TOO_LATE);
        }
        LockSupport.parkNanos(delay.toNanos());
        return sender.send(sender.seal(plain), window.minus(delay));
    }

    /** Sends one attempt of an event. */
    CallbackAnswer event(String plain, Duration window) {
        LockSupport.parkNanos(delay().toNanos());
        return sender.send(sender.seal(plain), window);
    }

    private Duration delay() {
        return faults.takes(Faults.Kind.SLOW_CALLBACK) ? faults.callbackDelay() : Duration.ZERO;
    }

    private void later(Duration delay, String plain, Duration window) {
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(delay.toNanos());
            sender.send(sender.seal(plain), window);
        });
    }
}
