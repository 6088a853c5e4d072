package io.soprelay.flow.definition;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One version of a status flow: the record's form, its states, the rules that move it, and the work of each state.
 *
 * @param key the flow's stable name in files and storage: {@code delivery}
 * @param version 1, 2, 3 …; an instance keeps the version it began with
 * @param name what people call it: 发货流程
 * @param aliases further names {@code /start} understands
 * @param numberPrefix 1 to 4 capital letters, unique across flows: {@code FH}
 * @param titleField the field whose value names a record to people (客户名称)
 * @param startForm the fields asked at the start, in order
 * @param participant who 参与人 means in this flow
 * @param transitions tried in this order
 * @param linkedStarts flows that a record of this one may start, as buttons of its card
 */
public record FlowDefinition(
        String key,
        int version,
        String name,
        List<String> aliases,
        String numberPrefix,
        String titleField,
        SopDocument sop,
        List<FieldDefinition> fields,
        List<FormField> startForm,
        PeopleVariable participant,
        List<StateDefinition> states,
        List<TransitionRule> transitions,
        List<WorkItemDefinition> items,
        List<LinkedStart> linkedStarts) {

    public FlowDefinition {
        aliases = List.copyOf(aliases);
        fields = List.copyOf(fields);
        startForm = List.copyOf(startForm);
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
        items = List.copyOf(items);
        linkedStarts = List.copyOf(linkedStarts);
    }

    public StateDefinition initialState() {
        return states.stream()
                .filter(state -> state.kind() == StateKind.INITIAL)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Flow " + key + " has no initial state"));
    }

    /** @throws IllegalArgumentException if the flow has no such state */
    public StateDefinition state(String id) {
        for (StateDefinition state : states) {
            if (state.id().equals(id)) {
                return state;
            }
        }
        throw new IllegalArgumentException("Flow " + key + " has no state " + id);
    }

    public Optional<FieldDefinition> findField(String id) {
        return Optional.ofNullable(fieldOrNull(id));
    }

    /** Ids of the fields that say something of a person. */
    public Set<String> personalFields() {
        return fields.stream()
                .filter(field -> field.kind() instanceof FieldKind.Text text && text.isPersonal())
                .map(FieldDefinition::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws IllegalArgumentException if the flow has no such field */
    public FieldDefinition field(String id) {
        FieldDefinition field = fieldOrNull(id);
        if (field == null) {
            throw new IllegalArgumentException("Flow " + key + " has no field " + id);
        }
        return field;
    }

    /** A card asks for some thirty of them. */
    private @Nullable FieldDefinition fieldOrNull(String id) {
        for (FieldDefinition field : fields) {
            if (field.id().equals(id)) {
                return field;
            }
        }
        return null;
    }

    /** @throws IllegalArgumentException if the flow has no such work item */
    public WorkItemDefinition item(String itemKey) {
        for (WorkItemDefinition item : items) {
            if (item.key().equals(itemKey)) {
                return item;
            }
        }
        throw new IllegalArgumentException("Flow " + key + " has no work item " + itemKey);
    }
}
