package io.soprelay.chat.command;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.IncidentView;
import io.soprelay.chat.view.IncidentWords;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.directory.Member;
import io.soprelay.engine.CommandIds;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import io.soprelay.incident.Incident;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.IncidentActs.Outcome;
import io.soprelay.incident.Incidents;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /incident list|show|retry|reassign|drop}: what cannot go on without an admin, and what they do about it. */
@Command(name = "incident", aliases = "异常")
public final class IncidentCommand implements ChatCommand {
    private static final int CHOICES_MAX = 8;

    private final Incidents incidents;
    private final IncidentActs acts;
    private final IncidentView view;
    private final PeopleNames people;
    private final Phrases phrases;
    private final NewsView news;
    private final Buttons buttons;
    private final IncidentWords words;

    public IncidentCommand(
            Incidents incidents,
            IncidentActs acts,
            IncidentView view,
            PeopleNames people,
            Phrases phrases,
            NewsView news,
            Buttons buttons) {
        this.incidents = incidents;
        this.acts = acts;
        this.view = view;
        this.people = people;
        this.phrases = phrases;
        this.news = news;
        this.buttons = buttons;
        this.words = new IncidentWords(phrases);
    }

    @Override
    public boolean adminOnly() {
        return true;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new ListOpen(), new Show(), new Retry(), new Reassign(), new Drop());
    }

    @Parameters(index = "0", arity = "0..1")
    private @Nullable Integer asked;

    /** Without a word behind it: the list. With a number alone: that one. */
    @Override
    public Response run(CommandRequest request) {
        return asked == null ? new ListOpen().run(request) : shown(asked, request);
    }

    private Response shown(int number, CommandRequest request) {
        return answer(acts.look(number, request.member()), "toast.sent");
    }

    private Response answer(Outcome outcome, String done) {
        return outcome instanceof Outcome.Done(Incident incident)
                ? new Response.Shown(view.details(incident))
                : new Response.Said(words.of(outcome, done));
    }

    @Command(
            name = "list",
            aliases = {"列表", "看看"})
    final class ListOpen implements ChatCommand {
        @Override
        public Response run(CommandRequest request) {
            return new Response.Shown(view.list(incidents.open()));
        }
    }

    @Command(
            name = "show",
            aliases = {"查看", "看"})
    final class Show implements ChatCommand {
        @Parameters(index = "0")
        private int number;

        @Override
        public Response run(CommandRequest request) {
            return shown(number, request);
        }
    }

    @Command(
            name = "retry",
            aliases = {"重试", "继续发送"})
    final class Retry implements ChatCommand {
        @Parameters(index = "0")
        private int number;

        @Override
        public Response run(CommandRequest request) {
            Outcome outcome = acts.retry(number, request.member(), CommandIds.delivery(request.deliveryId()));
            return new Response.Said(words.retried(outcome));
        }
    }

    @Command(
            name = "reassign",
            aliases = {"换人", "转给"})
    final class Reassign implements ChatCommand {
        @Parameters(index = "0")
        private int number;

        @Parameters(index = "1", arity = "0..1", defaultValue = "")
        private String person = "";

        @Override
        public Response run(CommandRequest request) {
            List<Member> found = person.isEmpty() ? people.everybody() : people.find(person);
            if (found.isEmpty()) {
                return new Response.Said(
                        phrases.say("role.who", person.startsWith("@") ? person.substring(1) : person));
            }
            if (person.isEmpty() || found.size() > 1) {
                return whom(
                        acts.look(number, request.member()),
                        found.stream().map(Member::id).toList());
            }
            Outcome outcome = acts.reassign(
                    number, found.getFirst().id(), request.member(), CommandIds.delivery(request.deliveryId()));
            return answer(outcome, "incident.reassigned");
        }

        /** @param named whom the word may mean; everybody if there was none */
        private Response whom(Outcome looked, List<MemberId> named) {
            if (!(looked instanceof Outcome.Done(Incident incident))) {
                return new Response.Said(words.of(looked, "toast.sent"));
            }
            if (!acts.mayReassign(incident)) {
                Outcome no = incident.isOpen() ? new Outcome.NoHelp(incident) : new Outcome.Over(incident);
                return new Response.Said(words.of(no, "toast.sent"));
            }
            List<MemberId> likeliest = person.isEmpty() ? acts.likeliest(incident) : List.of();
            List<Card.Action> answers = Stream.concat(likeliest.stream(), named.stream())
                    .distinct()
                    .filter(member -> !incident.trouble().subject().equals(member.value()))
                    .limit(CHOICES_MAX)
                    .map(member -> buttons.say(
                            phrases.identified(member),
                            "/incident reassign " + number + " " + PeopleNames.token(member),
                            Card.Action.Style.DEFAULT))
                    .toList();
            return new Response.Shown(news.question(
                    phrases.say("incident.whom.title"),
                    phrases.say("incident.whom", Integer.toString(number)),
                    answers));
        }
    }

    @Command(
            name = "drop",
            aliases = {"放弃", "不管了"})
    final class Drop implements ChatCommand {
        @Parameters(index = "0")
        private int number;

        @Parameters(index = "1..*", arity = "0..*")
        private List<String> reason = List.of();

        @Override
        public Response run(CommandRequest request) {
            String written = String.join(" ", request.asWritten(reason));
            Outcome outcome = acts.drop(number, written, request.member(), CommandIds.delivery(request.deliveryId()));
            return answer(outcome, "incident.given-up");
        }
    }
}
