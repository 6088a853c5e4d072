package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import java.util.ArrayList;
import java.util.List;

/** The people there are. */
record Company(Account admin, List<Account> people) {
    Company {
        people = List.copyOf(people);
    }

    static Company hired(Dice dice, SimulatedPlatform platform) {
        List<Account> people = new ArrayList<>();
        for (int i = 1; i <= dice.between(3, 8); i++) {
            people.add(hire("p" + i, platform));
        }
        return new Company(hire("admin", platform), people);
    }

    private static Account hire(String id, SimulatedPlatform platform) {
        Account account = new Account(Platform.FEISHU, id);
        platform.hires(account, "员工" + id);
        return account;
    }

    List<Account> everybody() {
        List<Account> all = new ArrayList<>(people);
        all.add(admin);
        return all;
    }
}
