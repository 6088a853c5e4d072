package io.soprelay.im.simulator.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PicturesTest {

    @Test
    void no_paper_is_like_another() {
        Set<ByteBuffer> papers = new HashSet<>();

        for (int i = 0; i < 2000; i++) {
            papers.add(ByteBuffer.wrap(Pictures.paper()));
        }

        assertThat(papers).hasSize(2000);
    }
}
