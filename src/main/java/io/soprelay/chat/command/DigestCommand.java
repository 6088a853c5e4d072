package io.soprelay.chat.command;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.DigestView;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.digest.Digest;
import io.soprelay.digest.DigestParts;
import io.soprelay.digest.Snapshot;
import io.soprelay.digest.Subscription;
import io.soprelay.directory.Member;
import io.soprelay.directory.Roles;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code /digest now|subscribe|unsubscribe|preview|list}. Anybody may ask and subscribe: whoever oversees the
 * company gets its numbers, everybody else their own.
 */
@Command(name = "digest", aliases = "日报")
public final class DigestCommand implements ChatCommand {
    private static final LocalTime USUAL = LocalTime.of(9, 0);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int CHOICES_MAX = 10;

    private final DigestParts digests;
    private final Roles roles;
    private final FlowShelf shelf;
    private final PeopleNames people;
    private final DigestView view;
    private final ChartPictures charts;
    private final NewsView news;
    private final Buttons buttons;
    private final Phrases phrases;

    public DigestCommand(
            DigestParts digests,
            Roles roles,
            FlowShelf shelf,
            PeopleNames people,
            DigestView view,
            ChartPictures charts,
            NewsView news,
            Buttons buttons,
            Phrases phrases) {
        this.digests = digests;
        this.roles = roles;
        this.shelf = shelf;
        this.people = people;
        this.view = view;
        this.charts = charts;
        this.news = news;
        this.buttons = buttons;
        this.phrases = phrases;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new Now(), new Subscribe(), new Unsubscribe(), new Preview(), new ListSubscribers());
    }

    /** Without a word behind it: now. */
    @Override
    public Response run(CommandRequest request) {
        return new Now().run(request);
    }

    /** 日报订阅 is understood without the blank. */
    @Override
    public boolean takesGlued(String rest) {
        return parts().stream()
                .map(part -> part.getClass().getAnnotation(Command.class))
                .anyMatch(part -> part != null && List.of(part.aliases()).contains(rest));
    }

    @Command(
            name = "now",
            aliases = {"现在", "看"})
    final class Now implements ChatCommand {
        @Override
        public Response run(CommandRequest request) {
            List<String> flows = digests.subscriptions()
                    .of(request.member())
                    .map(Subscription::flows)
                    .orElse(List.of());
            return shown(request.member(), request, flows);
        }
    }

    @Command(
            name = "subscribe",
            aliases = {"订阅"})
    final class Subscribe implements ChatCommand {
        @Parameters(arity = "0..*")
        private List<String> words = List.of();

        @Override
        public Response run(CommandRequest request) {
            LocalTime at = USUAL;
            List<FlowDefinition> flows = new ArrayList<>();
            for (String word : words) {
                Optional<FlowDefinition> flow = shelf.find(word);
                if (flow.isEmpty() && SpokenTime.isMeant(word)) {
                    Optional<LocalTime> read = SpokenTime.read(word);
                    if (read.isEmpty()) {
                        return new Response.Said(phrases.say("digest.bad-time", word));
                    }
                    at = read.get();
                    continue;
                }
                if (flow.isEmpty()) {
                    return new Response.Said(phrases.say("digest.no-flow", word, names(shelf.all())));
                }
                flows.add(flow.get());
            }
            Subscription wish = digests.subscriptions()
                    .subscribe(
                            request.member(),
                            at,
                            flows.stream().map(FlowDefinition::key).distinct().toList(),
                            CommandIds.delivery(request.deliveryId()));
            String told = wish.flows().isEmpty()
                    ? phrases.say("digest.subscribed", CLOCK.format(wish.at()))
                    : phrases.say("digest.subscribed-flows", CLOCK.format(wish.at()), flowNames(wish.flows()));
            return new Response.Said(roles.mayOversee(request.member()) ? told : told + phrases.say("digest.own-only"));
        }
    }

    @Command(
            name = "unsubscribe",
            aliases = {"取消订阅", "退订"})
    final class Unsubscribe implements ChatCommand {
        @Override
        public Response run(CommandRequest request) {
            boolean done =
                    digests.subscriptions().unsubscribe(request.member(), CommandIds.delivery(request.deliveryId()));
            return new Response.Said(phrases.say(done ? "digest.unsubscribed" : "digest.not-subscribed"));
        }
    }

    @Command(
            name = "preview",
            aliases = {"预览"})
    final class Preview implements ChatCommand {
        @Parameters(arity = "0..1")
        private @Nullable String person;

        @Override
        public Response run(CommandRequest request) {
            String named = person;
            if (named == null) {
                return new Now().run(request);
            }
            if (!request.admin()) {
                return new Response.Said(phrases.say("toast.admin-only"));
            }
            List<Member> found = people.find(named);
            if (found.isEmpty()) {
                return new Response.Said(phrases.say("role.who", named.replaceFirst("^@", "")));
            }
            return found.size() > 1 ? whichOne(found) : of(found.getFirst().id(), request);
        }

        private Response of(MemberId member, CommandRequest request) {
            List<String> flows =
                    digests.subscriptions().of(member).map(Subscription::flows).orElse(List.of());
            return shown(member, request, flows);
        }

        private Response whichOne(List<Member> found) {
            List<Card.Action> answers = found.stream()
                    .limit(CHOICES_MAX)
                    .map(member -> buttons.say(
                            phrases.identified(member.id()),
                            "/digest preview " + PeopleNames.token(member.id()),
                            Card.Action.Style.DEFAULT))
                    .toList();
            return new Response.Shown(
                    news.question(phrases.say("digest.which.title"), phrases.say("digest.which"), answers));
        }
    }

    @Command(
            name = "list",
            aliases = {"列表", "名单"})
    final class ListSubscribers implements ChatCommand {
        @Override
        public boolean adminOnly() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            String lines = digests.subscriptions().all().stream()
                    .map(wish -> phrases.say(
                            wish.flows().isEmpty() ? "digest.wish" : "digest.wish-flows",
                            phrases.name(wish.member()),
                            CLOCK.format(wish.at()),
                            flowNames(wish.flows())))
                    .collect(Collectors.joining("\n"));
            return new Response.Said(lines.isEmpty() ? phrases.say("digest.no-wishes") : lines);
        }
    }

    /** The digest of a member with the rights that member has, shown to whoever asks. */
    private Response shown(MemberId member, CommandRequest request, List<String> flows) {
        Snapshot now = digests.digests().fresh();
        Digest digest = roles.mayOversee(member) ? now.whole(flows) : now.of(member, flows);
        return new Response.Shown(charts.shownTo(request.member(), view.card(digest, request.member())));
    }

    private String flowNames(List<String> keys) {
        return keys.stream()
                .map(key -> shelf.find(key).map(FlowDefinition::name).orElse(key))
                .collect(Collectors.joining(phrases.say("list.comma")));
    }

    private String names(List<FlowDefinition> flows) {
        return flows.stream().map(FlowDefinition::name).collect(Collectors.joining(phrases.say("list.comma")));
    }
}
