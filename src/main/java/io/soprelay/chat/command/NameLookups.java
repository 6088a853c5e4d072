package io.soprelay.chat.command;

import io.soprelay.im.Account;
import io.soprelay.im.ImGateway;
import io.soprelay.im.ImGateway.Lookup;
import io.soprelay.im.ImGateway.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks platforms who somebody is, and remembers for a while that they did not tell: an app without the right to read
 * contacts would otherwise ask before each of its answers. Safe for concurrent use; one account is asked about once at a
 * time.
 */
final class NameLookups {
    /** An admin may have granted the scope meanwhile. */
    static final Duration UNTOLD_FOR = Duration.ofMinutes(10);

    /** Longer than a call may take, so that nobody waits behind it twice. */
    static final Duration FAILED_FOR = Duration.ofMinutes(1);

    /** More than any company has people without a name. */
    private static final int REMEMBERED_MAX = 10_000;

    private final InstantSource clock;
    private final Map<Account, Instant> askAgainAt = new ConcurrentHashMap<>();

    /** @param clock the machine's: a platform's patience is no business time */
    NameLookups(InstantSource clock) {
        this.clock = clock;
    }

    /** Empty if the platform does not tell, or did not just now. */
    Optional<Profile> ask(ImGateway gateway, Account account) {
        Instant now = clock.instant();
        if (now.isBefore(askAgainAt.getOrDefault(account, Instant.MIN))) {
            return Optional.empty();
        }
        forgetOld(now);
        // Before the call: whoever asks meanwhile does without.
        askAgainAt.put(account, now.plus(FAILED_FOR));
        return switch (gateway.profile(account)) {
            case Lookup.Known(Profile profile) -> {
                askAgainAt.remove(account);
                yield Optional.of(profile);
            }
            case Lookup.Untold untold -> {
                askAgainAt.put(account, now.plus(UNTOLD_FOR));
                yield Optional.empty();
            }
            case Lookup.Nobody nobody -> {
                askAgainAt.put(account, now.plus(UNTOLD_FOR));
                yield Optional.empty();
            }
            case Lookup.Later later -> Optional.empty();
        };
    }

    private void forgetOld(Instant now) {
        if (askAgainAt.size() >= REMEMBERED_MAX) {
            askAgainAt.values().removeIf(now::isAfter);
        }
    }
}
