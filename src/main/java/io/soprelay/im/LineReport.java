package io.soprelay.im;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the connection is that the bot itself opens to a platform, for admins. All moments are the machine's.
 *
 * @param connectedSince null while there is no connection
 * @param problem what went wrong last, with its time; null if nothing did
 */
public record LineReport(
        Platform platform,
        @Nullable Instant connectedSince,
        @Nullable String problem) {}
