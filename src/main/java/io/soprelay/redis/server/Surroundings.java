package io.soprelay.redis.server;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded server takes from the machine.
 *
 * @param setsid null where the system has none
 * @param threads makes the watcher's thread
 */
record Surroundings(RedisExecutables executables, @Nullable Path setsid, ThreadFactory threads, Pause pause) {

    static Surroundings ofThisMachine() {
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new Surroundings(
                new RedisExecutables(searchPath),
                ServerLauncher.findSetsid(searchPath),
                Thread.ofVirtual().name("redis-watcher").factory(),
                Thread::sleep);
    }
}
