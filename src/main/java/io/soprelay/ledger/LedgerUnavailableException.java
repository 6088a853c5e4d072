package io.soprelay.ledger;

/** The store is away. Nothing that was acknowledged is lost. */
public final class LedgerUnavailableException extends RuntimeException {
    private final boolean outcomeUnknown;

    /** @param outcomeUnknown whether the act may have been applied: repeat it with the same command id */
    public LedgerUnavailableException(String message, boolean outcomeUnknown, Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
