package io.soprelay.im.door;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Fixes the company (Feishu {@code tenant_key}, DingTalk {@code corpId}) at first contact: one installation serves one company. Asked only about
 * verified calls. The root wires a durable one.
 */
@FunctionalInterface
public interface TenantGuard {

    /**
     * Whether this company is served; the first company ever asked about is, from then on no other.
     *
     * @throws io.soprelay.im.ImInbox.InboxUnavailableException when the answer cannot be known now
     */
    boolean admits(String tenantKey);

    /** Remembers the company until the process ends. */
    static TenantGuard inMemory() {
        AtomicReference<String> first = new AtomicReference<>("");
        return tenantKey -> {
            if (tenantKey.isEmpty()) {
                return false;
            }
            first.compareAndSet("", tenantKey);
            return tenantKey.equals(first.get());
        };
    }
}
