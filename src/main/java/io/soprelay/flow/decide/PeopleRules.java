package io.soprelay.flow.decide;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.People;
import io.soprelay.flow.model.WorkItem.Basis;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who a people variable means, now. */
final class PeopleRules {
    /** Stands for the missing role's name where nobody's manager is known. */
    static final String MANAGER = "manager";
    /** Stands for the missing role's name where the installation has no admin. */
    static final String ADMINS = "admins";

    /** A variable may refer to a variable; deeper than any sensible flow, so a circle ends as nobody. */
    private static final int DEPTH_MAX = 8;

    private static final Basis NAMED = new Basis(null, 0);

    private PeopleRules() {}

    /**
     * The people who were found.
     *
     * @param emptyRole the role nobody holds, if that is why others stand in; null if the people are the meant ones
     */
    record Resolved(
            List<MemberId> members, Basis basis, @Nullable String emptyRole) {}

    /** Assignees: the owner stands in for nobody. */
    static Resolved assignees(FlowDefinition definition, FlowInstance instance, People people, PeopleVariable who) {
        Resolved found = resolve(definition, instance, people, who);
        return found.members().isEmpty()
                ? new Resolved(List.of(instance.owner()), found.basis(), found.emptyRole())
                : found;
    }

    /** Approvers: the admins stand in for nobody, but never the owner, who would approve the own request. */
    static Resolved approvers(FlowDefinition definition, FlowInstance instance, People people, PeopleVariable who) {
        Resolved found = resolve(definition, instance, people, who);
        if (!found.members().isEmpty()) {
            return found;
        }
        List<MemberId> admins = people.admins().stream()
                .filter(admin -> !admin.equals(instance.owner()))
                .distinct()
                .toList();
        return new Resolved(admins, found.basis(), found.emptyRole());
    }

    /** Exactly who is meant, without anybody standing in. */
    static Resolved resolve(FlowDefinition definition, FlowInstance instance, People people, PeopleVariable who) {
        return new Resolution(definition, instance, people).of(who, 0);
    }

    private record Resolution(FlowDefinition definition, FlowInstance instance, People people) {

        Resolved of(PeopleVariable who, int depth) {
            if (depth > DEPTH_MAX) {
                return new Resolved(List.of(), NAMED, MANAGER);
            }
            return switch (who) {
                case PeopleVariable.Owner owner -> named(List.of(instance.owner()), "");
                case PeopleVariable.Participant participant -> of(definition.participant(), depth + 1);
                case PeopleVariable.Role role -> holders(role.name());
                case PeopleVariable.PersonField field ->
                    person(field.field())
                            .map(person -> named(List.of(person), ""))
                            .orElseGet(() -> of(field.otherwise(), depth + 1));
                case PeopleVariable.Manager manager -> managers(of(manager.of(), depth + 1));
                case PeopleVariable.Admins admins -> named(people.admins(), ADMINS);
            };
        }

        private Resolved holders(String role) {
            People.Holders holders = people.role(role);
            return resolved(holders.members(), new Basis(role, holders.version()), role);
        }

        private Resolved managers(Resolved of) {
            List<MemberId> managers = of.members().stream()
                    .flatMap(member -> Optional.ofNullable(people.managers().get(member)).stream())
                    .toList();
            String emptyRole = of.emptyRole();
            return resolved(managers, of.basis(), emptyRole == null ? MANAGER : emptyRole);
        }

        private Optional<MemberId> person(String field) {
            return instance.data()
                    .get(field)
                    .flatMap(value ->
                            value instanceof FieldValue.Person person ? Optional.of(person.value()) : Optional.empty());
        }

        private static Resolved named(List<MemberId> members, String emptyRole) {
            return resolved(members, NAMED, emptyRole);
        }

        private static Resolved resolved(List<MemberId> members, Basis basis, String emptyRole) {
            List<MemberId> distinct = List.copyOf(new LinkedHashSet<>(members));
            return new Resolved(distinct, basis, distinct.isEmpty() ? emptyRole : null);
        }
    }
}
