package io.soprelay.incident;

import io.soprelay.engine.ArchiveRounds;

/** An archive that cannot be written is an incident until it can. */
public final class RefusedArchive implements ArchiveRounds.Watch {
    private static final Trouble TROUBLE = new Trouble.ArchiveRefused();

    private final Incidents incidents;

    public RefusedArchive(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void refused(String reason) {
        incidents.occurred(TROUBLE, Occurrence.of(reason));
    }

    @Override
    public void wrote() {
        incidents.healed(TROUBLE);
    }
}
