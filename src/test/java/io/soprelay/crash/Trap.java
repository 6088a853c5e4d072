package io.soprelay.crash;

import io.soprelay.crash.Boundary.Step;
import io.soprelay.testkit.RespProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits at one boundary for one record and springs once: whatever passes there waits until the fault has happened. */
final class Trap implements RespProxy.Witness {
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();

    /**
     * Whom the trap waits for.
     *
     * @param flow id of the record
     * @param partition the record's, as keys begin: {@code {p17}:}
     * @param number of the record, which stands on its cards
     * @param presser account of whoever presses
     * @param next account of whoever gets the next card
     */
    record Prey(String flow, String partition, String number, String presser, String next) {}

    private static final class Armed {
        private final Boundary boundary;
        private final Prey prey;
        private final Runnable fault;
        private final CompletableFuture<Void> sprung = new CompletableFuture<>();
        private volatile boolean cardSent;

        private Armed(Boundary boundary, Prey prey, Runnable fault) {
            this.boundary = boundary;
            this.prey = prey;
            this.fault = fault;
        }
    }

    /** What the set trap tells. */
    static final class Set {
        private final Armed armed;

        private Set(Armed armed) {
            this.armed = armed;
        }

        /** Waits until it has sprung; false if it did not in that time. */
        boolean springs(Duration patience) {
            try {
                armed.sprung.get(patience.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException never) {
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException("The fault could not be made", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    Set set(Boundary boundary, Prey prey, Runnable fault) {
        Armed next = new Armed(boundary, prey, fault);
        armed.set(next);
        return new Set(next);
    }

    void disarm() {
        armed.set(null);
    }

    @Override
    public boolean asked(List<String> words) {
        return ScriptCall.of(words).map(call -> store(Step.ASKED, call, "")).orElse(true);
    }

    @Override
    public boolean answered(List<String> words, String reply) {
        return ScriptCall.of(words)
                .map(call -> store(Step.ANSWERED, call, reply))
                .orElse(true);
    }

    @Override
    public void told(List<String> words, String reply) {
        ScriptCall.of(words).ifPresent(call -> store(Step.TOLD, call, reply));
    }

    private boolean store(Step step, ScriptCall call, String reply) {
        Armed now = armed.get();
        return now == null
                || reply.startsWith("-")
                || !isAt(now, step, call.script())
                || !isAbout(now, call, reply)
                || springs(now);
    }

    private static boolean isAt(Armed now, Step step, String call) {
        return now.boundary.step() == step && now.boundary.call().equals(call);
    }

    private static boolean isAbout(Armed now, ScriptCall call, String reply) {
        String key = call.keys().getFirst();
        if (now.boundary.act() == Boundary.Act.START) {
            // Nobody knows the record before it begins.
            return call.script().equals("number") || key.contains(":f:");
        }
        return switch (call.script()) {
            case "load", "commit", "inspect", "trim" -> key.endsWith(":f:" + now.prey.flow);
            case ScriptCall.HEAD -> true;
            // The card that was pressed waits in the outbox too, for the case that its answer is lost.
            case "claim" ->
                reply.contains(now.prey.flow) && (now.boundary.act() == Boundary.Act.TIMER || reply.contains("ship#1"));
            case "shown" -> key.startsWith(now.prey.partition) && now.cardSent;
            default -> key.startsWith(now.prey.partition);
        };
    }

    /** At the platform's door: calls of the bot. */
    HttpGate.Witness calls() {
        return new At() {
            @Override
            boolean passes(Step step, HttpGate.Call call) {
                Armed now = armed.get();
                if (now == null) {
                    return true;
                }
                boolean token = call.path().contains("oauth2/accessToken")
                        || call.path().contains("tenant_access_token");
                boolean card = call.body().contains(now.prey.number)
                        && call.body().contains(now.prey.next)
                        && call.method().equals("POST");
                boolean picture =
                        call.path().contains("/resources/") || call.path().contains("messageFiles/download");
                if (card && step != Step.ASKED) {
                    now.cardSent = true;
                }
                boolean here = token && isAt(now, step, "token")
                        || card && isAt(now, step, "card")
                        || picture && isAt(now, step, "picture");
                return !here || springs(now);
            }
        };
    }

    /** At the bot's door: presses. */
    HttpGate.Witness callbacks() {
        return new At() {
            @Override
            boolean passes(Step step, HttpGate.Call call) {
                Armed now = armed.get();
                return now == null || !isAt(now, step, "callback") || springs(now);
            }
        };
    }

    /** @return whether what waits here goes on */
    private boolean springs(Armed now) {
        if (armed.compareAndSet(now, null)) {
            try {
                now.fault.run();
                now.sprung.complete(null);
            } catch (RuntimeException e) {
                now.sprung.completeExceptionally(e);
            }
            return !now.boundary.lost();
        }
        return true;
    }

    /** The three moments of a call in one. */
    private abstract static class At implements HttpGate.Witness {
        abstract boolean passes(Step step, HttpGate.Call call);

        @Override
        public void asked(HttpGate.Call call) {
            passes(Step.ASKED, call);
        }

        @Override
        public boolean answered(HttpGate.Call call) {
            return passes(Step.ANSWERED, call);
        }

        @Override
        public void told(HttpGate.Call call) {
            passes(Step.TOLD, call);
        }
    }
}
