package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.ledger.Ledger;
import io.soprelay.media.MediaId;
import io.soprelay.testkit.InMemoryLedger;
import io.soprelay.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The key under which a platform has a picture is in the store; the memory of a process holds the last ones alone. */
class LedgerUploadedKeysTest {
    private final InMemoryLedger store = new InMemoryLedger(new SettableClock(Instant.parse("2026-11-22T08:00:00Z")));
    private int reads;
    private final Ledger counted = (Ledger) Proxy.newProxyInstance(
            Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                reads += method.getName().equals("load") ? 1 : 0;
                return method.invoke(store, arguments);
            });
    private final LedgerUploadedKeys keys = new LedgerUploadedKeys(counted, "app");

    @Test
    void a_key_is_known_after_a_restart_and_gone_when_it_is_forgotten() {
        keys.remember(media(1), "img_1");
        assertThat(new LedgerUploadedKeys(store, "app").find(media(1))).contains("img_1");
        assertThat(new LedgerUploadedKeys(store, "another app").find(media(1))).isEmpty();

        keys.forget(media(1));
        assertThat(keys.find(media(1))).isEmpty();
        assertThat(new LedgerUploadedKeys(store, "app").find(media(1))).isEmpty();
    }

    @Test
    void what_was_asked_for_lately_is_not_read_again_whether_there_is_a_key_or_not() {
        keys.remember(media(1), "img_1");
        assertThat(keys.find(media(2))).isEmpty();
        assertThat(reads).isEqualTo(1);
        assertThat(keys.find(media(1))).contains("img_1");
        assertThat(keys.find(media(2))).isEmpty();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void a_bot_that_has_shown_ever_so_many_pictures_remembers_the_last_thousand() {
        for (int i = 0; i <= LedgerUploadedKeys.REMEMBERED_MAX; i++) {
            keys.remember(media(i), "img_" + i);
        }
        assertThat(keys.find(media(1))).contains("img_1");
        assertThat(reads).isZero();
        assertThat(keys.find(media(0))).contains("img_0");
        assertThat(reads).as("the oldest had to make room").isEqualTo(1);
    }

    private static MediaId media(int number) {
        return new MediaId("%08x".formatted(number) + "0".repeat(56));
    }
}
