package io.soprelay.im;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a platform, for admins.
 *
 * @param findings what has to be repaired; empty if nothing is known to be wrong
 * @param calls what the company pays for; null where calls are not counted
 * @param pushes what the platform sends to the bot, which the company pays for too; null where it does not
 */
public record PlatformState(
        Platform platform,
        List<Finding> findings,
        @Nullable Calls calls,
        @Nullable Calls pushes) {
    public PlatformState {
        findings = List.copyOf(findings);
    }

    /** Of a platform that costs nothing. */
    public static PlatformState free(Platform platform, List<Finding> findings) {
        return new PlatformState(platform, findings, null, null);
    }

    /**
     * Of this calendar month.
     *
     * @param spent whether the platform takes no more of them, whatever was counted: others may use them up too
     */
    public record Calls(long used, long limit, boolean spent) {}
}
