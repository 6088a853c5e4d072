package io.soprelay.im.simulator;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who works in the simulated company, and who can not be reached. */
final class People {
    private final Map<String, SimulatedPerson> byName = new LinkedHashMap<>();
    private final Map<String, FeishuGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, Reach> reaches = new ConcurrentHashMap<>();

    synchronized void add(SimulatedPerson person) {
        byName.put(person.name(), person);
    }

    void add(FeishuGroup group) {
        groups.put(group.chatId(), group);
    }

    List<FeishuGroup> groups() {
        return groups.values().stream()
                .sorted(Comparator.comparing(FeishuGroup::name))
                .toList();
    }

    Optional<FeishuGroup> group(String chatId) {
        return Optional.ofNullable(groups.get(chatId));
    }

    synchronized Collection<SimulatedPerson> all() {
        return List.copyOf(byName.values());
    }

    synchronized Optional<SimulatedPerson> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** By open_id, union_id or chat_id. */
    Optional<SimulatedPerson> byId(String id) {
        return all().stream()
                .filter(person -> person.openId().equals(id)
                        || person.unionId().equals(id)
                        || person.chatId().equals(id))
                .findFirst();
    }

    /** Is it the open_id a person of ours has in some other app? */
    boolean foreign(String openId) {
        return all().stream().anyMatch(person -> person.openIdInAnotherApp().equals(openId));
    }

    /** Everybody can be reached, and nobody has anything typed in. */
    void clear() {
        reaches.clear();
        all().forEach(SimulatedPerson::forgetDrafts);
    }

    void reach(String openId, Reach reach) {
        reaches.put(openId, reach);
    }

    Reach reach(String openId) {
        return reaches.getOrDefault(openId, Reach.REACHABLE);
    }
}
