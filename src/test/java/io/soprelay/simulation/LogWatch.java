package io.soprelay.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Hears what the product logs as an error in this thread: what it repairs by trying again would otherwise go unseen.
 * Keeps everything else out of the console.
 */
final class LogWatch implements AutoCloseable {
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.soprelay");
    private static int watchers;

    private final Thread thread = Thread.currentThread();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.ERROR && Thread.currentThread() == thread && error == null) {
                error = event.getFormattedMessage() + cause(event);
            }
        }
    };
    private @Nullable String error;

    LogWatch() {
        appender.setContext(OURS.getLoggerContext());
        appender.start();
        OURS.addAppender(appender);
        watch(1);
    }

    private static synchronized void watch(int more) {
        watchers += more;
        OURS.setLevel(watchers > 0 ? Level.ERROR : null);
        OURS.setAdditive(watchers == 0);
    }

    private static String cause(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy
                ? ": " + Run.described(proxy.getThrowable())
                : "";
    }

    /** The first error there was. */
    Optional<Violation> error() {
        return Optional.ofNullable(error).map(text -> new Violation("I0", "logged: " + text));
    }

    @Override
    public void close() {
        OURS.detachAppender(appender);
        watch(-1);
    }
}
