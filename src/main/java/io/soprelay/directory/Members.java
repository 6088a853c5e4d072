package io.soprelay.directory;

import io.soprelay.codec.StoredCodec;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.CommitResult;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Loaded;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The company's people. A member is made at first contact; nothing here calls a platform, so a click never waits for
 * one. Safe for concurrent use; reads are from memory after the first.
 */
public final class Members {
    private static final int COMMIT_TRIES_MAX = 5;

    private final Ledger ledger;
    private final StoredCodec codec = new StoredCodec();
    private final Map<MemberId, Member> known = new ConcurrentHashMap<>();

    public Members(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Reads every member into memory; called once at start. */
    public void loadAll() {
        for (int partition = 0; partition < AggregateId.PARTITIONS; partition++) {
            List<AggregateId> ids = ledger.live(AggregateId.Kind.MEMBER, partition).stream()
                    .map(id -> new AggregateId(AggregateId.Kind.MEMBER, id))
                    .toList();
            ledger.loadAll(ids).values().forEach(loaded -> {
                if (loaded.state() != null) {
                    Member member = codec.read(loaded.state(), Member.class);
                    known.put(member.id(), member);
                }
            });
        }
    }

    /** The member behind an account, made now if this is the first contact. */
    public Member of(Account account) {
        return of(account, "");
    }

    /**
     * The member behind an account.
     *
     * @param name what the platform calls the person, if it is known here; empty otherwise
     */
    public Member of(Account account, String name) {
        MemberId id = idOf(account);
        Member member = known.get(id);
        if (member != null && (name.isEmpty() || name.equals(member.name()))) {
            return member;
        }
        return change(id, existing -> {
            if (existing == null) {
                return new Member(id, name, List.of(account), false);
            }
            return name.isEmpty() ? existing : renamed(existing, name);
        });
    }

    public Optional<Member> find(MemberId id) {
        return Optional.ofNullable(known.get(id));
    }

    /** What colleagues call the member; empty while nobody has told it. */
    public Optional<String> nameOf(MemberId id) {
        return find(id).map(Member::name).filter(name -> !name.isEmpty());
    }

    public List<Member> all() {
        return known.values().stream()
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
        return change(id, existing -> existing == null ? null : renamed(existing, name));
    }

    /**
     * Something of the bot is in the member's chat: whoever opens it from now on is no newcomer. Written once a member;
     * repeating it costs nothing.
     *
     * @throws IllegalArgumentException when there is no such member
     */
    public void markWelcomed(MemberId id) {
        if (find(id).filter(Member::welcomed).isEmpty()) {
            change(
                    id,
                    existing -> existing == null
                            ? null
                            : new Member(existing.id(), existing.name(), existing.accounts(), true));
        }
    }

    private static Member renamed(Member member, String name) {
        return new Member(member.id(), name, member.accounts(), member.welcomed());
    }

    private Member change(MemberId id, UnaryOperator<@Nullable Member> change) {
        AggregateId aggregate = new AggregateId(AggregateId.Kind.MEMBER, id.value());
        for (int attempt = 0; attempt < COMMIT_TRIES_MAX; attempt++) {
            Loaded loaded = ledger.load(aggregate);
            Member existing = loaded.state() == null ? null : codec.read(loaded.state(), Member.class);
            Member next = change.apply(existing);
            if (next == null) {
                throw new IllegalArgumentException("There is no member " + id);
            }
            if (!next.equals(existing)) {
                byte[] bytes = codec.write(next);
                CommandId command = new CommandId("member-" + digest(id + "|" + loaded.version() + "|" + next));
                CommitResult result = ledger.commit(new Commit(
                        aggregate, command.value(), loaded.version(), bytes, bytes, "member", true, List.of()));
                if (result instanceof CommitResult.Conflict) {
                    continue;
                }
            }
            known.put(id, next);
            return next;
        }
        throw new IllegalStateException("Member " + id + " changed " + COMMIT_TRIES_MAX + " times while being changed");
    }

    /** Derived from the first account, so that two first contacts at once make one member. */
    static MemberId idOf(Account account) {
        return new MemberId("m" + digest(account.toString()));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
