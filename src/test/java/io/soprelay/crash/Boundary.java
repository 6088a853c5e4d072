package io.soprelay.crash;

import io.soprelay.testkit.company.Platform;

/** A moment between two steps of the bot that shows outside it: at the store's door, or at the platform's. */
enum Boundary {
    NUMBERED("number given, reply lost", Act.START, Step.ANSWERED, "number", true),
    STARTED("record begun, reply lost", Act.START, Step.ANSWERED, "commit", true),
    TOKEN_FETCHED("token fetched", Act.FORM, Step.TOLD, "token", false),
    RECEIVED("press on its way", Act.PRESS, Step.ASKED, "callback", false),
    READING("before the read", Act.PRESS, Step.ASKED, "load", false),
    LOADED("read, before it is decided", Act.PRESS, Step.ANSWERED, "load", false),
    COMMITTING("decided, before the commit", Act.PRESS, Step.ASKED, "commit", false),
    COMMITTED("committed, reply lost", Act.PRESS, Step.ANSWERED, "commit", true),
    ANSWERING("answer to the press lost", Act.PRESS, Step.ANSWERED, "callback", true),
    ANSWERED("after the answer", Act.PRESS, Step.TOLD, "callback", false),
    SETTLING("before the answer's receipt", Act.PRESS, Step.ASKED, "answered", false),
    LEASED("outbox leased", Act.PRESS, Step.TOLD, "claim", false),
    LEASE_LOST("outbox leased, reply lost", Act.PRESS, Step.ANSWERED, "claim", true),
    SENDING("before the card is sent", Act.PRESS, Step.ASKED, "card", false),
    SENT("card sent, answer lost", Act.PRESS, Step.ANSWERED, "card", true),
    RECEIPT("before the card's receipt", Act.PRESS, Step.ASKED, "shown", false),
    RECEIPT_LOST("card's receipt applied, reply lost", Act.PRESS, Step.ANSWERED, "shown", true),
    DONE("card done", Act.PRESS, Step.TOLD, "shown", false),
    SENT_PICTURE("picture on its way", Act.PICTURE, Step.ASKED, "callback", false),
    NOT_ACKNOWLEDGED("picture taken, acknowledgement lost", Act.PICTURE, Step.ANSWERED, "callback", true),
    FETCHING("before the picture is fetched", Act.PICTURE, Step.ASKED, "picture", false),
    FETCHED("picture fetched, answer lost", Act.PICTURE, Step.ANSWERED, "picture", true),
    KEEPING("picture kept, before the commit", Act.PICTURE, Step.ASKED, "commit", false),
    KEPT("picture committed, reply lost", Act.PICTURE, Step.ANSWERED, "commit", true),
    TIMER_LEASED("timer leased", Act.TIMER, Step.TOLD, "claim", false),
    TIMER_COMMITTING("timer, before the commit", Act.TIMER, Step.ASKED, "commit", false),
    TIMER_COMMITTED("timer committed, reply lost", Act.TIMER, Step.ANSWERED, "commit", true),
    ARCHIVE_READ("archive read", Act.ARCHIVE, Step.TOLD, "inspect", false),
    FLUSHED("archive flushed, before the store is told", Act.ARCHIVE, Step.ASKED, ScriptCall.HEAD, false),
    TRIMMING("archive flushed, before trim", Act.ARCHIVE, Step.ASKED, "trim", false),
    TRIMMED("archive trimmed, reply lost", Act.ARCHIVE, Step.ANSWERED, "trim", true);

    /** What somebody does, or time. */
    enum Act {
        /** The form of a new delivery is asked for, of a bot that has just begun and has no token that the platform takes. */
        FORM,
        /** It is submitted. */
        START,
        /** Its approval is pressed, and the next task's card goes out. */
        PRESS,
        /** Its picture is sent. */
        PICTURE,
        /** That task falls due. */
        TIMER,
        /** A delivery that was cancelled leaves the store after its retention. */
        ARCHIVE
    }

    /** Where a call stands. */
    enum Step {
        /** It has come to the door. */
        ASKED,
        /** It has been carried out; the caller has not heard. */
        ANSWERED,
        /** The caller has heard. */
        TOLD
    }

    private final String words;
    private final Act act;
    private final Step step;
    private final String call;
    private final boolean lost;

    Boundary(String words, Act act, Step step, String call, boolean lost) {
        this.words = words;
        this.act = act;
        this.step = step;
        this.call = call;
        this.lost = lost;
    }

    String words() {
        return words;
    }

    Act act() {
        return act;
    }

    Step step() {
        return step;
    }

    /** A script of the store, or a call of or to the platform: {@code callback}, {@code token}, {@code card}
     * or {@code picture}. */
    String call() {
        return call;
    }

    /** Whether the answer does not arrive, whatever else happens. */
    boolean lost() {
        return lost;
    }

    /**
     * Whether somebody who hears nothing of a form asks for it again. Feishu pushes again what was not acknowledged, and
     * what was acknowledged must not be lost: who asked again would hide that.
     */
    boolean isAskedAgain(Platform platform, boolean acknowledged) {
        return act == Act.FORM && platform == Platform.DINGTALK && !acknowledged;
    }
}
