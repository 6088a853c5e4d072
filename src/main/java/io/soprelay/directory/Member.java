package io.soprelay.directory;

import io.soprelay.codec.Hidden;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A person of the company.
 *
 * @param name as colleagues see it; empty until the platform told it
 * @param accounts where the person can be reached, at most one a platform; the first is where cards go. Only who is erased
 *     has none
 * @param welcomed whether the first contact is over: something of the bot is in the person's chat, an introduction or
 *     anything else
 * @param stableId what the platform calls the first account whatever app asks (Feishu {@code union_id}, DingTalk {@code
 *     unionid}); null while it has not told
 * @param linkedTo the member this one is known to be; null for a person of their own. {@link Members} never hands out a
 *     linked member, only the person behind it
 */
public record Member(
        MemberId id,
        @Hidden String name,
        List<Account> accounts,
        boolean welcomed,
        @Hidden @Nullable String stableId,
        @Nullable MemberId linkedTo) {
    public Member {
        accounts = List.copyOf(accounts);
    }

    /** Somebody nobody has told anything about. */
    public static Member unknown(MemberId id, String name, Account account) {
        return new Member(id, name, List.of(account), false, null, null);
    }

    public Optional<Account> on(Platform platform) {
        return accounts.stream()
                .filter(account -> account.platform() == platform)
                .findFirst();
    }

    /** Whether all that is known is that there was somebody. */
    public boolean isErased() {
        return accounts.isEmpty();
    }

    Member erased() {
        return new Member(id, "", List.of(), true, null, null);
    }

    Member named(String newName) {
        // Asked before they were erased, the platform may tell it after.
        return isErased() ? this : new Member(id, newName, accounts, welcomed, stableId, linkedTo);
    }

    Member greeted() {
        return new Member(id, name, accounts, true, stableId, linkedTo);
    }

    Member knownAs(String newStableId) {
        return isErased() ? this : new Member(id, name, accounts, welcomed, newStableId, linkedTo);
    }

    Member linked(@Nullable MemberId person) {
        return new Member(id, name, accounts, welcomed, stableId, person);
    }

    Member reachedBy(List<Account> all) {
        return new Member(id, name, all, welcomed, stableId, linkedTo);
    }
}
