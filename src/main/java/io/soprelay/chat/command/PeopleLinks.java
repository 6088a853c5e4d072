package io.soprelay.chat.command;

import io.soprelay.digest.Subscriptions;
import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.ledger.ScheduleChange;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.Delivery;
import java.util.Map;
import java.util.Optional;

/**
 * One person with several accounts. Work and roles stay with the member they were given to, so an account is linked only
 * while its own member holds none.
 */
public final class PeopleLinks {
    private final Members members;
    private final Roles roles;
    private final FlowEngine engine;
    private final Subscriptions digests;
    private final Deliveries deliveries;

    public PeopleLinks(Members members, Roles roles, FlowEngine engine, Subscriptions digests, Deliveries deliveries) {
        this.digests = digests;
        this.deliveries = deliveries;
        this.members = members;
        this.roles = roles;
        this.engine = engine;
    }

    /** What came of a link. */
    public sealed interface Linked {
        record Done(Member person) implements Linked {}

        /** It is this person's already, or the only account there is. */
        record Same(Member person) implements Linked {}

        /** The account's own member holds a role. */
        record HoldsRole(Member other, String role) implements Linked {}

        /** The account's own member has to do with a record that is under way. */
        record HasWork(Member other, FlowInstance record) implements Linked {}

        /** The account's own member is an admin by the settings, and the person is not. */
        record IsAdmin(Member other) implements Linked {}

        /** Other accounts are linked to the account's own member. */
        record HasLinks(Member other) implements Linked {}
    }

    /**
     * Idempotent.
     *
     * @param actor the admin who asked
     */
    public Linked link(Account account, MemberId person, MemberId actor) {
        Member own = members.of(account);
        Member target = members.find(person).orElse(own);
        if (own.id().equals(target.id())) {
            return new Linked.Same(target);
        }
        if (own.accounts().size() > 1 || !members.isOwn(account)) {
            return new Linked.HasLinks(own);
        }
        Optional<String> role = roleOf(own.id());
        if (role.isPresent()) {
            return new Linked.HoldsRole(own, role.get());
        }
        if (roles.isAdmin(own.id()) && !roles.isAdmin(target.id())) {
            return new Linked.IsAdmin(own);
        }
        Optional<FlowInstance> record = engine.anyLiveOf(own.id());
        return record.<Linked>map(found -> new Linked.HasWork(own, found))
                .orElseGet(() -> new Linked.Done(linked(account, own.id(), target.id(), actor)));
    }

    /** What came of erasing a person. */
    public sealed interface Erased {
        /** @param openly whether entries that an earlier release wrote still have the name */
        record Done(boolean openly) implements Erased {}

        record HoldsRole(String role) implements Erased {}

        /** They have something to do with a record that is under way. */
        record HasWork(FlowInstance record) implements Erased {}

        record IsAdmin() implements Erased {}
    }

    /** Why a person cannot be erased now; empty if they can. */
    public Optional<Erased> keeps(MemberId person) {
        if (roles.isAdmin(person)) {
            return Optional.of(new Erased.IsAdmin());
        }
        return roleOf(person)
                .<Erased>map(Erased.HoldsRole::new)
                .or(() -> engine.anyUnderWayOf(person).map(Erased.HasWork::new));
    }

    /**
     * Forgets who somebody is that has left. Idempotent.
     *
     * @param actor the admin who asked
     */
    public Erased erase(MemberId person, MemberId actor) {
        return keeps(person).orElseGet(() -> {
            digests.of(person)
                    .ifPresent(wish -> digests.unsubscribe(
                            person,
                            new CommandId("digest-of-erased-" + person + "-"
                                    + wish.next().toEpochMilli())));
            ScheduleChange rewrite = deliveries.add(new Delivery.StoreRewrite(person.value()));
            return new Erased.Done(members.erase(person, actor, rewrite));
        });
    }

    private Member linked(Account account, MemberId own, MemberId person, MemberId actor) {
        Member linked = members.link(account, person, actor);
        digests.handOver(own, person);
        return linked;
    }

    /**
     * Notes what the platform calls an account whatever app asks, and links the account to whoever has that name
     * already: the company has replaced its app, and the same people come with new accounts. Work that the new account
     * has got before keeps them apart; an admin links them then.
     */
    public void recognise(Account account, String stableId) {
        members.knownAs(account, stableId);
        members.sameAs(account, stableId).ifPresent(person -> link(account, person.id(), MemberId.SYSTEM));
    }

    private Optional<String> roleOf(MemberId member) {
        return roles.all().entrySet().stream()
                .filter(entry -> entry.getValue().members().contains(member))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
