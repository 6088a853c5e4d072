package io.soprelay.testkit;

import org.jspecify.annotations.Nullable;

/** What waits in one of the {@link InMemorySchedules}, leased or not. */
final class InMemoryEntry {
    final String id;
    long due;
    byte[] payload;
    /** 0 while nobody holds it. */
    long token;

    int attempts;
    long wanted;
    byte @Nullable [] memo;
    /** Whether it was brought back during this lease. */
    boolean broughtBack;

    InMemoryEntry(String id, long due, long wanted, byte[] payload) {
        this.id = id;
        this.due = due;
        this.wanted = wanted;
        this.payload = payload;
    }

    boolean leased(long at) {
        return token != 0 && due > at;
    }

    void release(long at) {
        due = at;
        token = 0;
        broughtBack = false;
    }
}
