package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.settings.RedisSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.TestChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryKeyTest {
    @TempDir
    private Path folder;

    @Test
    void the_first_start_makes_one_that_only_this_user_reads_and_later_ones_use_it() throws IOException {
        RedisSettings settings = RedisSettings.embedded(folder.resolve("redis"));
        String name = HistoryKey.chain(settings).keyName();
        Path file = folder.resolve("redis").resolve(HistoryKey.FILE);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        assertThat(HistoryKey.chain(settings).keyName()).isEqualTo(name);
        assertThat(Files.readString(file)).as("its name tells nothing of it").doesNotContain(name);
        assertThat(HistoryKey.chain(RedisSettings.embedded(folder.resolve("other")))
                        .keyName())
                .isNotEqualTo(name);
    }

    @Test
    void a_key_in_the_settings_is_used_and_kept_nowhere() {
        RedisSettings settings = new RedisSettings(
                "standalone",
                List.of("db:6379"),
                Secret.NONE,
                "",
                folder.resolve("redis"),
                null,
                "always",
                null,
                Secret.of(TestChain.KEY));
        assertThat(HistoryKey.chain(settings).keyName()).isEqualTo(TestChain.CHAIN.keyName());
        assertThat(folder.resolve("redis")).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_used_is_said_in_one_sentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> HistoryKey.chain(RedisSettings.embedded(file)))
                .isInstanceOf(EmbeddedRedisException.class)
                .hasMessageContainingAll("cannot be kept in", "relay.redis.history-key");
    }
}
