package io.soprelay;

import io.soprelay.im.line.Line;
import org.springframework.context.SmartLifecycle;

/** Opens a line once everything is wired, and closes it before anything that a frame needs is taken down. */
final class LineLife implements SmartLifecycle {
    private final Line line;
    private volatile boolean running;

    LineLife(Line line) {
        this.line = line;
    }

    @Override
    public void start() {
        running = true;
        line.start();
    }

    @Override
    public void stop() {
        running = false;
        line.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
