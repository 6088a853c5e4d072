package io.soprelay.chat.command;

import io.soprelay.chat.command.PeopleLinks.Erased;
import io.soprelay.chat.command.PeopleLinks.Linked;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.directory.Member;
import io.soprelay.directory.Members;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /member list|link|unlink|erase}: who is known, which accounts are one person, who has left. For admins. */
@Command(
        name = "member",
        aliases = {"成员", "人员"})
public final class MemberCommand implements ChatCommand {
    /** A message of more lines is not read; {@code /member list 张} narrows it down. */
    private static final int LINES_MAX = 50;

    private static final int CHOICES_MAX = 10;

    private final Members members;
    private final PeopleLinks links;
    private final PeopleNames people;
    private final Gateways gateways;
    private final Phrases phrases;
    private final NewsView news;
    private final Buttons buttons;

    public MemberCommand(
            Members members,
            PeopleLinks links,
            PeopleNames people,
            Gateways gateways,
            Phrases phrases,
            NewsView news,
            Buttons buttons) {
        this.members = members;
        this.links = links;
        this.people = people;
        this.gateways = gateways;
        this.phrases = phrases;
        this.news = news;
        this.buttons = buttons;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new ListMembers(), new Link(), new Unlink(), new Erase());
    }

    @Override
    public boolean adminOnly() {
        return true;
    }

    /** Without a word behind it: the list. */
    @Override
    public Response run(CommandRequest request) {
        return new ListMembers().run(request);
    }

    @Command(
            name = "list",
            aliases = {"列表", "看"})
    final class ListMembers implements ChatCommand {
        @Parameters(index = "0", arity = "0..1")
        private String part = "";

        @Override
        public Response run(CommandRequest request) {
            List<Member> found = part.isEmpty() ? members.all() : people.find(part);
            String lines = found.stream()
                    .limit(LINES_MAX)
                    .map(MemberCommand.this::line)
                    .collect(Collectors.joining("\n"));
            if (lines.isEmpty()) {
                return new Response.Said(phrases.say("member.none"));
            }
            int more = found.size() - LINES_MAX;
            return new Response.Said(
                    more <= 0 ? lines : lines + "\n" + phrases.say("member.more", Integer.toString(more)));
        }
    }

    /** Several have the name that was written: a button for each says the line again with one of them. */
    private Response whichOne(String who, List<Member> found, String question, Function<Member, String> line) {
        List<Card.Action> answers = found.stream()
                .limit(CHOICES_MAX)
                .map(member -> buttons.say(
                        member.name() + " · " + Phrases.tail(member), line.apply(member), Card.Action.Style.DEFAULT))
                .toList();
        return new Response.Shown(news.question(phrases.say("role.which.title", shown(who)), question, answers));
    }

    @Command(
            name = "link",
            aliases = {"关联", "绑定"})
    final class Link implements ChatCommand {
        @Parameters(index = "0")
        private String who = "";

        @Parameters(index = "1")
        private String account = "";

        @Override
        public Response run(CommandRequest request) {
            List<Member> found = people.find(who);
            if (found.isEmpty()) {
                return new Response.Said(phrases.say("role.who", shown(who)));
            }
            if (found.size() > 1) {
                return whichOne(
                        who,
                        found,
                        phrases.say("member.which", account),
                        member -> "/member link " + PeopleNames.token(member.id()) + " \"" + account + "\"");
            }
            Optional<Account> other = account(account);
            if (other.isPresent() && gateways.written(other.get()).isEmpty()) {
                return new Response.Said(phrases.say("role.who", shown(account)));
            }
            return new Response.Said(other.map(known ->
                            told(known, links.link(known, found.getFirst().id(), request.member())))
                    .orElseGet(() -> phrases.say("member.account", shown(account))));
        }

        private String told(Account linked, Linked outcome) {
            return switch (outcome) {
                case Linked.Done done -> phrases.say("member.linked", line(done.person()));
                case Linked.Same same -> phrases.say("member.same", line(same.person()));
                case Linked.HoldsRole holds ->
                    phrases.say("member.holds-role", linked.toString(), name(holds.other()), holds.role());
                case Linked.HasWork work ->
                    phrases.say(
                            "member.has-work",
                            linked.toString(),
                            name(work.other()),
                            work.record().number());
                case Linked.IsAdmin admin -> phrases.say("member.is-admin", linked.toString());
                case Linked.HasLinks links -> phrases.say("member.has-links", linked.toString(), line(links.other()));
            };
        }
    }

    @Command(
            name = "unlink",
            aliases = {"解除", "解绑"})
    final class Unlink implements ChatCommand {
        @Parameters(index = "0")
        private String account = "";

        @Override
        public Response run(CommandRequest request) {
            return new Response.Said(account(account)
                    .map(known -> phrases.say("member.unlinked", line(members.unlink(known, request.member()))))
                    .orElseGet(() -> phrases.say("member.account", shown(account))));
        }
    }

    @Command(
            name = "erase",
            aliases = {"注销", "删除"})
    final class Erase implements ChatCommand {
        @Parameters(index = "0")
        private String who = "";

        @Parameters(index = "1", arity = "0..1", defaultValue = "")
        private String sure = "";

        @Override
        public Response run(CommandRequest request) {
            List<Member> found = people.find(who);
            if (found.isEmpty()) {
                // The button pressed a second time.
                return erasedBefore()
                        .<Response>map(member -> new Response.Said(told("", links.erase(member, request.member()))))
                        .orElseGet(() -> new Response.Said(phrases.say("role.who", shown(who))));
            }
            if (found.size() > 1) {
                return whichOne(who, found, phrases.say("member.erase.which"), member -> line(member.id(), ""));
            }
            Member member = found.getFirst();
            if (sure.equals(EraseCommand.SURE)) {
                String name = name(member);
                return new Response.Said(told(name, links.erase(member.id(), request.member())));
            }
            return links.keeps(member.id())
                    .<Response>map(kept -> new Response.Said(told(name(member), kept)))
                    .orElseGet(() -> new Response.Shown(news.question(
                            phrases.say("member.erase.title", name(member)),
                            phrases.say("member.erase.question", MemberCommand.this.line(member)),
                            List.of(buttons.sure(
                                    phrases.say("member.erase.yes"),
                                    line(member.id(), " " + EraseCommand.SURE),
                                    request.member())))));
        }

        private Optional<MemberId> erasedBefore() {
            return sure.equals(EraseCommand.SURE)
                    ? members.find(new MemberId(shown(who)))
                            .or(() -> account(who).flatMap(members::met))
                            .filter(Member::isErased)
                            .map(Member::id)
                    : Optional.empty();
        }

        private String line(MemberId member, String more) {
            return "/member erase " + PeopleNames.token(member) + more;
        }

        private String told(String name, Erased outcome) {
            return switch (outcome) {
                case Erased.Done done -> phrases.say(done.openly() ? "member.erase.openly" : "member.erase.done");
                case Erased.HoldsRole holds -> phrases.say("member.erase.holds-role", name, holds.role());
                case Erased.HasWork work ->
                    phrases.say("member.erase.has-work", name, work.record().number());
                case Erased.IsAdmin admin -> phrases.say("member.erase.is-admin", name);
            };
        }
    }

    /** An account as admins write it, on a platform that is connected. */
    private Optional<Account> account(String text) {
        try {
            return Optional.of(Account.parse(text)).filter(gateways::serves);
        } catch (IllegalArgumentException notAnAccount) {
            return people.find(text).stream()
                    .filter(member -> member.accounts().size() == 1)
                    .map(member -> member.accounts().getFirst())
                    .filter(gateways::serves)
                    .findFirst();
        }
    }

    private String line(Member member) {
        String accounts = member.accounts().stream()
                .map(account -> phrases.say(
                        "member.place",
                        phrases.say("platform." + account.platform().key()),
                        account.toString()))
                .collect(Collectors.joining(phrases.say("list.comma")));
        return phrases.say("member.line", name(member), accounts);
    }

    private String name(Member member) {
        return phrases.name(member.id());
    }

    private static String shown(String word) {
        return word.startsWith("@") ? word.substring(1) : word;
    }
}
