package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Every key of the store; nothing else names one. The part in braces decides the cluster slot: all keys of one act share
 * it, so the same code runs on one server and on a cluster.
 */
final class RedisKeys {

    private RedisKeys() {}

    /** Hash {@code v} version, {@code s} state. */
    static byte[] state(AggregateId id) {
        return in(id.partition(), id.kind().code() + ":" + id.id());
    }

    /** List of audit entries. No kind is called {@code log}, so no aggregate id can lead here. */
    static byte[] log(AggregateId id) {
        return in(id.partition(), "log:" + id.kind().code() + ":" + id.id());
    }

    /** Hash of command ids; fields are made by {@link #command}. */
    static byte[] commands(int partition) {
        return in(partition, "cmd");
    }

    /** The same ids by store time. */
    static byte[] commandTimes(int partition) {
        return in(partition, "cmdt");
    }

    /** Field in {@link #commands}: a command id belongs to its aggregate. */
    static byte[] command(AggregateId id, String commandId) {
        return bytes(id.kind().code() + ":" + id.id() + "|" + commandId);
    }

    static byte[] live(AggregateId.Kind kind, int partition) {
        return in(partition, "live:" + kind.code());
    }

    /** Zset of aggregates that are live no more, by version, until they are released. */
    static byte[] ended(AggregateId.Kind kind, int partition) {
        return in(partition, "ended:" + kind.code());
    }

    /** Field in {@link #records}. */
    static byte[] shown(String entryId) {
        return bytes("s:" + entryId);
    }

    /** Hash of waiting entries; fields are made by {@link #payload}. */
    static byte[] entries(int partition, Lane lane) {
        return in(partition, "e:" + lane.code());
    }

    /** Field in {@link #entries}. */
    static byte[] payload(String entryId) {
        return bytes("p:" + entryId);
    }

    /** Counter of commits: one that falls proves that acknowledged work was lost. */
    static byte[] sequence(int partition) {
        return in(partition, "seq");
    }

    /** Counter of lease tokens. */
    static byte[] tokens(int partition) {
        return in(partition, "tok");
    }

    /** The three keys of a lane as scripts expect them: queue, entries, records. */
    static List<byte[]> lane(int partition, Lane lane) {
        return List.of(queue(partition, lane), entries(partition, lane), records(partition, lane));
    }

    /** Zset of entry ids by due time. */
    static byte[] queue(int partition, Lane lane) {
        return in(partition, "q:" + lane.code());
    }

    /** Hash of what outlives entries; fields are made by {@link #record}. */
    static byte[] records(int partition, Lane lane) {
        return in(partition, "rec:" + lane.code());
    }

    /** Field in {@link #records}. */
    static byte[] record(String entryId) {
        return bytes("r:" + entryId);
    }

    /** Hash of all numbers with a prefix; fields of numbers are made by {@link #number}. */
    static byte[] numbers(String prefix) {
        return in(AggregateId.partitionOf(prefix), "num:" + prefix);
    }

    /** Field in {@link #numbers}. */
    static byte[] number(String number) {
        return bytes("n:" + number);
    }

    /** Hash of a list's rows by source. */
    static byte[] rows(String list) {
        return in(AggregateId.partitionOf(list), "row:" + list);
    }

    /** Hash of the versions put to a list by source. */
    static byte[] rowVersions(String list) {
        return in(AggregateId.partitionOf(list), "rowv:" + list);
    }

    /** Hash of the business clock: {@code ms} offset. */
    static byte[] clock() {
        return bytes("{relay}:clock");
    }

    /** Hash of what is fixed at first start. */
    static byte[] format() {
        return bytes("{relay}:format");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] in(int partition, String name) {
        return bytes("{p" + partition + "}:" + name);
    }
}
