package io.soprelay.im.simulator.dingtalk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who works in the simulated company, which groups there are, and who can not be reached. */
final class Colleagues {
    private final DingTalkPlatformConfig config;
    private final Map<String, DingTalkPerson> byName = new LinkedHashMap<>();
    private final Map<String, DingTalkGroup> groups = new LinkedHashMap<>();
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();

    Colleagues(DingTalkPlatformConfig config) {
        this.config = config;
    }

    synchronized void add(DingTalkPerson person) {
        byName.put(person.name(), person);
    }

    synchronized void add(DingTalkGroup group) {
        groups.put(group.conversationId(), group);
    }

    synchronized List<DingTalkPerson> all() {
        return List.copyOf(byName.values());
    }

    synchronized List<DingTalkGroup> groups() {
        return List.copyOf(groups.values());
    }

    synchronized Optional<DingTalkPerson> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    synchronized Optional<DingTalkGroup> group(String conversationId) {
        return Optional.ofNullable(groups.get(conversationId));
    }

    /** @param idType 1 for a userId, 2 for a unionId */
    Optional<DingTalkPerson> byId(String id, int idType) {
        return all().stream()
                .filter(person -> (idType == 2 ? person.unionId() : person.userId()).equals(id))
                .findFirst();
    }

    Optional<DingTalkPerson> byUserId(String userId) {
        return byId(userId, 1);
    }

    /** The person whose private chat with the robot it is. */
    Optional<DingTalkPerson> ofChat(String chatId) {
        return all().stream().filter(person -> person.chatId().equals(chatId)).findFirst();
    }

    boolean ourRobot(String robotCode) {
        return robotCode.equals(config.app().robotCode());
    }

    void reachable(DingTalkPerson person, boolean yes) {
        if (yes) {
            unreachable.remove(person.userId());
        } else {
            unreachable.add(person.userId());
        }
    }

    boolean reachable(DingTalkPerson person) {
        return !unreachable.contains(person.userId());
    }

    /** Everybody can be reached, and nobody has anything typed in. */
    void clear() {
        unreachable.clear();
        all().forEach(DingTalkPerson::forgetDrafts);
    }
}
