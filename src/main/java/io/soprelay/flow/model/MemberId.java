package io.soprelay.flow.model;

/**
 * Names a person of the company, on whatever platform; never a name, phone or account id.
 *
 * @param value opaque and stable
 */
public record MemberId(String value) implements Comparable<MemberId> {
    /** The product itself: timers, linked records, role changes. Holds no rights and no tasks. */
    public static final MemberId SYSTEM = new MemberId("system");

    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
