package io.soprelay.chat.command;

import io.soprelay.chat.command.WrittenForm.Filled;
import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.StartView;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.FlowVisibility;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.im.Card;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code /start <flow> [number] [field=value …]}: the form that starts a record; with a number, of a flow that refers to
 * the other record; with values, the record at once.
 */
@Command(
        name = "start",
        aliases = {"发起", "我要发起", "新建"})
public final class StartCommand implements ChatCommand {
    private final FlowEngine engine;
    private final FlowShelf shelf;
    private final StartView view;
    private final NewsView news;
    private final Buttons buttons;
    private final ButtonPress presses;
    private final Words words;

    @Parameters(index = "0", arity = "0..1")
    private @Nullable String flow;

    @Parameters(index = "1..*", arity = "0..*")
    private List<String> more = List.of();

    public StartCommand(
            FlowEngine engine,
            FlowShelf shelf,
            StartView view,
            NewsView news,
            Buttons buttons,
            ButtonPress presses,
            Words words) {
        this.engine = engine;
        this.shelf = shelf;
        this.view = view;
        this.news = news;
        this.buttons = buttons;
        this.presses = presses;
        this.words = words;
    }

    @Override
    public boolean takesGlued(String rest) {
        return shelf.find(rest).isPresent();
    }

    @Override
    public Response run(CommandRequest request) {
        String wanted = flow;
        if (wanted == null) {
            return choose(words.say("start.which"));
        }
        Optional<FlowDefinition> definition = shelf.find(wanted);
        if (definition.isEmpty()) {
            return choose(words.say("start.no-such", wanted));
        }
        Optional<String> number = more.stream().findFirst().filter(word -> !WrittenForm.isField(word));
        return number.isEmpty()
                ? form(definition.get(), request, Map.of())
                : linked(definition.get(), number.get(), request);
    }

    private Response choose(String question) {
        List<Card.Action> flows = shelf.all().stream()
                .map(each -> buttons.say(each.name(), "/start " + each.name(), Card.Action.Style.DEFAULT))
                .toList();
        return new Response.Shown(news.question(words.say("start.which.title"), question, flows));
    }

    private Response linked(FlowDefinition definition, String target, CommandRequest request) {
        Optional<FieldDefinition> reference = LinkedTargets.reference(definition);
        if (reference.isEmpty()) {
            return new Response.Said(words.say("start.no-reference", definition.name()));
        }
        Optional<FlowInstance> found = engine.findByNumber(target)
                .filter(instance -> FlowVisibility.maySee(
                        instance, engine.contextFor(instance, request.member()).people(), request.member()));
        if (found.isEmpty()) {
            return new Response.Said(words.say("show.not-found", target));
        }
        FieldDefinition field = reference.get();
        Optional<String> refusal = LinkedTargets.refusal((FieldKind.Reference) field.kind(), found.get(), words);
        return refusal.<Response>map(Response.Said::new)
                .orElseGet(() -> form(
                        definition,
                        request,
                        Map.of(field.id(), List.of(found.get().number()))));
    }

    private Response form(FlowDefinition definition, CommandRequest request, Map<String, List<String>> prefill) {
        Card card = view.form(definition, request.deliveryId(), request.member(), prefill);
        List<String> written = request.asWritten(more).stream()
                .dropWhile(word -> !WrittenForm.isField(word))
                .toList();
        Card.Form form = card.form();
        if (written.isEmpty() || form == null) {
            return new Response.Shown(card);
        }
        return switch (new WrittenForm(words).fill(form, written)) {
            case Filled.Values(Map<String, List<String>> values) ->
                new Response.Said(new WrittenForm(words)
                        .outcome(
                                presses.press(request.member(), request.deliveryId(), form.submit(), values),
                                form.submit()));
            case Filled.Unreadable(String sentence) -> new Response.Said(sentence);
        };
    }
}
