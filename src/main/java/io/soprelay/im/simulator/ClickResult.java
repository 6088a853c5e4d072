package io.soprelay.im.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What a person sees after a press.
 *
 * @param toast null when none was shown
 * @param cardChanged did the answer bring a card that differs from the one pressed?
 * @param httpStatus of the callback, or the code of its acknowledgement where it went over a socket; 0 when no call was
 *     made or answered
 * @param errorCode what Feishu shows when the answer was late, missing or wrong (200341, 200671, 200672, 200673 …);
 *     DingTalk shows nothing, there it is a small number of the simulator's own; 0 when all was well
 * @param block why the app on the phone made no call at all; null when it did
 */
public record ClickResult(
        @Nullable Toast toast,
        boolean cardChanged,
        int httpStatus,
        int errorCode,
        @Nullable Blocked block) {

    /** The app made no call. */
    public static ClickResult blocked(Blocked.Why why, String... facts) {
        return new ClickResult(null, false, 0, 0, Blocked.by(why, facts));
    }

    /** No answer, or none that can be used. */
    public static ClickResult failed(int httpStatus, int errorCode) {
        return new ClickResult(null, false, httpStatus, errorCode, null);
    }

    /** Why the app made no call at all, in English; empty when it did. */
    public String blocked() {
        return block == null ? "" : block.sentence();
    }

    /** The words of the toast; empty when there was none. */
    public String toastText() {
        return toast == null ? "" : toast.content();
    }

    /** Answered in time, with nothing wrong in the answer. A refusal by toast is an answer too. */
    public boolean answered() {
        return httpStatus == 200 && errorCode == 0;
    }
}
