package io.soprelay.redis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisExecutablesTest {

    @TempDir
    Path temp;

    @Test
    void the_newest_on_the_path_wins_whatever_its_name() throws IOException {
        Path old = program("a", "redis-server", "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0");
        Path newest = program("b", "valkey-server", "Valkey server v=8.1.3 sha=00000000:0");
        RedisExecutable found = path(old, newest).find(null, temp.resolve("bin"));
        assertThat(found).isEqualTo(new RedisExecutable(newest, new ServerVersion(8, 1, 3)));
    }

    @Test
    void programs_too_old_or_broken_are_passed_over_for_the_bundled_one() throws IOException {
        Path old = program("a", "redis-server", "Redis server v=6.0.16 sha=00000000:0");
        Path broken = program("b", "redis-server", "error while loading shared libraries: libssl.so.9");
        Path bin = temp.resolve("bin");
        RedisExecutable found = path(old, broken).find(null, bin);
        assertThat(found.path().getParent()).isEqualTo(bin);
        assertThat(found.version().isOlderThan(ServerVersion.OLDEST)).isFalse();
    }

    @Test
    void a_damaged_unpacked_program_is_unpacked_again() throws IOException {
        Path bin = temp.resolve("bin");
        Path program = path().find(null, bin).path();
        byte[] whole = Files.readAllBytes(program);
        Files.writeString(program, "cut short");
        assertThat(path().find(null, bin).path()).isEqualTo(program);
        assertThat(Files.readAllBytes(program)).isEqualTo(whole);
        try (var files = Files.list(bin)) {
            assertThat(files).containsExactly(program);
        }
    }

    @Test
    void the_configured_program_wins_over_a_newer_one() throws IOException {
        Path newest = program("a", "redis-server", "Redis server v=8.0.0");
        Path configured = program("b", "my-redis", "Redis server v=7.2.4");
        assertThat(path(newest).find(configured, temp).path()).isEqualTo(configured);
    }

    @Test
    void a_configured_program_that_does_not_fit_is_refused_and_not_replaced() throws IOException {
        Path newest = program("a", "redis-server", "Redis server v=8.0.0");
        Path old = program("b", "redis-server", "Redis server v=5.0.14");
        for (Path configured : new Path[] {old, temp.resolve("missing"), temp}) {
            assertThatThrownBy(() -> path(newest).find(configured, temp))
                    .isInstanceOfSatisfying(
                            EmbeddedRedisException.class,
                            e -> assertThat(e.reason()).isEqualTo(EmbeddedRedisException.Reason.NO_EXECUTABLE))
                    .hasMessageContaining("relay.redis.executable is " + configured);
        }
    }

    private RedisExecutables path(Path... programs) {
        StringBuilder path = new StringBuilder();
        for (Path program : programs) {
            path.append(program.getParent()).append(':');
        }
        return new RedisExecutables(path.toString());
    }

    private Path program(String folder, String name, String answer) throws IOException {
        Path program = Files.createDirectories(temp.resolve(folder)).resolve(name);
        Files.writeString(program, "#!/bin/sh\necho '" + answer + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
