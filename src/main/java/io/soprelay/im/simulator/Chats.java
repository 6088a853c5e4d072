package io.soprelay.im.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** All messages of all chats of one platform, in the order they were sent. Safe for many threads. */
public final class Chats {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<String, ChatMessage> messages = new LinkedHashMap<>();
    private final Map<String, List<String>> byChat = new HashMap<>();
    private final Map<String, Integer> inClick = new HashMap<>();
    private final List<Consumer<ChatMessage>> listeners = new ArrayList<>();
    private Consumer<ChatMessage> memory = message -> {};
    private long revision;

    /** The private chat of a person with the bot; the same for ever. */
    static String chatOf(String openId) {
        return "oc_" + Ids.stable("chat:" + openId);
    }

    /** Told every new or changed message from now on, inside the lock. */
    public void memory(Consumer<ChatMessage> keeper) {
        locked(() -> memory = keeper);
    }

    /** Told every new or changed message after {@link #memory}, inside the lock, so in the order of the changes. */
    public void listen(Consumer<ChatMessage> listener) {
        locked(() -> listeners.add(listener));
    }

    /** Sends a message, or puts it in the place of the one with its id. */
    public void add(ChatMessage message) {
        locked(() -> {
            put(message);
            tell(message);
            return signal();
        });
    }

    /** Nothing was ever said. */
    public void clear() {
        locked(() -> {
            messages.clear();
            byChat.clear();
            inClick.clear();
            return signal();
        });
    }

    /** A message as it was remembered; the newest form of an id wins. */
    void restore(ChatMessage message) {
        locked(() -> {
            put(message);
            return signal();
        });
    }

    /** Changes a message in place; nothing happens when there is none with the id. */
    public void change(String messageId, UnaryOperator<ChatMessage> change) {
        locked(() -> {
            ChatMessage changed = messages.computeIfPresent(messageId, (id, message) -> change.apply(message));
            if (changed != null) {
                tell(changed);
            }
            return signal();
        });
    }

    /** Any message of any chat. */
    public Optional<ChatMessage> find(String messageId) {
        return locked(() -> Optional.ofNullable(messages.get(messageId)));
    }

    /** Oldest first. */
    public List<ChatMessage> inChat(String chatId) {
        return locked(() -> byChat.getOrDefault(chatId, List.of()).stream()
                .map(messages::get)
                .toList());
    }

    /** How many messages a chat holds. */
    public int countIn(String chatId) {
        return locked(() -> byChat.getOrDefault(chatId, List.of()).size());
    }

    /** Every message, oldest first. */
    public List<ChatMessage> all() {
        return locked(() -> List.copyOf(messages.values()));
    }

    /** Marks a click on its way; while it is, an update of the card is refused as Feishu refuses it. */
    void enterClick(String messageId) {
        locked(() -> inClick.merge(messageId, 1, Integer::sum));
    }

    void leaveClick(String messageId) {
        locked(() -> Optional.ofNullable(
                inClick.computeIfPresent(messageId, (id, clicks) -> clicks == 1 ? null : clicks - 1)));
    }

    boolean isInClick(String messageId) {
        return locked(() -> inClick.containsKey(messageId));
    }

    /** Grows with every change anywhere. */
    public long revision() {
        return locked(() -> revision);
    }

    /**
     * Waits until {@code look} finds something, looking again after each change.
     *
     * @return empty when {@code patience} ended first
     */
    public <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            Optional<T> found = look.get();
            while (found.isEmpty() && nanos > 0) {
                nanos = news.awaitNanos(nanos);
                found = look.get();
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void put(ChatMessage message) {
        if (messages.put(message.id(), message) == null) {
            byChat.computeIfAbsent(message.chatId(), id -> new ArrayList<>()).add(message.id());
        }
    }

    private void tell(ChatMessage message) {
        memory.accept(message);
        listeners.forEach(listener -> listener.accept(message));
    }

    private boolean signal() {
        revision++;
        news.signalAll();
        return true;
    }

    private <T> T locked(Supplier<T> act) {
        lock.lock();
        try {
            return act.get();
        } finally {
            lock.unlock();
        }
    }
}
