package io.soprelay.im.simulator;

import java.time.Duration;

/** What goes wrong between the bot and Feishu, on both sides. */
public final class Faults extends FaultPlan<Faults.Kind> {
    /** One way to go wrong; each call it hits is one use. */
    public enum Kind implements FaultKind {
        /** HTTP 429, 99991400 with both rate headers. */
        TOO_MANY(Side.API),
        /** HTTP 429, 99991400 without a hint when to come back. */
        TOO_MANY_WITHOUT_RESET(Side.API),
        /** HTTP 500, nothing was done. */
        SERVER_ERROR(Side.API),
        /** The call is carried out, then the connection breaks before the answer. */
        LOST_ANSWER(Side.API),
        /** The call is carried out and answered late. */
        SLOW(Side.API),
        /** HTTP 200 with something that is no JSON; the call is carried out. */
        BROKEN_JSON(Side.API),
        /** 99991663, and every token handed out so far has ended. */
        TOKEN_EXPIRED(Side.API),
        /** 230110: the message was deleted. */
        MESSAGE_GONE(Side.API),
        /** 230013: the person is outside the range of the app. */
        PERSON_UNREACHABLE(Side.API),
        /** An event or a press reaches the bot twice at once, byte for byte but for seal and signature. */
        DUPLICATE_CALLBACK(Side.CALLBACK),
        /** An event or a press reaches the bot {@link FaultPlan#lateness} later; the phone has given a press up by then. */
        LATE_CALLBACK(Side.CALLBACK),
        /** An event waits until the next one has been pushed, with none behind it {@link FaultPlan#lateness}. */
        SWAPPED_CALLBACKS(Side.CALLBACK),
        /** The way to the bot takes {@link FaultPlan#callbackDelay}, which a press's 3 s must also pay. */
        SLOW_CALLBACK(Side.CALLBACK),
        /** The call for the address of a long connection is not answered until this is switched off. */
        OPENING_HANGS(Side.LINE);

        private final Side side;

        Kind(Side side) {
            this.side = side;
        }

        @Override
        public Side side() {
            return side;
        }
    }

    private static final String MESSAGES = "/im/v1/messages";

    /** Nothing goes wrong yet; without another path it is calls of the message API that will. */
    public Faults() {
        super(Kind.class, MESSAGES, Duration.ofSeconds(2));
    }

    @Override
    protected String pathOf(Kind kind) {
        // A message can be gone only where a call names it; to send a new one is no such call.
        return kind == Kind.MESSAGE_GONE ? MESSAGES + "/" : MESSAGES;
    }
}
