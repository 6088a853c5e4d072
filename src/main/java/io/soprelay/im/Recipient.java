package io.soprelay.im;

/** Where a message may go: to one person, or to everybody in a group. */
public sealed interface Recipient permits Account, GroupChat {

    Platform platform();

    /** What the platform calls it. */
    String id();
}
