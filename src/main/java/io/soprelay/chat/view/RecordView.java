package io.soprelay.chat.view;

import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.flow.decide.TransitionRules;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.LinkedStart;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.TransitionRule;
import io.soprelay.flow.definition.WorkItemDefinition;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.im.Card;
import io.soprelay.im.Card.Step;
import io.soprelay.im.Card.Step.Mark;
import io.soprelay.im.Card.Tone;
import io.soprelay.im.CardBuilder;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One record for anybody who may see it: where it is, whom it waits for, what is known, what happened. */
public final class RecordView {
    /** Of a missing permission nobody can tell whether cards need it. */
    private static final Set<String> LETS_NOTHING_THROUGH = Set.of("credentials", "bot-off", "address", "quota");

    private final FlowEngine engine;
    private final Phrases phrases;
    private final Buttons buttons;
    private final RecordParts parts;
    private final Timeline timeline;
    private final Roles roles;
    private final Incidents incidents;
    private final IncidentView incidentView;

    public RecordView(
            FlowEngine engine,
            Phrases phrases,
            Buttons buttons,
            Roles roles,
            Incidents incidents,
            IncidentView incidentView) {
        this.engine = engine;
        this.roles = roles;
        this.incidents = incidents;
        this.incidentView = incidentView;
        this.phrases = phrases;
        this.buttons = buttons;
        this.parts = new RecordParts(phrases);
        this.timeline = new Timeline(phrases);
    }

    /** The caller has checked that the viewer may see the record. Reads the history. */
    public Card card(Scene scene) {
        FlowInstance instance = scene.instance();
        FlowDefinition definition = scene.definition();
        List<FlowCommit> history = engine.history(instance.id());
        List<String> fields = RecordParts.allFields(definition);
        var values = instance.data().values();
        String title = instance.number() + " " + phrases.title(definition, instance);
        CardBuilder card = new CardBuilder(Card.Kind.RECORD, tone(definition, instance), title)
                .subtitle(definition.name() + " · " + instance.state())
                .summary(title + " · " + instance.state())
                .quote(parts.why(instance))
                .steps(steps(definition, instance, history))
                .facts(parts.facts(definition, values, fields))
                .pictures(parts.pictures(instance, definition, values, fields));
        if (instance.openItems().isEmpty()) {
            card.paragraph(parts.next(scene));
        } else {
            List<Card.Row> stuck = stuck(scene);
            if (!stuck.isEmpty()) {
                card.group(phrases.say("record.stuck"), stuck);
            }
            card.group(phrases.say("record.waiting"), waiting(scene));
        }
        card.group(phrases.say("record.timeline"), timeline.rows(definition, history, scene.now()));
        addActions(scene, card);
        return card.build();
    }

    private static Tone tone(FlowDefinition definition, FlowInstance instance) {
        return switch (definition.state(instance.state()).kind()) {
            case SETTLED -> Tone.DONE;
            case FINAL -> Tone.CLOSED;
            case INITIAL, NORMAL -> Tone.OPEN;
        };
    }

    /** What keeps this record from going on, and who sees to it; empty if it only waits for somebody to do it. */
    private List<Card.Row> stuck(Scene scene) {
        boolean admin = roles.isAdmin(scene.viewer());
        Set<String> platforms = scene.instance().openItems().stream()
                .flatMap(item -> item.holders().stream())
                .flatMap(holder -> phrases.platform(holder).stream())
                .collect(Collectors.toSet());
        return incidents.lasting().stream()
                .filter(incident -> keepsBack(incident, scene.instance(), platforms))
                .map(incident -> new Card.Row(
                        incidentView.title(incident, admin),
                        incidentView.seenTo(incident, admin, scene.now()),
                        admin ? incidentView.show(incident, "button.open") : null))
                .toList();
    }

    /** @param platforms on which the people it waits for get their cards */
    private static boolean keepsBack(Incident incident, FlowInstance instance, Set<String> platforms) {
        return switch (incident.trouble()) {
            case Trouble.PlatformAway(String platform) -> platforms.contains(platform);
            case Trouble.PlatformRefuses(String platform, String finding) ->
                platforms.contains(platform) && LETS_NOTHING_THROUGH.contains(finding);
            default -> incident.work().stream().anyMatch(work -> work.flow().equals(instance.id()));
        };
    }

