package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.FaultKind;
import io.soprelay.im.simulator.FaultPlan;
import io.soprelay.im.simulator.Json;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The faults of one platform as switches on the page.
 *
 * @param <K> the ways to go wrong on the platform
 */
final class FaultSwitches<K extends Enum<K> & FaultKind> {
    private final FaultPlan<K> faults;
    private final Predicate<K> shown;
    private final PageWords words;

    /** @param shown has the page a switch for it? */
    FaultSwitches(FaultPlan<K> faults, Predicate<K> shown, PageWords words) {
        this.faults = faults;
        this.shown = shown;
        this.words = words;
    }

    /** How every switch stands. */
    ArrayNode shape() {
        ArrayNode all = Json.array();
        for (FaultPlan.Setting<K> fault : faults.settings()) {
            if (shown.test(fault.kind())) {
                ObjectNode shape = all.addObject()
                        .put("kind", fault.kind().name())
                        .put("on", fault.on())
                        .put("side", fault.kind().side().name().toLowerCase(Locale.ROOT));
                fault.left().ifPresent(left -> shape.put("left", left));
            }
        }
        return all;
    }

    /**
     * Turns one switch, or all of them off.
     *
     * @throws ControlRefusal for an unknown kind, and for a number of calls that is none
     */
    JsonNode turn(JsonNode body) {
        if (body.path("clear").asBoolean(false)) {
            faults.clear();
            return shape();
        }
        K kind = kind(Json.text(body, "kind"));
        if (body.path("on").asBoolean(true)) {
            faults.on(kind, calls(body));
        } else {
            faults.off(kind);
        }
        return shape();
    }

    private K kind(String name) {
        List<K> kinds = faults.settings().stream().map(FaultPlan.Setting::kind).toList();
        return kinds.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ControlRefusal(
                        400,
                        words.say(
                                "fault.unknown",
                                name,
                                kinds.stream().map(Enum::name).collect(Collectors.joining("、")))));
    }

    /** Empty: until it is switched off. */
    private OptionalInt calls(JsonNode body) {
        if (!body.hasNonNull("calls")) {
            return OptionalInt.empty();
        }
        int calls = body.path("calls").asInt(0);
        if (calls < 1 || calls > FaultPlan.CALLS_MAX) {
            throw new ControlRefusal(
                    400, words.say("fault.calls", body.path("calls").asString("?")));
        }
        return OptionalInt.of(calls);
    }
}
