package io.soprelay.catalog;

import io.soprelay.catalog.Names.Sort;
import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.FormField;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.TaskGuide;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code items} of a flow, and forms. */
final class ItemDecoder {
    private static final Map<String, Sort> TYPES =
            Map.of("task", Sort.TASK, "approval", Sort.APPROVAL, "notice", Sort.NOTICE);

    private final Reading reading;
    private final PeopleDecoder people;
    private final TimeDecoder times;

    ItemDecoder(Reading reading) {
        this.reading = reading;
        this.people = new PeopleDecoder(reading);
        this.times = new TimeDecoder(reading);
    }

    List<WorkItemDefinition> decode(Section flow) {
        List<WorkItemDefinition> items = new ArrayList<>();
        flow.sections("items", true, "item").forEach((key, section) -> {
            if (!key.matches(FlowDecoder.KEY)) {
                reading.problems().add(section.place(), ProblemKind.BAD_KEY, key, FlowDecoder.offeredKey(key, "ship"));
            }
            String type = section.text("type", FlowLimits.KEY_CHARS);
            Sort sort = TYPES.get(type);
            if (sort != null) {
                reading.names().declare(sort, key);
                items.add(
                        switch (sort) {
                            case TASK -> task(key, section);
                            case APPROVAL -> approval(key, section);
                            default -> notice(key, section);
                        });
                section.finish();
            } else if (!type.isEmpty()) {
                reading.problems()
                        .add(section.place("type"), ProblemKind.BAD_CHOICE, "type", type, "task、approval、notice");
            }
        });
        return items;
    }

    private WorkItemDefinition task(String key, Section section) {
        return new WorkItemDefinition.Task(
                key,
                section.text("title", FlowLimits.TITLE_CHARS),
                openers(section),
                people.required(section, "assignee"),
                people.optional(section, "creator", new PeopleVariable.Owner()),
                times.due(section),
                times.reminders(section),
                guide(section),
                form(section, "form", true),
                facts(section),
                section.textOr("cooperation", "", FlowLimits.SENTENCE_CHARS),
                section.flag("closes-with-state", false));
    }

    private WorkItemDefinition approval(String key, Section section) {
        return new WorkItemDefinition.Approval(
                key,
                section.text("title", FlowLimits.TITLE_CHARS),
                openers(section),
                people.required(section, "approvers"),
                policy(section),
                times.due(section),
                times.reminders(section),
                guide(section),
                facts(section),
                section.flag("closes-with-state", false));
    }

    private WorkItemDefinition notice(String key, Section section) {
        String text = section.text("text", FlowLimits.NOTICE_CHARS);
        Placeholders.names(text)
                .ifPresentOrElse(
                        names -> names.forEach(name -> reading.names().use(name, section.place("text"), Sort.FIELD)),
                        () -> reading.problems().add(section.place("text"), ProblemKind.BAD_PLACEHOLDER));
        return new WorkItemDefinition.Notice(
                key,
                section.text("title", FlowLimits.TITLE_CHARS),
                openers(section),
                people.required(section, "to"),
                text);
    }

    private ApprovalPolicy policy(Section section) {
        FlowNode node = section.optional("policy").orElse(null);
        if (node instanceof FlowNode.Mapping) {
            return section.sectionOf(node, "policy", LintTexts.example("approval", "policy"))
                    .map(quorum -> {
                        quorum.required("quorum");
                        int needed = quorum.wholeNumber("quorum", 1, 1, FlowLimits.OPTIONS);
                        quorum.finish();
                        return (ApprovalPolicy) new ApprovalPolicy.Quorum(needed);
                    })
                    .orElseGet(ApprovalPolicy.InSequence::new);
        }
        // in sequence is what a role of several approvers means unless the flow says otherwise
        String policy = node == null ? "in-sequence" : section.textOf(node, "policy", FlowLimits.KEY_CHARS);
        return switch (policy) {
            case "any-of" -> new ApprovalPolicy.AnyOf();
            case "all-of" -> new ApprovalPolicy.AllOf();
            case "in-sequence" -> new ApprovalPolicy.InSequence();
            default -> {
                reading.problems()
                        .add(
                                section.place("policy"),
                                ProblemKind.BAD_CHOICE,
                                "policy",
                                policy,
                                "in-sequence、any-of、all-of、{quorum: 2}");
                yield new ApprovalPolicy.InSequence();
            }
        };
    }

