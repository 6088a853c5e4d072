package io.soprelay.directory;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.People.Holders;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.util.List;
import java.util.Map;

/**
 * Who holds which role. A change is one commit together with the sweep that tells every open item resolved from an
 * older version. Safe for concurrent use; reads are from memory.
 */
public final class Roles {
    private static final AggregateId ID = new AggregateId(AggregateId.Kind.ROLES, "roles");
    private static final int COMMIT_TRIES_MAX = 5;

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final List<MemberId> admins;
    private final StoredCodec codec = new StoredCodec();
    private volatile RoleBook book = RoleBook.EMPTY;

    /** Every decision asks for it, and the book changes seldom. */
    private volatile Snapshot snapshot;

    private record Snapshot(RoleBook of, People people) {}

    /** @param admins from the settings, in their order */
    public Roles(Ledger ledger, Deliveries deliveries, List<MemberId> admins) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.admins = List.copyOf(admins);
        this.snapshot = snapshotOf(book);
    }

    /** Reads the roles into memory, whatever was known; called at start, and after the store went back. */
    public void load() {
        book = read(ledger.load(ID));
    }

    /** Reads the roles again, because another process may have changed them. */
    public void refresh() {
        learn(read(ledger.load(ID)));
    }

    /** What was read before somebody changed a role here is older than what is known. */
    private synchronized void learn(RoleBook read) {
        boolean older = book.roles().entrySet().stream()
                .anyMatch(known -> read.holders(known.getKey()).version()
                        < known.getValue().version());
        if (!older) {
            book = read;
        }
    }

    /** Reads the roles again unless this version of the role is known: a sweep may run before its setter returns. */
    public void knowAtLeast(String role, long version) {
        if (book.holders(role).version() < version) {
            refresh();
        }
    }

    public Map<String, Holders> all() {
        return book.roles();
    }

    public List<MemberId> admins() {
        return admins;
    }

    public boolean isAdmin(MemberId member) {
        return admins.contains(member);
    }

    /** As {@link People#mayOversee}. */
    public boolean mayOversee(MemberId member) {
        return people().mayOversee(member);
    }

    /** A snapshot for decisions. */
    public People people() {
        RoleBook now = book;
        Snapshot known = snapshot;
        if (known.of() != now) {
            known = snapshotOf(now);
            snapshot = known;
        }
        return known.people();
    }

    private Snapshot snapshotOf(RoleBook of) {
        return new Snapshot(of, new People(of.roles(), Map.of(), admins));
    }

    /**
     * Makes these members the role's only holders; an empty list leaves the role empty. Repeating a command id, or
     * setting what is set already, changes nothing.
     *
     * @param actor who asked; the caller has checked that they may
     */
    public void set(String role, List<MemberId> holders, CommandId command, MemberId actor) {
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(ID, command.value());
            RoleBook current = read(loaded);
            if (loaded.outcome() != null || current.holders(role).members().equals(holders)) {
                learn(current);
                return;
            }
            RoleBook next = current.with(role, holders);
            Delivery.RoleSweep sweep =
                    new Delivery.RoleSweep(role, next.holders(role).version());
            byte[] audit = codec.write(new RoleChange(role, holders, actor));
            CommitResult result = ledger.commit(new Commit(
                    ID,
                    command.value(),
                    loaded.basis(),
                    codec.write(next),
                    audit,
                    "role-set",
                    true,
                    List.of(deliveries.add(sweep))));
            if (!(result instanceof CommitResult.Conflict)) {
                learn(next);
                if (result instanceof CommitResult.Committed) {
                    ActLine.done("SetRole", "", actor, command);
                }
                return;
            }
        }
        throw new IllegalStateException("Role " + role + " changed " + COMMIT_TRIES_MAX + " times while being set");
    }

    private RoleBook read(Loaded loaded) {
        return loaded.state() == null ? RoleBook.EMPTY : codec.read(loaded.state(), RoleBook.class);
    }

    /** The audit entry of a change. */
    private record RoleChange(String role, List<MemberId> holders, MemberId actor) {}
}
