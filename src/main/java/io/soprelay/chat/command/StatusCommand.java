package io.soprelay.chat.command;

import io.soprelay.chat.view.Phrases;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import java.time.Instant;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code /status}: whether the bot is well, for admins. */
@Command(name = "status", aliases = "状态")
public final class StatusCommand implements ChatCommand {
    private final Schedules schedules;
    private final BusinessTime time;
    private final FlowShelf shelf;
    private final Phrases phrases;

    public StatusCommand(Schedules schedules, BusinessTime time, FlowShelf shelf, Phrases phrases) {
        this.schedules = schedules;
        this.time = time;
        this.shelf = shelf;
        this.phrases = phrases;
    }

    @Override
    public boolean adminOnly() {
        return true;
    }

    @Override
    public Response run(CommandRequest request) {
        Map<Lane, Long> backlog = schedules.backlog();
        Instant now = time.now();
        return new Response.Said(phrases.say(
                "status.text",
                phrases.time(now, now),
                Integer.toString(shelf.all().size()),
                Integer.toString(shelf.problems().size()),
                count(backlog, Lane.CARD),
                count(backlog, Lane.NOTICE),
                count(backlog, Lane.REMINDER),
                count(backlog, Lane.TIMER),
                count(backlog, Lane.HANDOVER),
                count(backlog, Lane.EVIDENCE)));
    }

    private static String count(Map<Lane, Long> backlog, Lane lane) {
        return Long.toString(backlog.getOrDefault(lane, 0L));
    }
}
