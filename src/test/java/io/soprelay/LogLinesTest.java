package io.soprelay;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One event is one line, whatever people wrote. */
class LogLinesTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("io.soprelay.security");
    private final PatternLayout layout = layout();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\n20:00:00.000 INFO  io.soprelay.act forged",
                "a\r\nforged",
                "a\u2028forged",
                "a\u0085forged",
                "a\u001B[2Jforged",
                "a\u202Edegrof",
                "a\tb\u0000c"
            })
    void nothing_in_a_message_or_an_exception_begins_a_line_or_moves_a_cursor(String hostile) {
        for (String line : new String[] {
            line(hostile, null),
            line("failed", new IllegalStateException(hostile)),
            line(hostile, new IllegalStateException("outer", new IOException(hostile)))
        }) {
            assertThat(line).endsWith("\n");
            assertThat(line.substring(0, line.length() - 1).codePoints())
                    .noneMatch(point -> Character.isISOControl(point)
                            || Character.getType(point) == Character.LINE_SEPARATOR
                            || point == 0x202E);
        }
    }

    @Test
    void an_ordinary_line_is_as_it_was_written_and_an_exception_stands_behind_it() {
        assertThat(line("小李 完成 FH-1", null)).endsWith(" 小李 完成 FH-1\n");
        assertThat(line("failed", new IllegalStateException("because")))
                .contains(" failed java.lang.IllegalStateException: because ")
                .endsWith("\n");
    }

    private String line(String message, @Nullable Throwable failure) {
        return layout.doLayout(new LoggingEvent("x", logger, Level.WARN, message, failure, null));
    }

    private PatternLayout layout() {
        try (InputStream file = LogLinesTest.class.getResourceAsStream("/application.properties")) {
            Properties settings = new Properties();
            settings.load(Objects.requireNonNull(file));
            PatternLayout made = new PatternLayout();
            made.setContext(context);
            made.setPattern(settings.getProperty("logging.pattern.console"));
            made.start();
            return made;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
