package io.soprelay.flow.model;

import java.util.List;
import java.util.Map;

/**
 * Who people are, at one moment.
 *
 * @param roles role name to holders; a role nobody ever set is absent
 * @param managers member to their manager
 * @param admins the installation's admins, in the order of the settings
 */
public record People(Map<String, Holders> roles, Map<MemberId, MemberId> managers, List<MemberId> admins) {
    /** The role whose holders look after the whole company without changing anything in it. */
    public static final String MANAGERS = "管理者";

    public People {
        roles = Map.copyOf(roles);
        managers = Map.copyOf(managers);
        admins = List.copyOf(admins);
    }

    /** The holders of a role; nobody, at version 0, for a role that was never set. */
    public Holders role(String name) {
        return roles.getOrDefault(name, Holders.NOBODY);
    }

    public boolean isAdmin(MemberId member) {
        return admins.contains(member);
    }

    /** Whether the member may see every record and the company's numbers, and nudge: admins and {@link #MANAGERS}. */
    public boolean mayOversee(MemberId member) {
        return isAdmin(member) || role(MANAGERS).members().contains(member);
    }

    /**
     * The people who hold a role, in order.
     *
     * @param version raised with each change of the role
     */
    public record Holders(long version, List<MemberId> members) {
        public static final Holders NOBODY = new Holders(0, List.of());

        public Holders {
            members = List.copyOf(members);
        }
    }
}
