package io.soprelay.im.simulator;

/** One event on its way to the bot; the same id and content at every attempt. */
public final class Delivery {
    private final String eventId;
    private final String plain;
    private final String messageId;
    private int attempts;
    private boolean delivered;
    private CallbackAnswer last = new CallbackAnswer(0, "", CallbackAnswer.Problem.NONE);

    /** @param plain the callback in clear, as it is sent at every attempt */
    public Delivery(String eventId, String plain, String messageId) {
        this.eventId = eventId;
        this.plain = plain;
        this.messageId = messageId;
    }

    public String eventId() {
        return eventId;
    }

    /** The message the event tells of; empty for other events. */
    public String messageId() {
        return messageId;
    }

    /** Has the bot answered 200 to any attempt? */
    public synchronized boolean delivered() {
        return delivered;
    }

    public synchronized int attempts() {
        return attempts;
    }

    /** The answer to the newest attempt. */
    public synchronized CallbackAnswer last() {
        return last;
    }

    /** The callback in clear. */
    public String plain() {
        return plain;
    }

    /** Notes the answer to one more attempt. */
    public synchronized void note(CallbackAnswer answer) {
        attempts++;
        last = answer;
        delivered |= answer.ok();
    }
}
