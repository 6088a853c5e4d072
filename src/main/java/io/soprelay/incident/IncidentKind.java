package io.soprelay.incident;

import java.util.Locale;

/** What sort of trouble it is; a meter and messages are named by it. */
public enum IncidentKind {
    /** A person work waits for, or something was to be told to, gets nothing from the bot. */
    UNREACHABLE,
    /** Nobody holds a role that work waits for. */
    ROLE_EMPTY,
    /** A platform refuses for something an admin has to repair there: a scope, the secret, the template. */
    PLATFORM,
    /** What the company pays for in a month is used up. */
    QUOTA,
    /** Nothing has gone through to a platform for long. */
    AWAY,
    /** One thing that was to leave cannot; it is kept with the incident. */
    GIVEN_UP,
    /** One thing that is to leave has failed for long; it waits and is tried on. */
    FAILING,
    /** A record cannot be read or repaired by the rescan. */
    RECORD,
    /** The store has forgotten what it had acknowledged. */
    ROLLED_BACK,
    /** A history in the store is not what was committed, or is gone. */
    HISTORY,
    /** What has long been over cannot be written to the archive, so the store grows. */
    ARCHIVE;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
