package io.soprelay.directory;

import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People.Holders;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every role with its holders, as stored.
 *
 * @param roles by role name; a role without holders keeps its version
 */
public record RoleBook(Map<String, Holders> roles) {
    public static final RoleBook EMPTY = new RoleBook(Map.of());

    public RoleBook {
        roles = Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    /** The holders of a role; nobody, at version 0, for one that was never set. */
    public Holders holders(String role) {
        return roles.getOrDefault(role, Holders.NOBODY);
    }

    /** This book with the role held by exactly these members, in this order; the role's version rises. */
    public RoleBook with(String role, List<MemberId> holders) {
        Map<String, Holders> next = new TreeMap<>(roles);
        Holders before = holders(role);
        next.put(role, new Holders(before.version() + 1, holders));
        return new RoleBook(next);
    }
}
