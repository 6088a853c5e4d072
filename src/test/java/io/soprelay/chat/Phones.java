package io.soprelay.chat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.ImGateway;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A platform that keeps what everybody sees, honours create keys as long as it does, and fails when told to. */
final class Phones implements ImGateway {
    /** What stands in a chat: a card or words. */
    record Message(
            String id,
            Recipient to,
            @Nullable Card card,
            @Nullable String text,
            @Nullable String replyTo) {}

    final Map<String, Message> messages = new LinkedHashMap<>();
    final List<String> updates = new ArrayList<>();
    final List<String> createKeys = new ArrayList<>();
    final Deque<SendResult> nextSends = new ArrayDeque<>();
    final Set<Recipient> unreachable = new HashSet<>();
    final Deque<SendResult> nextUpdates = new ArrayDeque<>();
    final Map<String, byte[]> files = new HashMap<>();
    final Set<String> broken = new HashSet<>();
    final Map<Account, String> names = new HashMap<>();
    final List<Account> asked = new ArrayList<>();
    boolean contactsFail;
    final Map<String, Account> mobiles = new HashMap<>();
    final Map<Account, String> stableIds = new HashMap<>();
    /** As long as Feishu knows a key; DingTalk knows one for ever. */
    private static final Duration KEY_KNOWN = Duration.ofHours(1);

    private final Map<String, Made> byKey = new HashMap<>();
    private final Platform platform;
    private final InstantSource clock;
    private int made;

    /** The message a create key made. */
    private record Made(String id, Instant at) {}

    /** @param clock the platform's */
    Phones(Platform platform, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
    }

    @Nullable
    PlatformState state;

    @Override
    public PlatformState state() {
        return state == null ? PlatformState.free(platform, List.of()) : state;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    /** As if the company had made another app and given it to the bot. */
    String app = "app_1";

    @Override
    public String app() {
        return app;
    }

    @Override
    public SendResult sendCard(Recipient to, String createKey, Card card) {
        return send(to, createKey, card, null, null);
    }

    @Override
    public SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo) {
        return send(to, createKey, null, text, replyTo);
    }

    private SendResult send(
            Recipient to, String key, @Nullable Card card, @Nullable String text, @Nullable String replyTo) {
        if (key.length() > 50) {
            throw new AssertionError("A create key has at most 50 characters, but was " + key);
        }
        createKeys.add(key);
        if (unreachable.contains(to)) {
            return new SendResult.Refused(SendResult.Cause.UNREACHABLE, "resigned");
        }
        SendResult told = nextSends.poll();
        if (told instanceof SendResult.Refused || told instanceof SendResult.Retry) {
            return told;
        }
        Made known = byKey.get(key);
        if (known == null || isForgotten(known)) {
            known = new Made(platform.key() + "_" + ++made, clock.instant());
            byKey.put(key, known);
        }
        String id = known.id();
        messages.putIfAbsent(id, new Message(id, to, card, text, replyTo));
        return told == null ? new SendResult.Sent(id) : told;
    }

    private boolean isForgotten(Made known) {
        return platform == Platform.FEISHU && !known.at().plus(KEY_KNOWN).isAfter(clock.instant());
    }

    @Override
    public SendResult updateCard(String messageId, Card card) {
        SendResult told = nextUpdates.poll();
        if (told != null) {
            return told;
        }
        updates.add(messageId);
        show(messageId, card);
        return new SendResult.Sent(messageId);
    }

    void show(String messageId, Card card) {
        Message old = messages.get(messageId);
        if (old == null) {
            throw new AssertionError("There is no message " + messageId);
        }
        messages.put(messageId, new Message(messageId, old.to(), card, null, old.replyTo()));
    }

    @Override
    public Download download(String messageId, MessageContent.Attachment attachment, long maxBytes) {
        byte[] bytes = files.get(attachment.key());
        if (bytes != null && bytes.length > maxBytes) {
            return new Download.TooLarge("more than " + maxBytes + " bytes");
        }
        return bytes == null || broken.contains(attachment.key())
                ? new Download.Impossible("no such file")
                : new Download.Done(bytes, "image/jpeg", attachment.name());
    }

    @Override
    public Lookup profile(Account account) {
        asked.add(account);
        String name = names.get(account);
        if (contactsFail) {
            return new Lookup.Later("told to fail");
        }
        return name == null
                ? new Lookup.Untold()
                : new Lookup.Known(new Profile(account, name, stableIds.get(account), null));
    }

    @Override
    public Optional<Account> findByMobile(String mobile) {
        return Optional.ofNullable(mobiles.get(mobile));
    }

    /** The form as it stands, with these values typed over it. */
    static Map<String, List<String>> filled(Card card, String... labelsAndValues) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Card.Form form = card.form();
        if (form == null) {
            return values;
        }
        form.controls().stream()
                .filter(control -> !control.value().isEmpty())
                .forEach(control -> values.put(control.name(), control.value()));
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            String label = labelsAndValues[i];
            String name = form.controls().stream()
                    .filter(control -> control.label().equals(label))
                    .map(Card.Control::name)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No field '" + label + "' on " + card));
            values.put(name, List.of(labelsAndValues[i + 1]));
        }
        return values;
    }
}
