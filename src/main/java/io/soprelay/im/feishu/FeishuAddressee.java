package io.soprelay.im.feishu;

import io.soprelay.im.ImInbox.InboxUnavailableException;
import io.soprelay.im.door.CallbackCounters.Outcome;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.feishu.FeishuVerifier.Verdict;
import io.soprelay.im.feishu.FeishuWire.Envelope;
import io.soprelay.im.feishu.FeishuWire.Header;
import java.util.function.Predicate;

/**
 * Decides whether an authentic event is meant for this app and comes from the company served. Used on every transport,
 * after the transport has made sure that Feishu itself speaks. Thread safe.
 */
final class FeishuAddressee {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    private final String appId;
    private final TenantGuard tenants;

    FeishuAddressee(String appId, TenantGuard tenants) {
        this.appId = appId;
        this.tenants = tenants;
    }

    /** @param isFresh asked with the event's type, before the company is looked up */
    Verdict admit(Envelope envelope, Header header, Predicate<String> isFresh) {
        if (!appId.equals(header.appId())) {
            return new Verdict.Refused(Outcome.OTHER_APP, FORBIDDEN);
        }
        String eventType = header.eventType();
        if (eventType == null || header.eventId() == null || header.tenantKey() == null) {
            return new Verdict.Refused(Outcome.MALFORMED, BAD_REQUEST);
        }
        if (!isFresh.test(eventType)) {
            return new Verdict.Refused(Outcome.STALE, UNAUTHORISED);
        }
        try {
            return tenants.admits(header.tenantKey())
                    ? new Verdict.Verified(envelope, header, eventType)
                    : new Verdict.Refused(Outcome.OTHER_TENANT, FORBIDDEN);
        } catch (InboxUnavailableException away) {
            return new Verdict.Unknown(eventType);
        }
    }
}
