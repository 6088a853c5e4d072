package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.FaultKind;
import io.soprelay.im.simulator.FaultPlan;
import java.time.Duration;

/** What goes wrong between the bot and DingTalk, on both sides. */
public final class DingTalkFaults extends FaultPlan<DingTalkFaults.Kind> {
    /** One way to go wrong; each call it hits is one use. */
    public enum Kind implements FaultKind {
        /** 403 QpsLimitForAppkeyAndApi (90018). */
        TOO_MANY(Side.API),
        /** 403 QpsLimitForApi (90002): the whole API is hot. */
        API_HOT(Side.API),
        /** 403 ApiCountLimitForOrg (90020); while it is switched on messages reach the bot without their text. */
        MONTH_USED_UP(Side.API),
        /** 403 AccessTokenPermissionDenied. */
        PERMISSION_MISSING(Side.API),
        /** 403 IpNotInWhiteList. */
        ADDRESS_NOT_LISTED(Side.API),
        /** 500 system.busy (88), nothing was done. */
        SYSTEM_BUSY(Side.API),
        /** 200 {@code {"status":1111}}: the address is banned for calling too often. */
        BANNED(Side.API),
        /** The same ban as an HTML page. */
        BANNED_HTML(Side.API),
        /** 400 InvalidAuthentication (42001), and every token handed out so far has ended. */
        TOKEN_EXPIRED(Side.API),
        /** 400 param.contentUnsafe: moderation took offence. */
        CONTENT_UNSAFE(Side.API),
        /** 400 param.cardNotExist. */
        CARD_GONE(Side.API),
        /** The call is carried out, then the connection breaks before the answer. */
        LOST_ANSWER(Side.API),
        /** The call is carried out and answered late. */
        SLOW(Side.API),
        /** HTTP 200 with something that is no JSON; the call is carried out. */
        BROKEN_JSON(Side.API),
        /** Nothing is done, and nothing answered until the platform closes. */
        HANGING(Side.API),
        /** A push reaches the bot twice at once, under the same ids. */
        DUPLICATE_CALLBACK(Side.CALLBACK),
        /** A push reaches the bot {@link FaultPlan#lateness} later; the phone has given a press up by then. */
        LATE_CALLBACK(Side.CALLBACK),
        /** A message or event waits until the next one has been pushed, with none behind it {@link FaultPlan#lateness}. */
        SWAPPED_CALLBACKS(Side.CALLBACK),
        /** The way to the bot takes {@link FaultPlan#callbackDelay}, which a press's 2 s must also pay. */
        SLOW_CALLBACK(Side.CALLBACK),
        /** The Stream's sockets live and answer pings, but nothing is pushed through them. */
        SILENT_STREAM(Side.LINE),
        /** The call that opens a connection is not answered until this is switched off. */
        OPENING_HANGS(Side.LINE),
        /** The app's templates are drafts again: cards of them are refused, those there are can not be drawn. */
        TEMPLATE_UNPUBLISHED(Side.CONSOLE);

        private final Side side;

        Kind(Side side) {
            this.side = side;
        }

        @Override
        public Side side() {
            return side;
        }
    }

    private static final String CARDS = "/v1.0/card";

    /** Nothing goes wrong yet; without another path it is calls about cards that will. */
    public DingTalkFaults() {
        super(Kind.class, CARDS, Duration.ofSeconds(1));
    }

    @Override
    protected String pathOf(Kind kind) {
        return switch (kind) {
            case ADDRESS_NOT_LISTED, BANNED, BANNED_HTML, HANGING, TOKEN_EXPIRED -> "/";
            default -> CARDS;
        };
    }
}
