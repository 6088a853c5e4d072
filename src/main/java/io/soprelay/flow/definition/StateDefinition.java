package io.soprelay.flow.definition;

import java.util.List;

/**
 * One state.
 *
 * @param id the state's name, as people read it: 已发货
 * @param aliases other names people use for it (审批通过 for 已审批)
 * @param meaning one sentence for people: what being here means
 */
public record StateDefinition(String id, StateKind kind, List<String> aliases, String meaning) {
    public StateDefinition {
        aliases = List.copyOf(aliases);
    }
}
