package io.soprelay.engine;

import io.soprelay.codec.Sha256;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.LinkedRecord;
import io.soprelay.flow.model.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where command ids come from: always from what was done, never from chance. */
public final class CommandIds {
    private CommandIds() {}

    /** A press that counts once: the same person pressing the same button with the same values on the same card. */
    public static CommandId click(
            FlowId flow,
            ItemId item,
            int partVersion,
            String action,
            MemberId operator,
            Map<String, List<String>> form) {
        StringBuilder canonical = new StringBuilder();
        new TreeMap<>(form)
                .forEach((field, values) -> canonical
                        .append(field.length())
                        .append(':')
                        .append(field)
                        .append('=')
                        .append(values)
                        .append('\n'));
        return hashed("click", flow + "|" + item + "|" + partVersion + "|" + action + "|" + operator + "|" + canonical);
    }

    /** One start card makes at most one record, whatever is pressed on it. */
    public static CommandId startCard(String cardId) {
        return hashed("start", cardId);
    }

    /** Texts, commands and acts that may be repeated on purpose. */
    public static CommandId delivery(String deliveryId) {
        return hashed("delivery", deliveryId);
    }

    public static CommandId timer(FlowId flow, ItemId item, Instant due) {
        return hashed("timer", flow + "|" + item + "|" + due.toEpochMilli());
    }

    public static CommandId link(FlowId target, LinkedRecord source) {
        return hashed("link", target + "|" + source.id() + "|" + source.version());
    }

    public static CommandId reassign(FlowId flow, ItemId item, String role, long roleVersion) {
        return hashed("reassign", flow + "|" + item + "|" + role + "|" + roleVersion);
    }

    public static CommandId evidence(String messageId, String key) {
        return hashed("evidence", messageId + "|" + key);
    }

    /** The record a start command makes: a repeated start names the same record. */
    public static FlowId flowStartedBy(CommandId start) {
        return new FlowId(Sha256.hex("flow|" + start, 12));
    }

    private static CommandId hashed(String kind, String text) {
        return new CommandId(kind + "-" + Sha256.hex(text, 16));
    }
}
