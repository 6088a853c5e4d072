package io.soprelay.ledger;

/** The archive holds it, so the store commits nothing to it: whoever reads the archive recalls it and commits again. */
public final class ArchivedException extends RuntimeException {
    private final AggregateId aggregate;
    private final String place;

    public ArchivedException(AggregateId aggregate, String place) {
        super("%s is in the archive, at %s".formatted(aggregate, place));
        this.aggregate = aggregate;
        this.place = place;
    }

    public AggregateId aggregate() {
        return aggregate;
    }

    public String place() {
        return place;
    }
}
