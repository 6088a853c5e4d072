package io.soprelay.im;

import java.time.Instant;

/**
 * Something a platform's answers reveal that an admin has to repair there.
 *
 * @param detail what the platform says, with its request id; for people who look for the cause
 * @param since by the machine's clock
 */
public record Finding(Kind kind, String detail, Instant since) {

    /** What is wrong; each has a message {@code finding.<platform>.<kind>} that says what to do in the console. */
    public enum Kind {
        /** Id and secret of the app do not fit. */
        CREDENTIALS,
        /** A scope or permission point is missing, or the app was not published after it was granted. */
        PERMISSION,
        /** The bot is switched off, or the app is not published. */
        BOT_OFF,
        /** The card template is not there or not published. */
        TEMPLATE,
        /** The platform does not accept calls from this machine's address. */
        ADDRESS,
        /** This machine's clock is more than a minute off: signatures would be refused. */
        CLOCK,
        /** The company's calls of this month are used up. */
        QUOTA;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
