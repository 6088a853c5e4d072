package io.soprelay.directory;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import java.util.List;
import java.util.Optional;

/**
 * A person of the company.
 *
 * @param name as colleagues see it; empty until the platform told it
 * @param accounts where the person can be reached, at least one
 * @param welcomed whether the first contact is over: something of the bot is in the person's chat, an introduction or
 *     anything else
 */
public record Member(MemberId id, String name, List<Account> accounts, boolean welcomed) {
    public Member {
        accounts = List.copyOf(accounts);
    }

    public Optional<Account> on(Platform platform) {
        return accounts.stream()
                .filter(account -> account.platform() == platform)
                .findFirst();
    }
}
