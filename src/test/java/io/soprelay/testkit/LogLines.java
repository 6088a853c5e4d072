package io.soprelay.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What one logger says during a test. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {
    private final Logger log;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    /** @param name of the logger */
    public LogLines(String name) {
        log = (Logger) LoggerFactory.getLogger(name);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lines.start();
        log.addAppender(lines);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        log.detachAppender(lines);
    }

    public List<ILoggingEvent> events() {
        return List.copyOf(lines.list);
    }
}
