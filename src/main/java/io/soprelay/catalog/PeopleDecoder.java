package io.soprelay.catalog;

import io.soprelay.catalog.Names.Sort;
import io.soprelay.flow.definition.PeopleVariable;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads who is meant: {@code owner}, {@code participant}, {@code admins}, {@code {role: 库管}},
 * {@code {person: 出库负责人, otherwise: {role: 库管}}}, {@code {manager: owner}}.
 */
final class PeopleDecoder {
    private final Reading reading;

    PeopleDecoder(Reading reading) {
        this.reading = reading;
    }

    PeopleVariable required(Section section, String key) {
        return section.required(key).map(node -> decode(section, node)).orElse(new PeopleVariable.Owner());
    }

    PeopleVariable optional(Section section, String key, PeopleVariable otherwise) {
        return section.optional(key).map(node -> decode(section, node)).orElse(otherwise);
    }

    List<PeopleVariable> list(Section section, String key) {
        List<PeopleVariable> people = new ArrayList<>();
        for (FlowNode node : section.list(key, false, FlowLimits.OPTIONS)) {
            people.add(decode(section, node));
        }
        return people;
    }

    private PeopleVariable decode(Section section, FlowNode node) {
        if (node instanceof FlowNode.Scalar scalar) {
            switch (scalar.text()) {
                case "owner" -> {
                    return new PeopleVariable.Owner();
                }
                case "participant" -> {
                    return new PeopleVariable.Participant();
                }
                case "admins" -> {
                    return new PeopleVariable.Admins();
                }
                default -> {
                    boolean role = reading.names().isDeclared(Sort.ROLE, scalar.text());
                    reading.problems()
                            .add(
                                    node.place(),
                                    role ? ProblemKind.ROLE_WITHOUT_BRACES : ProblemKind.BAD_PEOPLE,
                                    scalar.text());
                    return new PeopleVariable.Owner();
                }
            }
        }
        return section.sectionOf(node, "people", LintTexts.text("example.people"))
                .map(this::decodeMapping)
                .orElse(new PeopleVariable.Owner());
    }

    private PeopleVariable decodeMapping(Section people) {
        PeopleVariable found;
        if (people.has("role")) {
            String role = people.text("role", FlowLimits.NAME_CHARS);
            found = new PeopleVariable.Role(reading.names().use(role, people.place("role"), Sort.ROLE));
        } else if (people.has("person")) {
            String field = people.text("person", FlowLimits.FIELD_NAME_CHARS);
            if (people.has("of")) {
                people.text("of", FlowLimits.KEY_CHARS);
                reading.problems().add(people.place("of"), ProblemKind.LINKED_PERSON, field);
                required(people, "otherwise");
                people.finish();
                return new PeopleVariable.Owner();
            }
            reading.names().use(field, people.place("person"), Sort.FIELD);
            found = new PeopleVariable.PersonField(field, required(people, "otherwise"));
        } else if (people.has("manager")) {
            found = new PeopleVariable.Manager(required(people, "manager"));
        } else {
            reading.problems().add(people.place(), ProblemKind.BAD_PEOPLE, "");
            return new PeopleVariable.Owner();
        }
        people.finish();
        return found;
    }
}
