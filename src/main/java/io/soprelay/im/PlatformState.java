package io.soprelay.im;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a platform, for admins.
 *
 * @param findings what has to be repaired; empty if nothing is known to be wrong
 * @param calls what the company pays for; null where calls are not counted
 */
public record PlatformState(
        Platform platform, List<Finding> findings, @Nullable Calls calls) {
    public PlatformState {
        findings = List.copyOf(findings);
    }

    /** Calls of this calendar month. */
    public record Calls(long used, long limit) {}
}
