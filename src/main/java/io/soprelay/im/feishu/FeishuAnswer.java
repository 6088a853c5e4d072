package io.soprelay.im.feishu;

import io.soprelay.im.door.PressDesk.Press;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes back to Feishu for one event, over whichever transport, and what happens once it has. Close it after the
 * answer was written, or could not be.
 */
final class FeishuAnswer implements AutoCloseable {
    private final @Nullable ObjectNode body;
    private final @Nullable Press press;
    private final Runnable afterwards;

    private FeishuAnswer(@Nullable ObjectNode body, @Nullable Press press, Runnable afterwards) {
        this.body = body;
        this.press = press;
        this.afterwards = afterwards;
    }

    /** Nothing is known to be committed: the platform must send the event again. */
    static FeishuAnswer sendAgain() {
        return new FeishuAnswer(null, null, () -> {});
    }

    /** Done with; nothing changes on any screen. */
    static FeishuAnswer acknowledged() {
        return of(JsonNodeFactory.instance.objectNode());
    }

    static FeishuAnswer of(ObjectNode body) {
        return new FeishuAnswer(body, null, () -> {});
    }

    /** @param afterwards what to do once the whole body has left for the platform */
    static FeishuAnswer toPress(ObjectNode body, Press press, Runnable afterwards) {
        return new FeishuAnswer(body, press, afterwards);
    }

    /** Null if the platform must send the event again. */
    @Nullable
    ObjectNode body() {
        return body;
    }

    /** The whole body has left for the platform. */
    void written() {
        afterwards.run();
    }

    @Override
    public void close() {
        if (press != null) {
            press.close();
        }
    }
}
