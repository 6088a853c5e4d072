package io.soprelay.outbox;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import java.util.List;

/**
 * One person's card for one work item. Written {@code flow/item/member}; names the card's outbox entry and stands in its
 * buttons.
 */
public record CardId(FlowId flow, ItemId item, MemberId member) {

    /** @throws IllegalArgumentException if the text has another shape */
    public static CardId parse(String text) {
        List<String> parts = List.of(text.split("/", -1));
        if (parts.size() != 3) {
            throw new IllegalArgumentException("A card id is written flow/item/member, but was '" + text + "'");
        }
        return new CardId(new FlowId(parts.get(0)), ItemId.parse(parts.get(1)), new MemberId(parts.get(2)));
    }

    @Override
    public String toString() {
        return flow + "/" + item + "/" + member;
    }
}
