package io.soprelay.chat.view;

import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.HistoryReport.ArchiveFlaw;
import io.soprelay.ledger.HistoryReport.Miscount;
import io.soprelay.ledger.HistoryVerdict;
import io.soprelay.ledger.HistoryVerdict.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Histories and what a look at them found, in words for an admin. */
public final class AuditView {
    /** The newest entries; a message holds no more. */
    private static final int LINES_MAX = 30;

    /** Of one history that many flaws are told; the first says where it begins. */
    private static final int FLAWS_MAX = 3;

    private final FlowEngine engine;
    private final Phrases phrases;
    private final Timeline timeline;

    public AuditView(FlowEngine engine, Phrases phrases) {
        this.engine = engine;
        this.phrases = phrases;
        this.timeline = new Timeline(phrases);
    }

    public String unknown(String number) {
        return phrases.say("show.not-found", number);
    }

    /** A walk that is not over. */
    public String walking() {
        return phrases.say("audit.walking");
    }

    /** Every entry of a record with a mark where it is not what was committed. */
    public String record(FlowId flow, String number, HistoryVerdict verdict) {
        List<Optional<FlowCommit>> entries = engine.readableHistory(flow);
        Optional<FlowInstance> instance = readable(flow);
        FlowDefinition definition = instance.map(engine::definitionOf).orElse(null);
        List<String> lines = new ArrayList<>();
        String name = instance.map(FlowInstance::number).orElse(number);
        lines.add(phrases.say(verdict.isWhole() ? "audit.whole" : "audit.changed", name, count(verdict.entries())));
        verdict.flaws().stream().limit(FLAWS_MAX).forEach(flaw -> lines.add(phrases.say("audit.mark", flaw(flaw))));
        int unsealed = verdict.entries() - verdict.sealed();
        if (unsealed > 0) {
            lines.add(phrases.say("audit.unsealed", count(unsealed)));
        }
        int from = Math.max(0, entries.size() - LINES_MAX);
        if (from > 0) {
            lines.add(phrases.say("audit.earlier", count(from)));
        }
        for (int at = from; at < entries.size(); at++) {
            String line = count(at + 1) + ". "
                    + entries.get(at)
                            .map(entry -> line(definition, entry))
                            .orElseGet(() -> phrases.say("audit.unreadable"));
            boolean marked = verdict.flaws().contains(new Flaw.Entry(at + 1))
                    || verdict.flaws().contains(new Flaw.Doubt(at + 1));
            lines.add(marked ? phrases.say("audit.mark", line) : line);
        }
        return String.join("\n", lines);
    }

    /** What a walk through everything found. */
    public String all(HistoryReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(phrases.say(
                report.isWhole() ? "audit.all.whole" : "audit.all.changed",
                count(report.aggregates()),
                count(report.entries()),
                count(report.sealed())));
        for (HistoryVerdict verdict : report.broken()) {
            String flaws = verdict.flaws().stream()
                    .limit(FLAWS_MAX)
                    .map(this::flaw)
                    .collect(Collectors.joining(phrases.say("list.semicolon")));
            lines.add(phrases.say("audit.mark", phrases.say("audit.all.one", name(verdict.aggregate()), flaws)));
        }
        if (report.brokenCount() > report.broken().size()) {
            lines.add(phrases.say(
                    "audit.all.more",
                    count(report.brokenCount() - report.broken().size())));
        }
        for (ArchiveFlaw flaw : report.archive()) {
            lines.add(phrases.say(
                    "audit.mark", phrases.say("audit.all.archive", count(flaw.segment()), count(flaw.offset()))));
        }
        for (Miscount miscount : report.miscounts()) {
            lines.add(phrases.say(
                    "audit.mark",
                    phrases.say(
                            "audit.all.miscount",
                            count(miscount.partition()),
                            count(miscount.counted()),
                            count(miscount.found()))));
        }
        return String.join("\n", lines);
    }

    private String flaw(Flaw flaw) {
        return switch (flaw) {
            case Flaw.Entry(int number) -> phrases.say("audit.flaw.entry", count(number));
            case Flaw.Doubt(int number) -> phrases.say("audit.flaw.doubt", count(number));
            case Flaw.Count(long expected, int found) -> phrases.say("audit.flaw.count", count(expected), count(found));
            case Flaw.State state -> phrases.say("audit.flaw.state");
        };
    }

    private String line(@Nullable FlowDefinition definition, FlowCommit entry) {
        List<String> told = told(definition, entry);
        return phrases.stamp(entry.at(), engine.now()) + " "
                + (told.isEmpty()
                        ? phrases.say("audit.quiet", phrases.name(entry.actor()))
                        : String.join(phrases.say("list.semicolon"), told));
    }

    private List<String> told(@Nullable FlowDefinition definition, FlowCommit entry) {
        if (definition == null) {
            return List.of();
        }
        try {
            return timeline.entries(definition, List.of(entry)).stream()
                    .map(TimelineEntry::text)
                    .toList();
        } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException forged) {
            // Whoever wrote it in did not know the flow's items and fields.
            return List.of(phrases.say("audit.unreadable"));
        }
    }

    /** A record is called by its number, everything else by what it is. */
    private String name(AggregateId aggregate) {
        if (aggregate.kind() == AggregateId.Kind.FLOW) {
            Optional<FlowInstance> instance = readable(new FlowId(aggregate.id()));
            if (instance.isPresent()) {
                return instance.get().number();
            }
        }
        return phrases.say("audit.kind." + aggregate.kind().name().toLowerCase(Locale.ROOT), aggregate.id());
    }

    private Optional<FlowInstance> readable(FlowId flow) {
        try {
            return engine.find(flow);
        } catch (IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    private static String count(long number) {
        return Long.toString(number);
    }
}
