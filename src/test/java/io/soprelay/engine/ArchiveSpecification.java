package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowInstance;
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

    /** Long enough ago that it is in the archive. */
    final void archived(FlowInstance record) throws Exception {
        world.rescans();
        world.passes(ArchiveWorld.RETENTION.plusDays(1));
        world.rescans();
        world.archives();
        assertThat(world.place(record)).isNotNull();
    }
}
