package io.soprelay.im.feishu;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The app's access token, fetched once for all threads. The SDK's own cache is one static for the whole process, in
 * which the last client built wins, and it keeps a token the platform has refused; so the token is kept here and given
 * to each call. Thread safe.
 */
final class FeishuTokens {
    /** The platform hands out a new token when less than 30 minutes are left; the old one stays valid. */
    private static final Duration SPARE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Supplier<FeishuReply> fetch;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Kept kept;

    private record Kept(String token, Instant until) {}

    /** @param fetch asks the platform for a token */
    FeishuTokens(InstantSource clock, Supplier<FeishuReply> fetch) {
        this.clock = clock;
        this.fetch = fetch;
    }

    /** Either a token or the reply that stood in its place. */
    record Token(@Nullable String token, @Nullable FeishuReply failure) {}

    Token get() {
        Kept current = kept;
        if (current != null && isFresh(current)) {
            return new Token(current.token(), null);
        }
        fetching.lock();
        try {
            current = kept;
            return current != null && isFresh(current) ? new Token(current.token(), null) : fetchNow();
        } finally {
            fetching.unlock();
        }
    }

    /** The platform refused this token; another thread may already have fetched its successor. */
    void drop(String refused) {
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

    private Token fetchNow() {
        FeishuReply reply = fetch.get();
        if (!(reply instanceof FeishuReply.Answer answer) || !answer.isDone()) {
            return new Token(null, reply);
        }
        String token = answer.body().path("tenant_access_token").asString("");
        if (token.isEmpty()) {
            return new Token(null, new FeishuReply.Unreadable(answer.httpStatus()));
        }
        Duration life = Duration.ofSeconds(answer.body().path("expire").asLong(0));
        Duration use = life.compareTo(SPARE.multipliedBy(2)) > 0 ? life.minus(SPARE) : life.dividedBy(2);
        kept = new Kept(token, clock.instant().plus(use));
        return new Token(token, null);
    }

    private boolean isFresh(Kept current) {
        return clock.instant().isBefore(current.until());
    }
}
