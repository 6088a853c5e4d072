package io.soprelay.im.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A token is fetched by one thread for all, before it ends, and again when the platform refuses it. */
class TokenCacheTest {
    private static final int THREADS = 200;

    private volatile Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean refusing;
    private final TokenCache<String> cache = new TokenCache<>(() -> now, Duration.ofMinutes(5), this::fetch);

    @Test
    void two_hundred_threads_at_the_end_of_a_token_make_one_call() throws Exception {
        assertThat(cache.get().token()).isEqualTo("t1");
        now = now.plus(Duration.ofHours(2));

        assertThat(allAtOnce()).hasSize(THREADS).containsOnly("t2");
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_token_is_replaced_before_it_ends() {
        cache.get();
        now = now.plus(Duration.ofMinutes(114));
        assertThat(cache.get().token()).isEqualTo("t1");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(cache.get().token()).isEqualTo("t2");
    }

    @Test
    void a_refused_token_is_dropped_once_however_many_saw_the_refusal() throws Exception {
        cache.get();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(() -> {
                    cache.drop("t1");
                    cache.get();
                });
            }
        }
        assertThat(calls).hasValue(2);
        assertThat(cache.get().token()).isEqualTo("t2");
    }

    @Test
    void while_the_platform_gives_none_its_word_stands_in_the_tokens_place() {
        refusing = true;
        assertThat(cache.get().failure()).isEqualTo("no such app");
        refusing = false;
        assertThat(cache.get().token()).isEqualTo("t2");
    }

    private List<String> allAtOnce() throws Exception {
        CountDownLatch ready = new CountDownLatch(THREADS);
        List<CompletableFuture<String>> got = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < THREADS; i++) {
                got.add(CompletableFuture.supplyAsync(
                        () -> {
                            ready.countDown();
                            await(ready);
                            return String.valueOf(cache.get().token());
                        },
                        threads));
            }
        }
        return got.stream().map(CompletableFuture::join).toList();
    }

    private TokenCache.Fetched<String> fetch() {
        int number = calls.incrementAndGet();
        return refusing
                ? new TokenCache.Fetched<>("", Duration.ZERO, "no such app")
                : new TokenCache.Fetched<>("t" + number, Duration.ofHours(2), null);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
