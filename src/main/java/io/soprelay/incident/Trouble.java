package io.soprelay.incident;

import io.soprelay.codec.Sha256;
import io.soprelay.flow.model.MemberId;
import io.soprelay.ledger.Lane;

/** Whom or what it is about; the same trouble is one incident, however often it occurs. Stored. */
public sealed interface Trouble {
    IncidentKind kind();

    /** Tells troubles of one kind apart. */
    String subject();

    /** Whether it stays after somebody gave it up, and so must not be told again while it lasts. */
    default boolean lasts() {
        return true;
    }

    record Unreachable(MemberId person) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.UNREACHABLE;
        }

        @Override
        public String subject() {
            return person.value();
        }
    }

    record EmptyRole(String role) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.ROLE_EMPTY;
        }

        @Override
        public String subject() {
            return role;
        }
    }

    /**
     * @param platform key of the platform
     * @param finding key of what has to be repaired there
     */
    record PlatformRefuses(String platform, String finding) implements Trouble {
        private static final String QUOTA = "quota";

        /**
         * What people write arrives empty: the other thing that a month may have too few of. What is said of it begins with
         * the month ({@code 2026-11}).
         */
        public static final String PUSHES = "pushes";

        @Override
        public IncidentKind kind() {
            return finding.equals(QUOTA) || finding.equals(PUSHES) ? IncidentKind.QUOTA : IncidentKind.PLATFORM;
        }

        @Override
        public String subject() {
            return platform + "/" + finding;
        }
    }

    record PlatformAway(String platform) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.AWAY;
        }

        @Override
        public String subject() {
            return platform;
        }
    }

    /** @param entry id in the lane */
    record GivenUp(Lane lane, String entry) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.GIVEN_UP;
        }

        @Override
        public String subject() {
            return lane.code() + "/" + entry;
        }

        @Override
        public boolean lasts() {
            return false;
        }
    }

    /**
     * @param partition where it waits
     * @param entry id in the lane
     */
    record Failing(int partition, Lane lane, String entry) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.FAILING;
        }

        @Override
        public String subject() {
            return lane.code() + "/" + entry;
        }
    }

    /** @param record its id, because its number cannot be read */
    record RecordBroken(String record) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.RECORD;
        }

        @Override
        public String subject() {
            return record;
        }
    }

    record StoreRolledBack() implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.ROLLED_BACK;
        }

        @Override
        public String subject() {
            return "store";
        }

        @Override
        public boolean lasts() {
            return false;
        }
    }

    /** @param where the history's kind and id, or how many entries are missed */
    record HistoryChanged(String where) implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.HISTORY;
        }

        @Override
        public String subject() {
            return where;
        }
    }

    record ArchiveRefused() implements Trouble {
        @Override
        public IncidentKind kind() {
            return IncidentKind.ARCHIVE;
        }

        @Override
        public String subject() {
            return "archive";
        }
    }

    /** Tells it apart from every other; its incident's name before it is made short. */
    default String name() {
        return kind() + "|" + subject();
    }

    /** Names its incident. */
    default String id() {
        return Sha256.hex(name(), 12);
    }
}
