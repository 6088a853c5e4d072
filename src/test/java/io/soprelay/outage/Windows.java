package io.soprelay.outage;

import io.soprelay.outage.PlatformWithLimits.Call;
import io.soprelay.outage.PlatformWithLimits.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every window of every limit, wherever it begins; calls that failed count too. */
final class Windows {
    private final Map<Limit, List<Instant>> calls = new LinkedHashMap<>();

    Windows(List<Call> all) {
        all.forEach(call -> call.limits()
                .forEach(limit ->
                        calls.computeIfAbsent(limit, any -> new ArrayList<>()).add(call.at())));
    }

    /** Limits that were exceeded, each with the first moment of one. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        calls.forEach((limit, moments) -> {
            for (int i = limit.calls(); i < moments.size(); i++) {
                Instant first = moments.get(i - limit.calls());
                if (Duration.between(first, moments.get(i)).compareTo(limit.window()) < 0) {
                    broken.add("%s: more than %d in %s from %s on"
                            .formatted(limit.name(), limit.calls(), limit.window(), first));
                    return;
                }
            }
        });
        return broken;
    }
}