    private List<Card.Row> waiting(Scene scene) {
        FlowInstance instance = scene.instance();
        boolean mayNudge = roles.mayOversee(scene.viewer()) || instance.owner().equals(scene.viewer());
        List<Card.Row> rows = new ArrayList<>();
        for (WorkItem item : instance.openItems()) {
            boolean own = item.holders().contains(scene.viewer());
            Card.Action nudge = mayNudge ? buttons.nudge(instance.id(), item.id()) : null;
            rows.add(new Card.Row(
                    phrases.say(
                            "record.waits-for",
                            phrases.holders(item),
                            RecordParts.title(scene, item.id().key())),
                    phrases.say("record.since", phrases.time(item.openedAt(), scene.now()))
                            + Deadline.tail(phrases, item, scene.now())
                            + toFill(scene, item),
                    own ? buttons.open(instance.id(), item.id()) : nudge));
        }
        return rows;
    }

    /** What a task still asks for. */
    private String toFill(Scene scene, WorkItem item) {
        if (!(item instanceof WorkItem.TodoTask task)
                || !(scene.definition().item(item.id().key()) instanceof WorkItemDefinition.Task asked)) {
            return "";
        }
        String missing = asked.form().stream()
                .filter(FormField::required)
                .map(FormField::field)
                .filter(field -> !task.draft().evidence().containsKey(field)
                        && !task.draft().values().containsKey(field))
                .map(field -> scene.definition().field(field).label())
                .collect(Collectors.joining(phrases.say("list.comma")));
        return missing.isEmpty() ? "" : " · " + phrases.say("record.to-fill", missing);
    }

    private void addActions(Scene scene, CardBuilder card) {
        FlowInstance instance = scene.instance();
        for (TransitionRule rule : TransitionRules.manualMoves(scene.definition(), instance, scene.context())) {
            card.action(buttons.move(
                    instance.id(),
                    rule,
                    instance.version(),
                    scene.viewer(),
                    TransitionRules.needsReason(scene.definition(), rule),
                    null));
        }
        for (LinkedStart start : scene.definition().linkedStarts()) {
            if (start.states().contains(instance.state())) {
                card.action(buttons.startLinked(start, instance.number()));
            }
        }
    }

    /** The way it went and the way ahead; a state that was jumped over, or that ends it otherwise, is left out. */
    private static List<Step> steps(FlowDefinition definition, FlowInstance instance, List<FlowCommit> history) {
        Set<String> visited = visited(history);
        boolean ended = definition.state(instance.state()).kind() == StateKind.FINAL;
        List<Step> steps = new ArrayList<>();
        boolean ahead = false;
        for (StateDefinition state : definition.states()) {
            if (state.id().equals(instance.state())) {
                steps.add(new Step(state.id(), Mark.CURRENT));
                ahead = true;
            } else if (visited.contains(state.id())) {
                steps.add(new Step(state.id(), Mark.PASSED));
            } else if (ahead && !ended && isUsual(definition, state)) {
                steps.add(new Step(state.id(), Mark.AHEAD));
            }
        }
        return steps;
    }

    private static Set<String> visited(List<FlowCommit> history) {
        Set<String> visited = new LinkedHashSet<>();
        for (FlowCommit commit : history) {
            for (FlowEvent event : commit.events()) {
                if (event instanceof FlowEvent.StateChanged changed) {
                    visited.add(changed.from());
                }
            }
        }
        return visited;
    }

    /** A final state belongs to the usual way only in a flow without a settled one, if work leads to it. */
    public static boolean isUsual(FlowDefinition definition, StateDefinition state) {
        if (state.kind() != StateKind.FINAL) {
            return true;
        }
        boolean settles = definition.states().stream().anyMatch(other -> other.kind() == StateKind.SETTLED);
        return !settles
                && definition.transitions().stream()
                        .anyMatch(rule ->
                                rule.to().equals(state.id()) && !rule.guard().isManual());
    }
}
