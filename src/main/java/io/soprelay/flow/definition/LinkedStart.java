package io.soprelay.flow.definition;

import java.util.List;

/**
 * A button on a record's card that starts a record of another flow which refers to this one.
 *
 * @param flow the other flow's key
 * @param reference the other flow's reference field that will hold this record
 * @param label the button's words: 申请退货
 * @param states in which of this flow's states the button is shown
 */
public record LinkedStart(String flow, String reference, String label, List<String> states) {
    public LinkedStart {
        states = List.copyOf(states);
    }
}
