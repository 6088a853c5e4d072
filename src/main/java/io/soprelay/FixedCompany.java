package io.soprelay;

import io.soprelay.directory.Installation;
import io.soprelay.im.ImInbox;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.ledger.LedgerUnavailableException;

/** The one company of a platform that is served: the first one that calls, from then on. */
final class FixedCompany implements TenantGuard {
    private final Installation installation;
    private final String fact;

    /** @param fact names what is fixed; stored */
    FixedCompany(Installation installation, String fact) {
        this.installation = installation;
        this.fact = fact;
    }

    @Override
    public boolean admits(String company) {
        try {
            return !company.isEmpty() && installation.fixedOnce(fact, company).equals(company);
        } catch (LedgerUnavailableException e) {
            throw new ImInbox.InboxUnavailableException("the company served cannot be read now", e);
        }
    }
}
