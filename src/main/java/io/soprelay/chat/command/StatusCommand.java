package io.soprelay.chat.command;

import io.soprelay.chat.view.Phrases;
import io.soprelay.engine.CommandIds;
import io.soprelay.im.Account;
import io.soprelay.im.Finding;
import io.soprelay.im.ImGateway;
import io.soprelay.im.LineReport;
import io.soprelay.im.PlatformState;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.Schedules;
import io.soprelay.outbox.Delivery.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code /status [test]}: whether the bot is well and what has to be repaired, for admins. */
@Command(name = "status", aliases = "状态")
public final class StatusCommand implements ChatCommand {
    /** From here on the month is called nearly used up. */
    private static final int WARN_PERCENT = 80;

    private final Schedules schedules;
    private final BusinessTime time;
    private final FlowShelf shelf;
    private final List<ImGateway> gateways;
    private final Gateways routes;
    private final Supplier<List<LineReport>> lines;
    private final Wiring wiring;
    private final StrangeCards strange;
    private final Supplier<String> incidents;
    private final Phrases phrases;

    /** @param incidents how many are open, in words; empty for none */
    public StatusCommand(
            Schedules schedules,
            BusinessTime time,
            FlowShelf shelf,
            List<ImGateway> gateways,
            Gateways routes,
            Supplier<List<LineReport>> lines,
            Wiring wiring,
            StrangeCards strange,
            Supplier<String> incidents,
            Phrases phrases) {
        this.schedules = schedules;
        this.time = time;
        this.shelf = shelf;
        this.gateways = List.copyOf(gateways);
        this.routes = routes;
        this.lines = lines;
        this.wiring = wiring;
        this.strange = strange;
        this.incidents = incidents;
        this.phrases = phrases;
    }

    @Override
    public boolean adminOnly() {
        return true;
    }

    @Override
    public List<ChatCommand> parts() {
        return List.of(new Test());
    }

    @Override
    public Response run(CommandRequest request) {
        Map<Lane, Long> backlog = schedules.backlog();
        Instant now = time.now();
        List<String> said = new ArrayList<>();
        said.add(phrases.say(
                "status.text",
                phrases.time(now, now),
                Integer.toString(shelf.all().size()),
                Integer.toString(shelf.problems().size()),
                count(backlog, Lane.CARD),
                Long.toString(backlog.getOrDefault(Lane.ANSWER, 0L) + backlog.getOrDefault(Lane.NOTICE, 0L)),
                count(backlog, Lane.REMINDER),
                count(backlog, Lane.TIMER),
                count(backlog, Lane.HANDOVER),
                count(backlog, Lane.EVIDENCE)));
        String open = incidents.get();
        if (!open.isEmpty()) {
            said.add(open);
        }
        gateways.forEach(gateway -> said.addAll(platform(gateway.state())));
        lines.get().forEach(line -> said.add(line(line)));
        return new Response.Said(String.join("\n", said));
    }

    private List<String> platform(PlatformState state) {
        String key = state.platform().key();
        String name = phrases.say("platform." + key);
        List<String> lines = new ArrayList<>();
        if (state.findings().isEmpty()) {
            lines.add(phrases.say("status.platform.well", name));
        }
        for (Finding finding : state.findings()) {
            lines.add(phrases.say(
                    "status.platform.finding",
                    name,
                    phrases.say("finding." + key + "." + finding.kind().key()),
                    finding.detail()));
        }
        lines.add(phrases.say(wiring.isProven(state.platform()) ? "status.wired" : "status.not-proven", name));
        strange.last(state.platform())
                .map(at -> phrases.say("status.strange", name, phrases.stamp(at, time.now())))
                .ifPresent(lines::add);
        month("status.calls", name, state.calls()).ifPresent(lines::add);
        month("status.pushes", name, state.pushes()).ifPresent(lines::add);
        return lines;
    }

    private Optional<String> month(String key, String platform, PlatformState.@Nullable Calls calls) {
        if (calls == null) {
            return Optional.empty();
        }
        long percent = calls.used() * 100 / Math.max(1, calls.limit());
        return Optional.of(phrases.say(
                percent >= WARN_PERCENT ? key + ".near" : key,
                platform,
                Long.toString(calls.used()),
                Long.toString(calls.limit()),
                Long.toString(percent)));
    }

    private String line(LineReport line) {
        String name = phrases.say("platform." + line.platform().key());
        Instant since = line.connectedSince();
        if (since != null) {
            return phrases.say("status.line.well", name, phrases.stamp(since, time.now()));
        }
        String problem = line.problem();
        return phrases.say("status.line.away", name, problem == null ? "-" : problem);
    }

    /** Sends the asker a card that proves by its press that presses come back. */
    @Command(
            name = "test",
            aliases = {"测试", "试"})
    final class Test implements ChatCommand {
        @Override
        public Response run(CommandRequest request) {
            Origin origin = request.origin();
            if (origin == null) {
                Account account = routes.to(request.member()).orElseThrow().account();
                origin = new Origin(account.toString(), null);
            }
            Origin privately = new Origin(origin.account(), null);
            return new Response.Shown(wiring.offer(request.member(), cardName(request.deliveryId()), privately));
        }
    }

    /** Short, of letters and digits; the same for each repeat of the line. */
    static String cardName(String deliveryId) {
        return CommandIds.delivery(deliveryId).value();
    }

    private static String count(Map<Lane, Long> backlog, Lane lane) {
        return Long.toString(backlog.getOrDefault(lane, 0L));
    }
}
