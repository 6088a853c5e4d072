package io.soprelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soprelay.codec.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link DefinitionStore} must do. */
public abstract class DefinitionStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    /** A store that holds nothing. */
    protected abstract DefinitionStore emptyStore();

    @Test
    void an_empty_store_has_nothing() {
        DefinitionStore store = emptyStore();

        assertThat(store.all()).isEmpty();
        assertThat(store.importedHash("delivery")).isEmpty();
    }

    @Test
    void what_was_published_comes_back_unchanged_and_in_order() {
        DefinitionStore store = emptyStore();
        Published first = published("delivery", 1, "一\n“二”\u0001", "m1");
        Published second = published("delivery", 2, "三", Published.FROM_FILE);
        Published other = published("return", 1, "四", "m2");

        assertThat(store.publish(0, first)).isTrue();
        assertThat(store.publish(0, other)).isTrue();
        assertThat(store.publish(1, second)).isTrue();

        assertThat(store.all()).containsExactlyInAnyOrder(first, second, other);
        assertThat(store.all().stream().filter(version -> version.flow().equals("delivery")))
                .containsExactly(first, second);
    }

    @Test
    void a_version_that_lost_the_race_changes_nothing() {
        DefinitionStore store = emptyStore();
        Published winner = published("delivery", 1, "一", "m1");
        store.publish(0, winner);

        assertThat(store.publish(0, published("delivery", 1, "二", Published.FROM_FILE)))
                .isFalse();
        assertThat(store.publish(4, published("delivery", 5, "三", "m2"))).isFalse();
        assertThat(store.all()).containsExactly(winner);
        assertThat(store.importedHash("delivery")).isEmpty();
    }

    @Test
    void a_version_must_follow_the_expected_one() {
        DefinitionStore store = emptyStore();

        assertThatIllegalArgumentException().isThrownBy(() -> store.publish(0, published("delivery", 2, "一", "m1")));
        assertThat(store.all()).isEmpty();
    }

    @Test
    void the_last_import_is_the_last_version_from_a_file() {
        DefinitionStore store = emptyStore();
        Published fromFile = published("delivery", 1, "一", Published.FROM_FILE);
        store.publish(0, fromFile);
        store.publish(1, published("delivery", 2, "二", "m1"));

        assertThat(store.importedHash("delivery")).contains(fromFile.sha256());
        assertThat(store.importedHash("return")).isEmpty();
    }

    @Test
    void of_many_at_once_exactly_one_wins() throws Exception {
        DefinitionStore store = emptyStore();
        List<Callable<Boolean>> attempts = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> store.publish(0, published("delivery", 1, "版本 " + i, "m" + i)))
                .toList();

        int won = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> attempt : threads.invokeAll(attempts)) {
                won += attempt.get() ? 1 : 0;
            }
        }

        assertThat(won).isEqualTo(1);
        assertThat(store.all()).hasSize(1);
    }

    private static Published published(String flow, int version, String text, String author) {
        String canonical = "{\"format\":1,\"text\":\"" + text + "\"}";
        return new Published(
                flow,
                version,
                canonical,
                Sha256.hex(canonical, Sha256.BYTES),
                "# 说明\n" + text,
                author,
                NOW.plusMillis(version));
    }
}
