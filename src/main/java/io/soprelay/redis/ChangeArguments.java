package io.soprelay.redis;

import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Changes of schedules as the scripts take them: the keys of the lanes they touch, six arguments each. */
final class ChangeArguments {

    private static final byte[] NONE = new byte[0];

    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> arguments = new ArrayList<>();

    ChangeArguments(int partition, List<ScheduleChange> changes) {
        Set<Lane> touched = EnumSet.noneOf(Lane.class);
        changes.forEach(change -> touched.add(change.lane()));
        List<Lane> lanes = List.copyOf(touched);
        lanes.forEach(lane -> keys.addAll(RedisKeys.lane(partition, lane)));
        for (ScheduleChange change : changes) {
            int lane = lanes.indexOf(change.lane());
            switch (change) {
                case ScheduleChange.Add add ->
                    put(add.lane().businessTime() ? "at" : "in", lane, add.id(), 0, add.dueMillis(), add.payload());
                case ScheduleChange.Raise raise ->
                    put("raise", lane, raise.id(), raise.wanted(), raise.delayMillis(), raise.payload());
                case ScheduleChange.Cancel cancel -> put("cancel", lane, cancel.id(), 0, 0, NONE);
                case ScheduleChange.Hasten hasten ->
                    put(hasten.lane().businessTime() ? "soon-at" : "soon", lane, hasten.id(), 0, 0, NONE);
                case ScheduleChange.BringBack back ->
                    put(
                            back.lane().businessTime() ? "back-at" : "back",
                            lane,
                            back.id(),
                            back.memo(),
                            0,
                            back.payload());
            }
        }
    }

    private void put(String operation, int lane, String id, long wanted, long millis, byte[] payload) {
        put(operation, lane, id, number(wanted), millis, payload);
    }

    private void put(String operation, int lane, String id, byte[] wanted, long millis, byte[] payload) {
        arguments.add(RedisKeys.bytes(operation));
        arguments.add(number(lane));
        arguments.add(RedisKeys.bytes(id));
        arguments.add(wanted);
        arguments.add(number(millis));
        arguments.add(payload);
    }

    /** Three keys a lane that is touched. */
    List<byte[]> keys() {
        return keys;
    }

    List<byte[]> arguments() {
        return arguments;
    }

    static byte[] number(long value) {
        return RedisKeys.bytes(Long.toString(value));
    }
}
