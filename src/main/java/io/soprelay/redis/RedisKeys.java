package io.soprelay.redis;

import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Lane;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every key of the store; nothing else names one. The part in braces decides the cluster slot: all keys of one act share
 * it, so the same code runs on one server and on a cluster.
 */
final class RedisKeys {

    private static final Pattern AGGREGATE =
            Pattern.compile("\\{p(\\d{1,2})}:(?:log:)?([a-z]):([A-Za-z0-9_:\\-]{1,80})");

    private RedisKeys() {}

    /**
     * Hash {@code v} version, {@code s} state, {@code h} seal, {@code t} business time of the last commit. Of an archived
     * one only {@code v} and {@code a}, its place in the archive.
     */
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

    /**
     * Hash of the stored halves of keys by {@link #key}: apart from states and histories, because who copies those must
     * not copy these.
     */
    static byte[] keys(int partition) {
        return in(partition, "keys");
    }

    /** Field in {@link #keys}. */
    static byte[] key(AggregateId id) {
        return bytes(id.kind().code() + ":" + id.id());
    }

    /** Counter of commits: one that falls proves that acknowledged work was lost. */
    static byte[] sequence(int partition) {
        return in(partition, "seq");
    }

    /** Counter of sealed commits: as many sealed entries as it says are in the partition's histories. */
    static byte[] sealed(int partition) {
        return in(partition, "sealed");
    }

    /** Pattern of the keys that may be an aggregate's. */
    static byte[] aggregates() {
        return bytes("{p*}:*:*");
    }

    /** The aggregate whose state or log this key is; empty for all other keys. */
    static Optional<AggregateId> aggregateOf(byte[] key) {
        Matcher named = AGGREGATE.matcher(new String(key, StandardCharsets.UTF_8));
        if (!named.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(AggregateId.Kind.values())
                .filter(kind -> kind.code().equals(named.group(2)))
                .map(kind -> new AggregateId(kind, named.group(3)))
                .filter(id -> id.partition() == Integer.parseInt(named.group(1)))
                // A lane's queue is named as a month of calls would be whose id is the lane's code.
                .filter(id ->
                        Arrays.stream(Lane.values()).noneMatch(lane -> Arrays.equals(queue(id.partition(), lane), key)))
                .findAny();
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

    /** Hash of all numbers with a prefix; fields are made by {@link #number} and {@link #asked}. */
    static byte[] numbers(String prefix) {
        return in(AggregateId.partitionOf(prefix), "num:" + prefix);
    }

    /** Field in {@link #numbers}: whose number it is. */
    static byte[] number(String number) {
        return bytes("n:" + number);
    }

    /** Field in {@link #numbers}: the number that a bearer was given. */
    static byte[] asked(String bearer) {
        return bytes("c:" + bearer);
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

    /** Hash of the archive that belongs to the store: {@code id} its name, {@code head} how far it is. */
    static byte[] archive() {
        return bytes("{relay}:archive");
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