    private List<Opener> openers(Section section) {
        List<Opener> openers = new ArrayList<>();
        for (FlowNode node : section.list("opens", true, FlowLimits.OPTIONS)) {
            section.sectionOf(node, "opens", LintTexts.example("item", "opens")).ifPresent(opener -> {
                if (opener.has("entered")) {
                    openers.add(new Opener.Entered(used(opener, "entered", Sort.STATE)));
                } else if (opener.has("completed")) {
                    openers.add(new Opener.Completed(used(opener, "completed", Sort.TASK, Sort.APPROVAL)));
                } else if (opener.has("rejected")) {
                    openers.add(new Opener.Rejected(used(opener, "rejected", Sort.APPROVAL)));
                } else {
                    reading.problems().add(opener.place(), ProblemKind.BAD_OPENER);
                }
                opener.finish();
            });
        }
        return openers;
    }

    private String used(Section section, String key, Sort... allowed) {
        return reading.names().use(section.text(key, FlowLimits.KEY_CHARS), section.place(key), allowed);
    }

    private TaskGuide guide(Section item) {
        Section guide = item.section("guide", false).orElse(null);
        if (guide == null) {
            return TaskGuide.NONE;
        }
        List<String> steps = guide.texts("steps", false, FlowLimits.STEPS, FlowLimits.STEP_CHARS);
        List<TaskGuide.GuideLink> links = new ArrayList<>();
        for (FlowNode node : guide.list("links", false, FlowLimits.LINKS)) {
            guide.sectionOf(node, "link", LintTexts.example("guide", "links")).ifPresent(link -> {
                String url = link.text("url", FlowLimits.URL_CHARS);
                if (!url.isEmpty() && !FlowDecoder.isSafeLink(url)) {
                    reading.problems().add(link.place("url"), ProblemKind.BAD_URL, url);
                }
                links.add(new TaskGuide.GuideLink(link.text("label", FlowLimits.NAME_CHARS), url));
                link.finish();
            });
        }
        guide.finish();
        return new TaskGuide(steps, links);
    }

    /** Fields to fill: a name means it must be filled, {@code {optional: name}} that it may. */
    List<FormField> form(Section section, String key, boolean required) {
        List<FormField> form = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<FlowNode> nodes = section.list(key, required, FlowLimits.FORM_FIELDS);
        for (FlowNode node : nodes) {
            FormField field = node instanceof FlowNode.Mapping
                    ? section.sectionOf(node, "form", LintTexts.example("item", "form"))
                            .map(optional -> {
                                FormField made = new FormField(used(optional, "optional", Sort.FIELD), false);
                                optional.finish();
                                return made;
                            })
                            .orElseThrow()
                    : new FormField(
                            reading.names()
                                    .use(
                                            section.textOf(node, key, FlowLimits.FIELD_NAME_CHARS),
                                            node.place(),
                                            Sort.FIELD),
                            true);
            if (!field.required() && !seen.add(field.field())) {
                reading.problems().add(node.place(), ProblemKind.DOUBLED, key, field.field());
            }
            seen.add(field.field());
            form.add(field);
        }
        return form;
    }

    private List<String> facts(Section section) {
        List<String> facts = new ArrayList<>();
        for (FlowNode.Scalar fact : section.scalars("facts", false, FlowLimits.FACTS)) {
            facts.add(reading.names().use(fact.text(), fact.place(), Sort.FIELD));
        }
        return facts;
    }
}
