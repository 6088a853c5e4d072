package io.soprelay.im.simulator;

/** Whether messages of the app reach a person, and what Feishu answers when they do not. */
public enum Reach {
    REACHABLE(0, ""),
    OUT_OF_RANGE(230013, "Bot has NO availability to this user."),
    /** Has left the company: can not be mentioned either (100290), and the directory says so. */
    RESIGNED(230029, "User has resigned."),
    MUTED(230053, "The user has stopped the bot from sending messages."),
    BLOCKED(230035, "Send Message Permission deny.");

    private final int code;
    private final String message;

    Reach(int code, String message) {
        this.code = code;
        this.message = message;
    }

    /** @throws FeishuRefusal unless the person can be reached */
    void require() {
        if (this != REACHABLE) {
            throw new FeishuRefusal(code, message);
        }
    }
}
