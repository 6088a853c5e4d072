package io.soprelay.flow.decide;

import io.soprelay.flow.model.MemberId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The versions of people's cards for one item. */
final class Parts {
    private Parts() {}

    /** One version on for each of these people; version 1 for whoever had no part before. */
    static Map<MemberId, Integer> raised(Map<MemberId, Integer> parts, Collection<MemberId> members) {
        Map<MemberId, Integer> next = new LinkedHashMap<>(parts);
        for (MemberId member : new LinkedHashSet<>(members)) {
            next.merge(member, 1, Integer::sum);
        }
        return next;
    }

    /** Who holds only one of the two: lost a part or gained one. */
    static Set<MemberId> changed(List<MemberId> before, List<MemberId> after) {
        Set<MemberId> changed = new LinkedHashSet<>(before);
        after.forEach(changed::remove);
        after.stream().filter(member -> !before.contains(member)).forEach(changed::add);
        return changed;
    }
}
