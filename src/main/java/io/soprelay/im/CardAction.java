package io.soprelay.im;

import java.util.List;
import java.util.Map;

/**
 * A press on a card, verified and parsed. Nothing in it but {@code operator} is trusted.
 *
 * @param deliveryId the platform's id of this press; a second press has another one
 * @param operator who pressed
 * @param messageId the message that carries the card
 * @param actionId {@link Card.Action#id()} of the pressed button
 * @param params {@link Card.Action#params()} as sent out; strings only
 * @param values form values by control name; a single value is a list of one, an empty control is absent
 */
public record CardAction(
        String deliveryId,
        Account operator,
        String messageId,
        String actionId,
        Map<String, String> params,
        Map<String, List<String>> values) {
    public CardAction {
        params = Map.copyOf(params);
        values = Map.copyOf(values);
    }
}
