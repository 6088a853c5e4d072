package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Card;
import io.soprelay.im.CardAnswer;
import java.util.List;
import java.util.Map;

/** Does what pressing a button would do, for people who write instead. */
public interface ButtonPress {

    /**
     * Idempotent by the delivery id and by what the button's own press is idempotent by.
     *
     * @param deliveryId of the line that asked for it
     * @param values by control name
     */
    CardAnswer press(MemberId operator, String deliveryId, Card.Action button, Map<String, List<String>> values);
}
