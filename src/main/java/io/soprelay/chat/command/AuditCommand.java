package io.soprelay.chat.command;

import io.soprelay.chat.view.AuditView;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.HistoryRounds;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code /audit <number>|verify}: whether what is stored is what happened, for admins. */
@Command(name = "audit", aliases = "审计")
public final class AuditCommand implements ChatCommand {
    /** A small company is looked through at once; nobody waits longer for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final FlowEngine engine;
    private final HistoryRounds history;
    private final AuditView view;

    @Parameters(index = "0", arity = "0..1", defaultValue = "")
    private String number = "";

    public AuditCommand(FlowEngine engine, HistoryRounds history, AuditView view) {
        this.engine = engine;
        this.history = history;
        this.view = view;
    }

    @Override
    public boolean adminOnly() {
        return true;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new Verify());
    }

    /** A number or verify: a number alone cannot be demanded, or verify would lack one. */
    @Override
    public boolean lacksWords() {
        return number.isEmpty();
    }

    @Override
    public boolean takesGlued(String rest) {
        return Line.beginsNumber(rest);
    }

    @Override
    public Response run(CommandRequest request) {
        return new Response.Said(engine.idOf(number)
                .map(flow -> view.record(flow, number, history.look(flow)))
                .orElseGet(() -> view.unknown(number)));
    }

    @Command(
            name = "verify",
            aliases = {"核对", "检查"})
    final class Verify implements ChatCommand {
        @Override
        public Response run(CommandRequest request) {
            return new Response.Said(history.result(PATIENCE).map(view::all).orElseGet(view::walking));
        }
    }
}
