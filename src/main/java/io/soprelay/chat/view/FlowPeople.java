package io.soprelay.chat.view;

import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which roles a flow asks for, read from its definition alone. */
public final class FlowPeople {
    private FlowPeople() {}

    /** Every role the flow gives work or news to, in file order. */
    public static List<String> roles(FlowDefinition definition) {
        Set<String> roles = new LinkedHashSet<>();
        for (WorkItemDefinition item : definition.items()) {
            addRole(definition, who(item), roles);
        }
        return List.copyOf(roles);
    }

    /** Whether approvals wait for this role: while nobody holds it they go to the admins, tasks go to the owner. */
    static boolean approves(FlowDefinition definition, String role) {
        Set<String> approvers = new LinkedHashSet<>();
        for (WorkItemDefinition item : definition.items()) {
            if (item instanceof WorkItemDefinition.Approval) {
                addRole(definition, who(item), approvers);
            }
        }
        return approvers.contains(role);
    }

    /** What the start of a record opens, with the role it is for. */
    static List<Opened> openedAtStart(FlowDefinition definition) {
        Opener start = new Opener.Entered(definition.initialState().id());
        List<Opened> opened = new ArrayList<>();
        for (WorkItemDefinition item : definition.items()) {
            if (item.openers().contains(start) && !(item instanceof WorkItemDefinition.Notice)) {
                Set<String> roles = new LinkedHashSet<>();
                addRole(definition, who(item), roles);
                opened.add(new Opened(item.title(), roles.stream().findFirst().orElse(null)));
            }
        }
        return opened;
    }

    /** @param role null if it is for people named otherwise */
    record Opened(String title, @Nullable String role) {}

    private static PeopleVariable who(WorkItemDefinition item) {
        return switch (item) {
            case WorkItemDefinition.Task task -> task.assignee();
            case WorkItemDefinition.Approval approval -> approval.approvers();
            case WorkItemDefinition.Notice notice -> notice.to();
        };
    }

    private static void addRole(FlowDefinition definition, PeopleVariable who, Set<String> roles) {
        switch (who) {
            case PeopleVariable.Role role -> roles.add(role.name());
            case PeopleVariable.Participant participant -> {
                if (!(definition.participant() instanceof PeopleVariable.Participant)) {
                    addRole(definition, definition.participant(), roles);
                }
            }
            case PeopleVariable.PersonField field -> addRole(definition, field.otherwise(), roles);
            case PeopleVariable.Manager manager -> addRole(definition, manager.of(), roles);
            case PeopleVariable.Owner owner -> {}
            case PeopleVariable.Admins admins -> {}
        }
    }
}
