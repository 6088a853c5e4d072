package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.line.WebSocketPeer;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One Stream connection of a bot: what it subscribed to, and frames to it. Safe for many threads. */
final class StreamConnection {
    private static final int NORMAL_END = 1000;

    private final String id;
    private final Set<String> topics;
    private final WebSocketPeer peer;
    private volatile Instant lastPing;
    private volatile boolean told;
    private volatile boolean mute;
    private volatile Instant toClose = Instant.MAX;

    /** @param topics each {@code TYPE topic}, as it was subscribed */
    StreamConnection(String id, Set<String> topics, WebSocketPeer peer, Instant now) {
        this.id = id;
        this.topics = topics;
        this.peer = peer;
        this.lastPing = now;
    }

    String id() {
        return id;
    }

    boolean isOver(WebSocketPeer one) {
        return peer == one;
    }

    /** Is it subscribed and not about to be closed? */
    boolean takes(String type, String topic) {
        return !told && (topics.contains(type + " " + topic) || topics.contains(type + " *"));
    }

    /** A frame to the bot; false when the connection is gone. */
    boolean send(String frame) {
        return peer.text(frame);
    }

    boolean system(String topic, String messageId, ObjectNode data, Instant now) {
        ObjectNode frame = Json.object().put("specVersion", "1.0").put("type", "SYSTEM");
        frame.putObject("headers")
                .put("connectionId", id)
                .put("contentType", "application/json")
                .put("messageId", messageId)
                .put("time", Long.toString(now.toEpochMilli()))
                .put("topic", topic);
        return send(Json.write(frame.put("data", Json.write(data))));
    }

    Instant lastPing() {
        return lastPing;
    }

    void pinged(Instant now) {
        lastPing = now;
    }

    /** From now on nothing is pushed; it is closed at that moment. */
    void closesAt(Instant moment) {
        told = true;
        toClose = moment;
    }

    Instant toClose() {
        return toClose;
    }

    /** Says good-bye, then lets go without waiting for an answer. */
    void leave() {
        peer.close(NORMAL_END);
        peer.cut();
    }

    void freezes() {
        peer.freeze();
    }

    /** From now on pushes are lost on their way, and nothing else. */
    void mutes() {
        mute = true;
    }

    boolean isMute() {
        return mute;
    }

    /** Lets go without a word. */
    void breaks() {
        peer.cut();
    }
}
