package io.soprelay.im.dingtalk;

/**
 * What the company has of a month: calls of the bot, and pushes of the platform, each with a limit of its own.
 *
 * @param calls when they are used up nothing leaves
 * @param pushes messages and presses that come in, however they come; when they are used up messages arrive without words
 */
public record DingTalkMonth(MonthlyCalls calls, MonthlyCalls pushes) implements AutoCloseable {

    /** Reads what was written down before this process began. */
    public void begin() {
        calls.begin();
        pushes.begin();
    }

    @Override
    public void close() {
        calls.close();
        pushes.close();
    }
}
