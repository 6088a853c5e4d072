package io.soprelay.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What an act was decided from: a commit is applied only to this very version.
 *
 * @param version that was loaded; 0 if the aggregate does not exist yet, -1 ({@link #ANY}) if it does not matter
 * @param seal of that version, as it was loaded; null if it is not known, then the store looks it up before it commits
 * @param state of that version, as it was loaded; null where the seal is
 */
public record Basis(long version, byte @Nullable [] seal, byte @Nullable [] state) {
    /** Nothing: the aggregate is made. */
    public static final Basis NEW = new Basis(0, null, null);

    /** For aggregates whose entries do not depend on each other; they have no chain. */
    public static final Basis ANY = new Basis(-1, null, null);

    public Basis(long version, byte @Nullable [] seal, byte @Nullable [] state) {
        if (version < -1) {
            throw new IllegalArgumentException("An expected version is -1 or more, but was " + version);
        }
        this.version = version;
        this.seal = seal;
        this.state = state;
    }

    /** A version whose seal the caller has not read. */
    public static Basis version(long version) {
        return new Basis(version, null, null);
    }

    boolean isAny() {
        return version == -1;
    }
}
