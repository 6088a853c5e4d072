package io.soprelay.directory;

import io.soprelay.codec.Sha256;
import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Platform;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import io.soprelay.ledger.ScheduleChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The company's people. A member is made at first contact; nothing here calls a platform, so a click never waits for
 * one. Safe for concurrent use; reads are from memory after the first.
 *
 * <p>Each account has a member of its own; a person with accounts on several platforms has their other members
 * <em>linked</em> to one. A link is one commit on the linked member; everybody outside sees the person only, with all
 * accounts.
 */
public final class Members {
    private static final int COMMIT_TRIES_MAX = 5;

    /** As {@link #idOf} makes ids; whatever else people write is nobody's and costs no read. */
    private static final Pattern MADE_HERE = Pattern.compile("m[0-9a-f]{24}");

    private final Ledger ledger;
    private final MemberCodec codec;
    /** As stored. */
    private final Map<MemberId, Member> known = new ConcurrentHashMap<>();
    /** Newest link last; only members that others are linked to. */
    private final Map<MemberId, List<Member>> links = new ConcurrentHashMap<>();

    public Members(Ledger ledger) {
        this.ledger = ledger;
        codec = new MemberCodec(ledger);
    }

    /** Reads every member into memory; called once at start. */
    public void loadAll() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            List<AggregateId> ids = ledger.live(AggregateId.Kind.MEMBER, partition).stream()
                    .map(id -> new AggregateId(AggregateId.Kind.MEMBER, id))
                    .toList();
            ledger.loadAll(ids).values().forEach(loaded -> {
                if (loaded.state() != null) {
                    note(codec.read(loaded));
                }
            });
        }
    }

    /** Reads every member again, whatever was known: a store that went back may have forgotten some. */
    public void reload() {
        known.clear();
        links.clear();
        loadAll();
    }

    /** The person behind an account, made now if this is the first contact. */
    public Member of(Account account) {
        return of(account, "");
    }

    /**
     * The person behind an account.
     *
     * @param name what the platform calls the person, if it is known here; empty otherwise. A person of several
     *     accounts keeps the name they have
     */
    public Member of(Account account, String name) {
        return of(account, name, true);
    }

    /**
     * As {@link #of(Account, String)}, for an account that others named: who was erased stays so, until they write or press
     * something themselves.
     */
    public Member mentioned(Account account, String name) {
        return of(account, name, false);
    }

    private Member of(Account account, String name, boolean themselves) {
        MemberId id = idOf(account);
        Member member = known.get(id);
        if (member == null || member.isErased()) {
            member = change(
                    id,
                    existing -> existing == null || (themselves && existing.isErased())
                            ? Member.unknown(id, name, account)
                            : existing);
        }
        Member person = person(member);
        if (person.isErased()) {
            return person;
        }
        boolean news =
                !name.isEmpty() && (member.linkedTo() == null || person.name().isEmpty());
        return news && !name.equals(person.name()) ? rename(person.id(), name) : person;
    }

    /**
     * The person; for a member that is linked, the one it is linked to. Whom another process has met is read once.
     */
    public Optional<Member> find(MemberId id) {
        return stored(id).map(this::person);
    }

    /** Whether all that is known of the member is that there was somebody. */
    public boolean isErased(MemberId id) {
        return find(id).filter(Member::isErased).isPresent();
    }

    /** The person behind an account that somebody has used or named before. */
    public Optional<Member> met(Account account) {
        return find(idOf(account));
    }

    private Optional<Member> stored(MemberId id) {
        Member member = known.get(id);
        if (member == null && MADE_HERE.matcher(id.value()).matches()) {
            Loaded loaded = ledger.load(new AggregateId(AggregateId.Kind.MEMBER, id.value()));
            if (loaded.state() != null) {
                note(codec.read(loaded));
            }
            member = known.get(id);
        }
        return Optional.ofNullable(member);
    }

    /** What colleagues call the member; empty while nobody has told it. */
    public Optional<String> nameOf(MemberId id) {
        return find(id).map(Member::name).filter(name -> !name.isEmpty());
    }

    /** Every person once; nobody who is erased. */
    public List<Member> all() {
        return known.values().stream()
                .filter(member -> member.linkedTo() == null && !member.isErased())
                .map(this::person)
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    /** Members whose name is the text, or whose name contains it if nobody has exactly this name. */
    public List<Member> named(String text) {
        List<Member> exact = new ArrayList<>();
        List<Member> partial = new ArrayList<>();
        for (Member member : all()) {
            if (member.name().equals(text)) {
                exact.add(member);
            } else if (!text.isBlank() && member.name().contains(text)) {
                partial.add(member);
            }
        }
        return exact.isEmpty() ? partial : exact;
    }

    public Member rename(MemberId id, String name) {
        return person(change(id, existing -> existing == null ? null : existing.named(name)));
    }

    /**
     * Something of the bot is in the member's chat: whoever opens it from now on is no newcomer. Written once a member;
     * repeating it costs nothing.
     *
     * @throws IllegalArgumentException when there is no such member
     */
    public void markWelcomed(MemberId id) {
        Member member = known.get(id);
        if (member == null || !member.welcomed()) {
            change(id, existing -> existing == null ? null : existing.greeted());
        }
    }

    /** Whether an account has a member of its own that is nobody else's. */
    public boolean isOwn(Account account) {
        Member member = known.get(idOf(account));
        return member != null && member.linkedTo() == null;
    }

    /** Notes what the platform calls an account whatever app asks. */
    public void knownAs(Account account, String stableId) {
        mentioned(account, "");
        change(idOf(account), existing -> existing == null ? null : existing.knownAs(stableId));
    }

    /** The other person whose account on this platform has the stable id: the same human being, seen by another app. */
    public Optional<Member> sameAs(Account account, String stableId) {
        MemberId own = of(account).id();
        return known.values().stream()
                .filter(member -> stableId.equals(member.stableId()))
                .filter(member -> member.accounts().getFirst().platform() == account.platform())
                .map(this::person)
                .filter(person -> !person.id().equals(own))
                .findFirst();
    }

    /**
     * Makes an account another one of a person. The caller has made sure that the account's own member holds no work,
     * because work stays with the member it was given to. Idempotent.
     *
     * @param actor who asked; {@link MemberId#SYSTEM} if the platform says that it is the same human being
     * @throws IllegalArgumentException if others are linked to the account's member, or there is no such person
     */
    public Member link(Account account, MemberId person, MemberId actor) {
        Member target = find(person).orElseThrow(() -> new IllegalArgumentException("There is no member " + person));
        MemberId id = idOf(account);
        if (target.id().equals(id)) {
            return target;
        }
        if (!links.getOrDefault(id, List.of()).isEmpty()) {
            throw new IllegalArgumentException("Others are linked to " + account);
        }
        of(account);
        changeLink(id, target.id(), actor);
        return find(target.id()).orElseThrow();
    }

    /**
     * Makes an account a person of its own again. Idempotent.
     *
     * @param actor who asked
     */
    public Member unlink(Account account, MemberId actor) {
        of(account);
        return person(changeLink(idOf(account), null, actor));
    }

    /** An account gets somebody's rights, or loses them: the history says from whom. */
    private Member changeLink(MemberId id, @Nullable MemberId person, MemberId actor) {
        return change(
                id,
                existing -> existing == null ? null : existing.linked(person),
                next -> new LinkChange(next, actor),
                List.of(),
                command -> ActLine.done(person == null ? "UnlinkAccount" : "LinkAccount", id.value(), actor, command));
    }

    /**
     * Forgets a person's name and accounts, also those of linked members; what they did stays theirs by id. Idempotent. The
     * caller has made sure that no work waits for them.
     *
     * @param actor who asked
     * @param after what has to be done about it, once
     * @return whether the store still has the name in entries that a release before this wrote in the open
     */
    public boolean erase(MemberId id, MemberId actor, ScheduleChange after) {
        // Another bot may have linked an account since: it has to go too.
        loadAll();
        MemberId person = find(id).map(Member::id).orElse(id);
        List<MemberId> members = new ArrayList<>(
                links.getOrDefault(person, List.of()).stream().map(Member::id).toList());
        members.add(person);
        for (MemberId member : members) {
            change(
                    member,
                    existing -> existing == null ? null : existing.erased(),
                    next -> new PersonErased(next, actor),
                    member.equals(person) ? List.of(after) : List.of(),
                    command -> ActLine.done("ErasePerson", member.value(), actor, command));
        }
        return members.stream()
                .map(member -> new AggregateId(AggregateId.Kind.MEMBER, member.value()))
                .anyMatch(member -> !ledger.history(member).stream().allMatch(StoredCodec::isVeiled));
    }

    /** The audit entry of an erasure. */
    private record PersonErased(Member member, MemberId actor) {}

    /** The audit entry of a link. */
    private record LinkChange(Member member, MemberId actor) {}

    /** The person behind a stored member, with every account that is theirs. */
    private Member person(Member stored) {
        Member root =
                stored.linkedTo() == null ? stored : stored(stored.linkedTo()).orElse(stored);
        List<Member> linked = links.getOrDefault(root.id(), List.of());
        if (linked.isEmpty()) {
            return root;
        }
        // One a platform: the one linked last is the one that works, the platform's app may have been replaced.
        Map<Platform, Account> byPlatform = new LinkedHashMap<>();
        root.accounts().forEach(account -> byPlatform.put(account.platform(), account));
        linked.forEach(member -> member.accounts().forEach(account -> byPlatform.put(account.platform(), account)));
        return root.reachedBy(List.copyOf(byPlatform.values()));
    }

    private synchronized void note(Member stored) {
        Member before = known.put(stored.id(), stored);
        MemberId old = before == null ? null : before.linkedTo();
        if (Objects.equals(old, stored.linkedTo())) {
            return;
        }
        if (old != null) {
            links.computeIfPresent(old, (id, linked) -> without(linked, stored.id()));
        }
        if (stored.linkedTo() != null) {
            links.compute(stored.linkedTo(), (id, linked) -> {
                List<Member> next = new ArrayList<>(without(linked == null ? List.of() : linked, stored.id()));
                next.add(stored);
                return List.copyOf(next);
            });
        }
    }

    private static List<Member> without(List<Member> linked, MemberId id) {
        return linked.stream().filter(member -> !member.id().equals(id)).toList();
    }

    private Member change(MemberId id, UnaryOperator<@Nullable Member> change) {
        return change(id, change, next -> next, List.of(), command -> {});
    }

    private Member change(
            MemberId id,
            UnaryOperator<@Nullable Member> change,
            Function<Member, Object> audit,
            List<ScheduleChange> changes,
            Consumer<CommandId> committed) {
        AggregateId aggregate = new AggregateId(AggregateId.Kind.MEMBER, id.value());
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(aggregate);
            Member existing = loaded.state() == null ? null : codec.read(loaded);
            Member next = change.apply(existing);
            if (next == null) {
                throw new IllegalArgumentException("There is no member " + id);
            }
            // An older store that was put back may have the key of somebody who is erased.
            boolean keyAgain = next.isErased() && loaded.key() != null;
            if (!next.equals(existing) || keyAgain) {
                CommandId command = new CommandId("member-" + Sha256.hex(id + "|" + loaded.version() + "|" + next, 12));
                CommitResult result =
                        ledger.commit(codec.commit(loaded, aggregate, command, next, audit.apply(next), changes));
                if (result instanceof CommitResult.Conflict) {
                    continue;
                }
                if (result instanceof CommitResult.Committed) {
                    committed.accept(command);
                }
            }
            note(next);
            return next;
        }
        throw new IllegalStateException("Member " + id + " changed " + COMMIT_TRIES_MAX + " times while being changed");
    }

    /** Derived from the account, so that two first contacts at once make one member. */
    static MemberId idOf(Account account) {
        return new MemberId("m" + Sha256.hex(account.toString(), 12));
    }
}
