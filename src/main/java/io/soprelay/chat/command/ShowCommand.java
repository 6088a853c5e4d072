package io.soprelay.chat.command;

import io.soprelay.chat.view.RecordView;
import io.soprelay.chat.view.Scene;
import io.soprelay.chat.view.Words;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.FlowVisibility;
import io.soprelay.flow.model.FlowInstance;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /show <number>}: one record, to whoever may see it. */
@Command(
        name = "show",
        aliases = {"查看", "看"})
public final class ShowCommand implements ChatCommand {
    private final FlowEngine engine;
    private final RecordView view;
    private final Words words;

    @Parameters(index = "0")
    private String number = "";

    public ShowCommand(FlowEngine engine, RecordView view, Words words) {
        this.engine = engine;
        this.view = view;
        this.words = words;
    }

    @Override
    public boolean takesGlued(String rest) {
        return Line.beginsNumber(rest);
    }

    /** Nobody learns whether a record exists that is not theirs to see. */
    @Override
    public Response run(CommandRequest request) {
        Optional<FlowInstance> found = engine.findByNumber(number);
        if (found.isPresent()) {
            Scene scene = Scene.of(engine, found.get(), request.member());
            if (FlowVisibility.maySee(scene.instance(), scene.context().people(), request.member())) {
                return new Response.Shown(view.card(scene));
            }
        }
        return new Response.Said(words.say("show.not-found", number));
    }
}
