package io.soprelay.im.dingtalk;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers cards that exist on the platform and were not put into the chat: making them again would say that they exist,
 * which otherwise means that they arrived. The root wires a durable one.
 */
public interface UndeliveredCards {

    boolean contains(String outTrackId);

    void add(String outTrackId);

    void remove(String outTrackId);

    /** Remembers until the process ends. */
    static UndeliveredCards inMemory() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        return new UndeliveredCards() {
            @Override
            public boolean contains(String outTrackId) {
                return ids.contains(outTrackId);
            }

            @Override
            public void add(String outTrackId) {
                ids.add(outTrackId);
            }

            @Override
            public void remove(String outTrackId) {
                ids.remove(outTrackId);
            }
        };
    }
}
