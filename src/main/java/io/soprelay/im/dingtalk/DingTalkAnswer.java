package io.soprelay.im.dingtalk;

import io.soprelay.im.door.PressDesk.Press;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes back to DingTalk for one call, over whichever transport, and what happens once it has. Close it after the
 * answer was written, or could not be.
 */
final class DingTalkAnswer implements AutoCloseable {
    private final @Nullable ObjectNode body;
    private final @Nullable Press press;
    private final boolean wholeCardShown;
    private final boolean foreign;

    private DingTalkAnswer(@Nullable ObjectNode body, @Nullable Press press, boolean wholeCardShown, boolean foreign) {
        this.foreign = foreign;
        this.body = body;
        this.press = press;
        this.wholeCardShown = wholeCardShown;
    }

    /** Nothing is known to be committed: the platform must send it again. */
    static DingTalkAnswer sendAgain() {
        return new DingTalkAnswer(null, null, false, false);
    }

    /** From a company that is not served: nothing was done. */
    static DingTalkAnswer foreign() {
        return new DingTalkAnswer(null, null, false, true);
    }

    /** Done with; nothing changes on any screen. */
    static DingTalkAnswer acknowledged() {
        return new DingTalkAnswer(JsonNodeFactory.instance.objectNode(), null, false, false);
    }

    /** Changes these variables of the pressed card and no others. */
    static DingTalkAnswer changing(Map<String, String> variables) {
        return new DingTalkAnswer(body(variables), null, false, false);
    }

    /** @param wholeCardShown whether the person then sees everything the answer wanted to show */
    static DingTalkAnswer toPress(Map<String, String> variables, Press press, boolean wholeCardShown) {
        return new DingTalkAnswer(body(variables), press, wholeCardShown, false);
    }

    /** Whether the call came from a company that is not served. */
    boolean isForeign() {
        return foreign;
    }

    /** Null if the call is not answered: it must come again, or is not for us. */
    @Nullable
    ObjectNode body() {
        return body;
    }

    /** The whole body has left for the platform. */
    void written() {
        if (press != null) {
            press.written(wholeCardShown);
        }
    }

    @Override
    public void close() {
        if (press != null) {
            press.close();
        }
    }

    private static ObjectNode body(Map<String, String> variables) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("cardUpdateOptions").put("updateCardDataByKey", true).put("updatePrivateDataByKey", true);
        ObjectNode map = body.putObject("cardData").putObject("cardParamMap");
        variables.forEach(map::put);
        return body;
    }
}
