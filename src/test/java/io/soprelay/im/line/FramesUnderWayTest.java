package io.soprelay.im.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FramesUnderWayTest {
    private final FramesUnderWay frames = new FramesUnderWay();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicBoolean answered = new AtomicBoolean();

    @Test
    void closing_waits_for_the_frame_that_is_handled_and_lets_no_other_in() throws Exception {
        handleOne();
        Thread closing = Thread.ofPlatform().start(() -> frames.close(Duration.ofMinutes(1)));
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        assertThat(frames.handle(() -> {})).isFalse();
        go.countDown();
        closing.join();

        assertThat(answered).isTrue();
    }

    @Test
    void closing_waits_no_longer_than_its_grace() {
        handleOne();

        frames.close(Duration.ofMillis(20));

        assertThat(answered).isFalse();
        go.countDown();
    }

    private void handleOne() {
        assertThat(frames.handle(() -> {
                    try {
                        go.await();
                        answered.set(true);
                    } catch (InterruptedException stopped) {
                        throw new AssertionError(stopped);
                    }
                }))
                .isTrue();
    }
}
