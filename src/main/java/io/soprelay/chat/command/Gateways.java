package io.soprelay.chat.command;

import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.GroupChat;
import io.soprelay.im.ImGateway;
import io.soprelay.im.ImGateway.Lookup;
import io.soprelay.im.ImGateway.Profile;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import io.soprelay.outbox.Delivery.Origin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How people are reached: where they said something, if it is about that; else the first of their accounts whose
 * platform is connected.
 */
public final class Gateways {
    private final List<ImGateway> gateways;
    private final Members members;
    private final PeopleLinks links;
    private final NameLookups lookups;
    private final PlatformWatch watch;

    /** @param clock the machine's */
    public Gateways(
            List<ImGateway> gateways, Members members, PeopleLinks links, PlatformWatch watch, InstantSource clock) {
        this.gateways = List.copyOf(gateways);
        this.members = members;
        this.links = links;
        this.watch = watch;
        this.lookups = new NameLookups(clock);
    }

    /**
     * An account and the platform that serves it. What is sent to the person ends the first contact: nobody is
     * introduced to a bot that has written before.
     *
     * @param group where it is said instead of the person's own chat; null for the person's own
     * @param reached what follows when something arrives in the person's own chat
     */
    public record Route(
            ImGateway gateway, Account account, @Nullable GroupChat group, PlatformWatch watch, Runnable reached) {

        /** The same platform, said to everybody in a group. */
        public Route inGroup(GroupChat chat) {
            return new Route(gateway, account, chat, watch, () -> {});
        }

        /** The same way for somebody who asked and waits. */
        public Route answering() {
            return new Route(gateway.answering(), account, group, watch, reached);
        }

        public Recipient to() {
            return group == null ? account : group;
        }

        public SendResult sendCard(String key, Card card) {
            return sent(() -> gateway.sendCard(to(), key, card));
        }

        /** @param replyTo the message it answers; null for none */
        public SendResult sendText(String key, String text, @Nullable String replyTo) {
            return sent(() -> gateway.sendText(to(), key, text, replyTo));
        }

        /** Replaces the card of a message in the person's own chat. */
        public SendResult updateCard(String messageId, Card card) {
            return watched(() -> gateway.updateCard(messageId, card));
        }

        private SendResult watched(Supplier<SendResult> call) {
            Optional<Duration> wait = watch.wait(gateway.platform());
            if (wait.isPresent()) {
                return SendResult.Retry.unasked(wait.get(), "the platform takes nothing now");
            }
            SendResult result = call.get();
            watch.noted(to(), result);
            return result;
        }

        private SendResult sent(Supplier<SendResult> call) {
            SendResult result = watched(call);
            if (result instanceof SendResult.Sent) {
                reached.run();
            }
            return result;
        }
    }

    /** Empty if the member is unknown or no platform of theirs is connected. */
    public Optional<Route> to(MemberId member) {
        return ways(member).stream().findFirst();
    }

    /** As {@link #to(MemberId)}, but around the platforms that are not to be relied on now, if there is another way. */
    public Optional<Route> around(Predicate<Platform> doubtful, MemberId member) {
        return ways(member).stream()
                .filter(way -> !doubtful.test(way.account().platform()))
                .findFirst()
                .or(() -> to(member));
    }

    /** The first of the person's accounts first; one where nothing leaves before the month ends is the last resort. */
    private List<Route> ways(MemberId member) {
        return members.find(member).map(Member::accounts).orElse(List.of()).stream()
                .flatMap(account -> route(account).stream())
                .sorted(Comparator.comparing(Gateways::isSpent))
                .toList();
    }

    private static boolean isSpent(Route way) {
        PlatformState.Calls calls = way.gateway().state().calls();
        return calls != null && calls.spent();
    }

    /** The way back to where the member said something, while that platform is connected. */
    public Optional<Route> to(MemberId member, @Nullable Origin origin) {
        return Optional.ofNullable(origin)
                .flatMap(place -> route(Account.parse(place.account())))
                .or(() -> to(member));
    }

    /** The way to an account. */
    public Optional<Route> route(Account account) {
        return on(account)
                .map(gateway -> new Route(
                        gateway,
                        account,
                        null,
                        watch,
                        () -> members.met(account).map(Member::id).ifPresent(this::reached)));
    }

    /** Whether all that is known of the member is that there was somebody. */
    public boolean isErased(MemberId member) {
        return members.isErased(member);
    }

    private void reached(MemberId person) {
        members.markWelcomed(person);
        watch.reached(person);
    }

    /**
     * The member behind an account with the name the platform tells; asks the platform if the name is unknown, but not about
     * somebody who is erased.
     */
    public Member known(Account account) {
        Member member = members.mentioned(account, "");
        if (member.isErased() || !member.name().isEmpty()) {
            return member;
        }
        return on(account)
                .flatMap(gateway -> lookups.ask(gateway, account))
                .map(profile -> introduced(account, profile))
                .orElse(member);
    }

    /**
     * The member behind an account that somebody wrote down, who may have mistyped it.
     *
     * @return empty if no platform serves it, or its platform says that there is nobody; one that may not tell is believed
     */
    Optional<Member> written(Account account) {
        Optional<Member> told = members.met(account)
                .filter(member -> member.isErased() || !member.name().isEmpty());
        return told.isPresent() ? told.filter(member -> !member.isErased() && serves(account)) : asked(account);
    }

    private Optional<Member> asked(Account account) {
        return on(account).flatMap(gateway -> switch (gateway.profile(account)) {
            case Lookup.Known(Profile profile) -> Optional.of(introduced(account, profile));
            case Lookup.Nobody nobody -> Optional.empty();
            case Lookup.Untold untold -> Optional.of(members.of(account));
            case Lookup.Later later -> Optional.of(members.of(account));
        });
    }

    private Member introduced(Account account, Profile profile) {
        String stableId = profile.stableId();
        if (stableId != null) {
            links.recognise(account, stableId);
        }
        return members.mentioned(account, profile.name());
    }

    /** Whether the account's platform is connected. */
    boolean serves(Account account) {
        return on(account).isPresent();
    }

    /** Learns a member's name if it is unknown yet; asks a platform, so never on the way to a press's answer. */
    public void learnName(MemberId member) {
        if (members.find(member).map(Member::name).orElse("-").isEmpty()) {
            to(member).ifPresent(route -> known(route.account()));
        }
    }

    /** Asks the account's platform something that costs nothing; what it says against the app, its gateway notes. */
    public void knock(Account account) {
        on(account).ifPresent(gateway -> gateway.profile(account));
    }

    /** Learns every name that is still unknown: people who never wrote, admins from the settings. */
    public void learnNames() {
        members.all().forEach(member -> learnName(member.id()));
    }

    /** The first platform that knows the mobile number tells. */
    public Optional<Account> findByMobile(String mobile) {
        return gateways.stream()
                .flatMap(gateway -> gateway.findByMobile(mobile).stream())
                .findFirst();
    }

    private Optional<ImGateway> on(Account account) {
        return gateways.stream()
                .filter(gateway -> gateway.platform() == account.platform())
                .findFirst();
    }
}
