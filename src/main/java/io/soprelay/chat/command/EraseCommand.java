package io.soprelay.chat.command;

import io.soprelay.chat.view.Buttons;
import io.soprelay.chat.view.NewsView;
import io.soprelay.chat.view.Phrases;
import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.CommandIds;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.EraseRules;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.Rejection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /erase <number>}: what a finished record says of persons is deleted for ever, after a question. For admins. */
@Command(name = "erase", aliases = "删除")
public final class EraseCommand implements ChatCommand {
    /** What the button behind the question adds to the line. */
    static final String SURE = "确认";

    private final FlowEngine engine;
    private final Phrases phrases;
    private final NewsView news;
    private final Buttons buttons;

    @Parameters(index = "0")
    private String number = "";

    @Parameters(index = "1", arity = "0..1", defaultValue = "")
    private String sure = "";

    public EraseCommand(FlowEngine engine, Phrases phrases, NewsView news, Buttons buttons) {
        this.engine = engine;
        this.phrases = phrases;
        this.news = news;
        this.buttons = buttons;
    }

    @Override
    public boolean adminOnly() {
        return true;
    }

    @Override
    public boolean takesGlued(String rest) {
        return Line.beginsNumber(rest);
    }

    @Override
    public Response run(CommandRequest request) {
        Optional<FlowInstance> found = engine.findByNumber(number);
        if (found.isEmpty()) {
            return new Response.Said(phrases.say("show.not-found", number));
        }
        FlowInstance instance = found.get();
        FlowDefinition definition = engine.definitionOf(instance);
        // There is nothing left to be asked about, but an older store may have given back what was deleted.
        if (sure.equals(SURE) || instance.erased() != null) {
            return new Response.Said(told(
                    instance,
                    engine.handle(new CommandEnvelope(
                            instance.id(),
                            CommandIds.delivery(request.deliveryId()),
                            new FlowCommand.EraseTexts(),
                            request.member(),
                            null))));
        }
        return EraseRules.rightState(definition, instance)
                .<Response>map(refused -> new Response.Said(refusal(instance, refused)))
                .orElseGet(() -> new Response.Shown(news.question(
                        phrases.say("erase.title", instance.number()),
                        phrases.say("erase.question"),
                        List.of(buttons.sure(
                                phrases.say("erase.yes"),
                                "/erase " + instance.number() + " " + SURE,
                                request.member())))));
    }

    private String told(FlowInstance instance, EngineAnswer answer) {
        return switch (answer) {
            case EngineAnswer.Done done -> phrases.say("erase.done", instance.number());
            case EngineAnswer.Refused refused -> refusal(instance, refused.rejection());
        };
    }

    private String refusal(FlowInstance instance, Rejection rejection) {
        return switch (rejection.code()) {
            case ALREADY_DONE -> phrases.say("erase.already", instance.number());
            case STORED_OPENLY -> phrases.say("erase.openly", instance.number());
            case WRONG_STATE -> {
                boolean over = EraseRules.isOver(engine.definitionOf(instance), instance);
                yield phrases.say(over ? "erase.may-go-on" : "erase.open", instance.number(), instance.state());
            }
            default -> phrases.say("toast.not-you");
        };
    }
}
