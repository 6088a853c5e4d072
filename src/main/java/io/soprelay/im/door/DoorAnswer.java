package io.soprelay.im.door;

import io.soprelay.im.door.PressDesk.Press;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What goes back to a platform for one call, over whichever transport, and what happens once it has. Close it after the
 * answer was written, or could not be.
 */
public final class DoorAnswer implements AutoCloseable {
    private final @Nullable ObjectNode body;
    private final @Nullable Press press;
    private final Runnable afterwards;
    private final boolean foreign;

    private DoorAnswer(@Nullable ObjectNode body, @Nullable Press press, Runnable afterwards, boolean foreign) {
        this.body = body;
        this.press = press;
        this.afterwards = afterwards;
        this.foreign = foreign;
    }

    /** Nothing is known to be committed: the platform must send it again. */
    public static DoorAnswer sendAgain() {
        return new DoorAnswer(null, null, () -> {}, false);
    }

    /** From a company that is not served: nothing was done. */
    public static DoorAnswer foreign() {
        return new DoorAnswer(null, null, () -> {}, true);
    }

    /** Done with; nothing changes on any screen. */
    public static DoorAnswer acknowledged() {
        return of(JsonNodeFactory.instance.objectNode());
    }

    public static DoorAnswer of(ObjectNode body) {
        return new DoorAnswer(body, null, () -> {}, false);
    }

    /** @param afterwards what to do once the whole body has left for the platform */
    public static DoorAnswer toPress(ObjectNode body, Press press, Runnable afterwards) {
        return new DoorAnswer(body, press, afterwards, false);
    }

    /** Whether the call came from a company that is not served. */
    public boolean isForeign() {
        return foreign;
    }

    /** Null if the call is not answered: it must come again, or is not for us. */
    public @Nullable ObjectNode body() {
        return body;
    }

    /** The whole body has left for the platform. */
    public void written() {
        afterwards.run();
    }

    @Override
    public void close() {
        if (press != null) {
            press.close();
        }
    }
}
