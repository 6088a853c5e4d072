package io.soprelay.chat.command;

import io.soprelay.chat.view.FlowPeople;
import io.soprelay.chat.view.Phrases;
import io.soprelay.chat.view.RecordView;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateDefinition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /flow list|show|lint}: which flows there are, what one consists of, what is wrong with the files. */
@Command(name = "flow", aliases = "流程")
public final class FlowCommand implements ChatCommand {
    /** A message of more lines is not read; the log has them all. */
    private static final int PROBLEMS_MAX = 20;

    private final FlowShelf shelf;
    private final Phrases phrases;

    public FlowCommand(FlowShelf shelf, Phrases phrases) {
        this.shelf = shelf;
        this.phrases = phrases;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new ListFlows(), new ShowFlow(), new LintFlows());
    }

    @Override
    public boolean aloud() {
        return true;
    }

    /** Without a word behind it: the list. */
    @Override
    public Response run(CommandRequest request) {
        return new ListFlows().run(request);
    }

    @Command(
            name = "list",
            aliases = {"列表", "看"})
    final class ListFlows implements ChatCommand {
        @Override
        public boolean aloud() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            String lines = shelf.all().stream()
                    .map(flow -> phrases.say(
                            "flow.line", flow.name(), Integer.toString(flow.version()), flow.numberPrefix()))
                    .collect(Collectors.joining("\n"));
            return new Response.Said(lines.isEmpty() ? phrases.say("flow.none") : lines);
        }
    }

    @Command(
            name = "show",
            aliases = {"查看"})
    final class ShowFlow implements ChatCommand {
        @Parameters(index = "0")
        private String flow = "";

        @Override
        public boolean aloud() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            return new Response.Said(shelf.find(flow)
                    .map(definition -> described(definition))
                    .orElseGet(() -> phrases.say(
                            "flow.no-such",
                            flow,
                            shelf.all().stream()
                                    .map(FlowDefinition::name)
                                    .collect(Collectors.joining(phrases.say("list.comma"))))));
        }
    }

    @Command(
            name = "lint",
            aliases = {"检查"})
    final class LintFlows implements ChatCommand {
        @Override
        public boolean adminOnly() {
            return true;
        }

        @Override
        public Response run(CommandRequest request) {
            List<String> problems = shelf.lint();
            if (problems.isEmpty()) {
                return new Response.Said(phrases.say("flow.lint.fine"));
            }
            String shown = problems.stream().limit(PROBLEMS_MAX).collect(Collectors.joining("\n"));
            return new Response.Said(phrases.say("flow.lint.found", Integer.toString(problems.size())) + "\n" + shown);
        }
    }

    private static Stream<String> states(FlowDefinition flow, boolean usual) {
        return flow.states().stream()
                .filter(state -> RecordView.isUsual(flow, state) == usual)
                .map(StateDefinition::id);
    }

    private String described(FlowDefinition flow) {
        String usual = states(flow, true).collect(Collectors.joining(" → "));
        String other = states(flow, false).collect(Collectors.joining(phrases.say("list.comma")));
        String start = flow.startForm().stream()
                .map(asked -> flow.field(asked.field()).label())
                .collect(Collectors.joining(phrases.say("list.comma")));
        return phrases.say(
                "flow.show",
                flow.name(),
                Integer.toString(flow.version()),
                other.isEmpty() ? usual : phrases.say("flow.states", usual, other),
                start,
                String.join(phrases.say("list.comma"), FlowPeople.roles(flow)),
                flow.sop().purposeAndScope());
    }
}
