package io.soprelay.chat.command;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.FlowPeople;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.directory.Member;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.im.Card;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /role list|set|unset}: who holds which role. {@code set} replaces the holders by the people named. */
@Command(name = "role", aliases = "角色")
public final class RoleCommand implements ChatCommand {
    private final Roles roles;
    private final FlowShelf shelf;
    private final PeopleNames people;
    private final Phrases phrases;
    private final NewsView news;
    private final Buttons buttons;

    public RoleCommand(
            Roles roles, FlowShelf shelf, PeopleNames people, Phrases phrases, NewsView news, Buttons buttons) {
        this.roles = roles;
        this.shelf = shelf;
        this.people = people;
        this.phrases = phrases;
        this.news = news;
        this.buttons = buttons;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new ListRoles(), new SetRole(), new UnsetRole());
    }

    @Override
    public boolean aloud() {
        return true;
    }

    /** Without a word behind it: the list. */
    @Override
    public Response run(CommandRequest request) {
        return new ListRoles().run(request);
    }

    @Command(
            name = "list",
            aliases = {"列表", "看"})
    final class ListRoles implements ChatCommand {
        @Override
        public boolean aloud() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            Set<String> names = new TreeSet<>(roles.all().keySet());
            names.addAll(usedRoles());
            String lines = names.stream()
                    .map(role -> phrases.say(
                            "role.line",
                            role,
                            phrases.people(null, roles.people().role(role).members())))
                    .collect(Collectors.joining("\n"));
            return new Response.Said(lines.isEmpty() ? phrases.say("role.none") : lines);
        }
    }

    @Command(
            name = "set",
            aliases = {"设置", "设为"})
    final class SetRole implements ChatCommand {
        @Parameters(index = "0")
        private String role = "";

        @Parameters(index = "1..*", arity = "1..*")
        private List<String> named = List.of();

        @Override
        public boolean adminOnly() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            Set<MemberId> holders = new LinkedHashSet<>();
            List<String> words = words();
            for (String word : words) {
                List<Member> found = people.find(word);
                if (found.isEmpty()) {
                    return new Response.Said(phrases.say("role.who", shown(word)));
                }
                if (found.size() > 1) {
                    return whichOne(words, word, found);
                }
                holders.add(found.getFirst().id());
            }
            roles.set(role, List.copyOf(holders), CommandIds.delivery(request.deliveryId()), request.member());
            return new Response.Said(told());
        }

        /** Names may be joined by commas, or by nothing but their @. */
        private List<String> words() {
            return named.stream()
                    .flatMap(word -> List.of(word.split("[,、;]|(?<=.)(?=@)")).stream())
                    .filter(word -> !word.isBlank())
                    .toList();
        }

        private Response whichOne(List<String> words, String word, List<Member> found) {
            List<Card.Action> answers = found.stream()
                    .limit(10)
                    .map(member -> buttons.say(
                            label(member, found), line(words, word, member.id()), Card.Action.Style.DEFAULT))
                    .toList();
            return new Response.Shown(news.question(
                    phrases.say("role.which.title", shown(word)), phrases.say("role.which", role), answers));
        }

        /** People of one name are told apart by their roles, else by the end of their account: an admin asks. */
        private String label(Member member, List<Member> found) {
            boolean alone = found.stream()
                            .filter(other -> other.name().equals(member.name()))
                            .count()
                    == 1;
            if (alone) {
                return member.name();
            }
            String held = roles.all().entrySet().stream()
                    .filter(entry -> entry.getValue().members().contains(member.id()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(phrases.say("list.comma")));
            return member.name() + " · " + (held.isEmpty() ? Phrases.tail(member) : held);
        }

        private String line(List<String> words, String word, MemberId chosen) {
            List<String> parts = new ArrayList<>(List.of("/role set \"" + role + "\""));
            words.forEach(each -> parts.add(each.equals(word) ? PeopleNames.token(chosen) : "\"" + each + "\""));
            return String.join(" ", parts);
        }

        private String told() {
            String done = phrases.say(
                    "role.set", role, phrases.names(roles.people().role(role).members()));
            if (role.equals(People.MANAGERS)) {
                return done + "\n" + phrases.say("role.managers");
            }
            return usedRoles().contains(role)
                    ? done
                    : done + "\n"
                            + phrases.say("role.unused", role, String.join(phrases.say("list.comma"), usedRoles()));
        }
    }

    @Command(
            name = "unset",
            aliases = {"清空", "取消"})
    final class UnsetRole implements ChatCommand {
        @Parameters(index = "0")
        private String role = "";

        @Override
        public boolean adminOnly() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            if (!roles.all().containsKey(role) && !usedRoles().contains(role)) {
                return new Response.Said(
                        phrases.say("role.unused", role, String.join(phrases.say("list.comma"), usedRoles())));
            }
            roles.set(role, List.of(), CommandIds.delivery(request.deliveryId()), request.member());
            return new Response.Said(phrases.say("role.unset", role));
        }
    }

    private Set<String> usedRoles() {
        Set<String> used = new LinkedHashSet<>();
        shelf.all().forEach(flow -> used.addAll(FlowPeople.roles(flow)));
        return used;
    }

    /** A member id means nothing to people. */
    private static String shown(String word) {
        return word.startsWith("@") ? word.substring(1) : word;
    }
}
