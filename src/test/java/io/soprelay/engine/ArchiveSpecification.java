package io.soprelay.engine;

import io.soprelay.testkit.TestRedis;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a store and an archive of its own. */
abstract class ArchiveSpecification {
    @TempDir
    Path folder;

    ArchiveWorld world;

    @BeforeEach
    void opens() {
        TestRedis.flush();
        world = new ArchiveWorld(folder);
    }

    @AfterEach
    void closes() {
        world.close();
    }
}
