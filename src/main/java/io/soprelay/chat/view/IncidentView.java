package io.soprelay.chat.view;

import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Action;
import io.soprelay.im.Card.Action.Style;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Incident.End;
import io.soprelay.incident.Incident.State;
import io.soprelay.incident.Incident.Work;
import io.soprelay.incident.IncidentActs;
import io.soprelay.incident.IncidentKind;
import io.soprelay.incident.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What admins see of incidents: one card each while they are few, one card for all while they are many. */
public final class IncidentView {
    /** As many records as a card names; the rest is a number. */
    private static final int WORK_SHOWN = 5;

    private static final int LIST_SHOWN = 10;
    private static final int REASON_CHARS_MAX = 1000;

    private final FlowEngine engine;
    private final IncidentActs acts;
    private final Phrases phrases;
    private final Buttons buttons;

    public IncidentView(FlowEngine engine, IncidentActs acts, Phrases phrases, Buttons buttons) {
        this.engine = engine;
        this.acts = acts;
        this.phrases = phrases;
        this.buttons = buttons;
    }

    /** The incident as it stands; how often it was met is left out, because that changes without being news. */
    public Card card(Incident incident) {
        Instant now = engine.now();
        String title = title(incident);
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, tone(incident.state()), title)
                .subtitle(phrases.say("incident.number", Integer.toString(incident.number())))
                .summary(phrases.say("incident.summary", title))
                .when(when(incident, now));
        End end = incident.end();
        if (end != null && !end.reason().isEmpty()) {
            card.quote(new Card.Quote(phrases.say("back.who", phrases.name(end.by())), end.reason()));
        }
        card.paragraph(what(incident));
        if (incident.isOpen()) {
            card.paragraph(todo(incident));
        } else if (incident.keeps()) {
            card.paragraph(phrases.say("incident.unreachable.kept"));
        }
        if (isSaidByOthers(incident) && !incident.detail().isEmpty()) {
            card.facts(List.of(new Card.Fact(phrases.say("incident.detail"), incident.detail())));
        }
        List<Card.Row> rows = rows(incident);
        if (!rows.isEmpty()) {
            card.group(phrases.say("incident.waiting"), rows);
        }
        actions(incident).forEach(card::action);
        return card.build();
    }

    /** Everything known of it, for whoever asks for it by number. */
    public Card details(Incident incident) {
        Instant now = engine.now();
        Card shown = card(incident);
        CardBuilder card = new CardBuilder(shown.kind(), shown.tone(), shown.title())
                .subtitle(shown.subtitle())
                .summary(shown.summary())
                .when(shown.when())
                .quote(shown.quote());
        shown.paragraphs().forEach(card::paragraph);
        List<Card.Fact> facts = new ArrayList<>();
        facts.add(new Card.Fact(
                phrases.say("incident.times"),
                phrases.say(
                        "incident.times.value",
                        Long.toString(incident.met().count()),
                        phrases.time(incident.met().last(), now))));
        if (!incident.detail().isEmpty() && !isSaidByOthers(incident)) {
            facts.add(new Card.Fact(phrases.say("incident.detail"), incident.detail()));
        }
        if (!incident.held().isEmpty()) {
            facts.add(new Card.Fact(
                    phrases.say("incident.held"),
                    phrases.say(
                            "incident.held.value",
                            Integer.toString(incident.held().size()))));
        }
        card.facts(shown.facts()).facts(facts);
        shown.groups().forEach(group -> card.group(group.heading(), group.rows()));
        shown.actions().forEach(card::action);
        return card.build();
    }

    /** Whether what to do stands in the platform's own words alone. */
    private static boolean isSaidByOthers(Incident incident) {
        return switch (incident.trouble().kind()) {
            case PLATFORM, GIVEN_UP, FAILING, RECORD, ARCHIVE -> true;
            case UNREACHABLE, ROLE_EMPTY, QUOTA, AWAY, ROLLED_BACK, HISTORY -> false;
        };
    }

    /** All that share one card; green when none is left. */
    public Card many(List<Incident> open) {
        if (open.isEmpty()) {
            String title = phrases.say("incident.many.over");
            return new CardBuilder(Card.Kind.NOTICE, Tone.DONE, title)
                    .summary(title)
                    .action(list())
                    .build();
        }
        String title = phrases.say("incident.many", Integer.toString(open.size()));
        return listed(title, open).action(list()).build();
    }

    /** What is open, oldest first. */
    public Card list(List<Incident> open) {
        String title = open.isEmpty()
                ? phrases.say("incident.none")
                : phrases.say("incident.list", Integer.toString(open.size()));
        return listed(title, open).build();
    }

    private CardBuilder listed(String title, List<Incident> open) {
        Instant now = engine.now();
        CardBuilder card = new CardBuilder(Card.Kind.NOTICE, open.isEmpty() ? Tone.DONE : Tone.OVERDUE, title)
                .summary(phrases.say("incident.summary", title));
        if (!open.isEmpty()) {
            List<Card.Row> rows = open.stream()
                    .limit(LIST_SHOWN)
                    .map(incident -> new Card.Row(
                            incident.number() + " · " + title(incident),
                            phrases.say("incident.since", phrases.time(incident.since(), now)),
                            show(incident, "button.open")))
                    .toList();
            card.group(null, rows);
        }
        if (open.size() > LIST_SHOWN) {
            card.paragraph(phrases.say("incident.more", Integer.toString(open.size() - LIST_SHOWN)));
        }
        return card;
    }

    private String title(Incident incident) {
        return title(incident, true);
    }

    /** @param identified whether people without a name are told apart, for an admin who has to find them */
    public String title(Incident incident, boolean identified) {
        return switch (incident.trouble()) {
            case Trouble.Unreachable(MemberId person) ->
                phrases.say(
                        "incident.unreachable.title", identified ? phrases.identified(person) : phrases.name(person));
            case Trouble.EmptyRole(String role) -> phrases.say("incident.role-empty.title", role);
            case Trouble.PlatformRefuses(String platform, String finding) ->
                phrases.say("incident." + word(incident) + ".title", phrases.say("platform." + platform));
            case Trouble.PlatformAway(String platform) ->
                phrases.say("incident.away.title", phrases.say("platform." + platform));
            case Trouble.GivenUp entry -> phrases.say("incident.given-up.title");
            case Trouble.Failing entry -> phrases.say("incident.failing.title");
            case Trouble.RecordBroken record -> phrases.say("incident.record.title");
            case Trouble.StoreRolledBack store -> phrases.say("incident.rolled-back.title");
            case Trouble.HistoryChanged history -> phrases.say("incident.history.title");
            case Trouble.ArchiveRefused archive -> phrases.say("incident.archive.title");
        };
    }

    /** Since when it is so and who sees to it, for whoever looks at a record that it keeps back. */
    String seenTo(Incident incident, boolean admin, Instant now) {
        String since = phrases.time(incident.since(), now);
        End end = incident.end();
        return end == null
                ? phrases.say(admin ? "record.stuck.admin" : "record.stuck.told", since)
                : phrases.say("record.stuck.given-up", since, phrases.name(end.by()), end.reason());
    }

    private String what(Incident incident) {
        return switch (incident.trouble()) {
            case Trouble.PlatformRefuses(String platform, String finding) ->
                phrases.say("finding." + platform + "." + finding);
            case Trouble.EmptyRole(String role) -> phrases.say("incident.role-empty.what", standIns(incident));
            case Trouble.Unreachable person when incident.work().isEmpty() -> phrases.say("incident.unreachable.news");
            default -> phrases.say("incident." + incident.trouble().kind().key() + ".what");
        };
    }

    /** Who does it meanwhile. */
    private String standIns(Incident incident) {
        List<MemberId> holders = incident.work().stream()
                .flatMap(work -> item(work).stream())
                .flatMap(item -> item.holders().stream())
                .distinct()
                .toList();
        return phrases.people(null, holders);
    }

    private String todo(Incident incident) {
        String role = incident.trouble() instanceof Trouble.EmptyRole(String name) ? name : "";
        return phrases.say("incident." + word(incident) + ".do", role);
    }

    /** Pushes are bought apart from calls, and of two incidents of one month each has to say which it is. */
    private static String word(Incident incident) {
        boolean pushes = incident.trouble() instanceof Trouble.PlatformRefuses refuses
                && refuses.finding().equals(Trouble.PlatformRefuses.PUSHES);
        return pushes
                ? Trouble.PlatformRefuses.PUSHES
                : incident.trouble().kind().key();
    }

    private String when(Incident incident, Instant now) {
        End end = incident.end();
        String since = phrases.time(incident.since(), now);
        if (end == null) {
            return phrases.say("incident.since", since);
        }
        String until = phrases.time(end.at(), now);
        boolean itself = end.by().equals(MemberId.SYSTEM);
        String key = incident.state() == State.DROPPED
                ? "incident.dropped"
                : itself ? "incident.healed" : "incident.resolved";
        return phrases.say(key, since, until, itself ? "" : phrases.name(end.by()));
    }

    private List<Card.Row> rows(Incident incident) {
        List<Card.Row> rows = new ArrayList<>();
        for (Work work : incident.work()) {
            Optional<FlowInstance> found = engine.find(work.flow());
            if (rows.size() < WORK_SHOWN && found.isPresent()) {
                Scene scene = Scene.of(engine, found.get(), MemberId.SYSTEM);
                rows.add(new Card.Row(
                        RecordParts.title(scene, work.item().key()),
                        phrases.record(scene.definition(), found.get()),
                        buttons.openRecord(found.get().number())));
            }
        }
        int more = incident.work().size() - rows.size();
        if (more > 0 && !rows.isEmpty()) {
            rows.add(new Card.Row(phrases.say("incident.more", Integer.toString(more)), null, null));
        }
        return rows;
    }

    private List<Action> actions(Incident incident) {
        List<Action> actions = new ArrayList<>();
        if (IncidentActs.mayRetry(incident)) {
            boolean frozen = incident.trouble() instanceof Trouble.StoreRolledBack;
            String label = frozen ? "button.go-on-sending" : "button.retry";
            actions.add(buttons.incident(Buttons.RETRY, label, Style.PRIMARY, incident.number()));
        }
        if (acts.mayReassign(incident)) {
            actions.add(buttons.say(
                    phrases.say("button.reassign"), "/incident reassign " + incident.number(), Style.DEFAULT));
        }
        if (IncidentActs.mayDrop(incident)) {
            actions.add(buttons.incident(Buttons.DROP, "button.drop", Style.DANGER, incident.number()));
        }
        return actions;
    }

    /** Asks why it is given up. */
    public Card askReason(Incident incident) {
        String label = phrases.say("button.drop");
        return new CardBuilder(Card.Kind.REASON, Tone.OVERDUE, phrases.say("confirm.move", label))
                .subtitle(title(incident))
                .summary(label + " · " + title(incident))
                .form(new Card.Form(
                        "reason",
                        List.of(new Card.Control(
                                Card.Control.Type.LONG_TEXT,
                                Buttons.REASON,
                                phrases.say("incident.reason.label"),
                                phrases.say("incident.reason.example"),
                                true,
                                List.of(),
                                List.of(),
                                REASON_CHARS_MAX)),
                        null,
                        buttons.incident(Buttons.DROP, "button.drop", Style.DANGER, incident.number()),
                        List.of()))
                .action(buttons.incident(Buttons.SHOW, "button.back", Style.DEFAULT, incident.number()))
                .build();
    }

    /** Opens the incident. */
    public Action show(Incident incident, String labelKey) {
        return buttons.say(phrases.say(labelKey), "/incident show " + incident.number(), Style.DEFAULT);
    }

    private Action list() {
        return buttons.say(phrases.say("button.incidents"), "/incident list", Style.DEFAULT);
    }

    private Optional<WorkItem> item(Work work) {
        return engine.find(work.flow()).flatMap(instance -> instance.find(work.item()));
    }

    private static Tone tone(State state) {
        return switch (state) {
            case OPEN -> Tone.OVERDUE;
            case RESOLVED -> Tone.DONE;
            case DROPPED -> Tone.CLOSED;
        };
    }

    /** How many of each kind, for {@code /status}; empty if nothing is open. */
    public String counts(Map<IncidentKind, Integer> byKind) {
        int all = byKind.values().stream().mapToInt(Integer::intValue).sum();
        return all == 0 ? "" : phrases.say("incident.status", Integer.toString(all));
    }
}
