package io.soprelay.im.door;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An app's access token, fetched once for all threads and kept here rather than in a platform's library: those keep one for
 * the whole process, even after the platform has refused it. Thread safe.
 *
 * @param <F> the reply that stands in the token's place when there is none
 */
public final class TokenCache<F> {
    private final InstantSource clock;
    private final Duration spare;
    private final Supplier<Fetched<F>> fetch;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept kept;

    private record Kept(String token, Instant until) {}

    /**
     * @param spare how long before its end a token is replaced
     * @param fetch asks the platform for a token
     */
    public TokenCache(InstantSource clock, Duration spare, Supplier<Fetched<F>> fetch) {
        this.clock = clock;
        this.spare = spare;
        this.fetch = fetch;
    }

    /**
     * What the platform gave.
     *
     * @param token empty if it gave none
     * @param failure why; null with a token
     */
    public record Fetched<F>(
            String token, Duration life, @Nullable F failure) {}

    /** Either a token or the reply that stood in its place. */
    public record Token<F>(@Nullable String token, @Nullable F failure) {}

    public Token<F> get() {
        Kept current = kept;
        if (current != null && isFresh(current)) {
            return new Token<>(current.token(), null);
        }
        fetching.lock();
        try {
            current = kept;
            return current != null && isFresh(current) ? new Token<>(current.token(), null) : fetchNow();
        } finally {
            fetching.unlock();
        }
    }

    /** The platform refused this token; another thread may already have fetched its successor. */
    public void drop(String refused) {
        fetching.lock();
        try {
            Kept current = kept;
            if (current != null && current.token().equals(refused)) {
                kept = null;
            }
        } finally {
            fetching.unlock();
        }
    }

    private Token<F> fetchNow() {
        Fetched<F> fetched = fetch.get();
        if (fetched.token().isEmpty()) {
            return new Token<>(null, fetched.failure());
        }
        Duration life = fetched.life();
        Duration use = life.compareTo(spare.multipliedBy(2)) > 0 ? life.minus(spare) : life.dividedBy(2);
        kept = new Kept(fetched.token(), clock.instant().plus(use));
        return new Token<>(fetched.token(), null);
    }

    private boolean isFresh(Kept current) {
        return clock.instant().isBefore(current.until());
    }
}
