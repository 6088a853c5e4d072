package io.soprelay.simulation;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.ImGateway;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import io.soprelay.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat platform with the rules of the real ones: a create key is known for an hour, a card takes presses and updates
 * for 14 days, calls a second, a minute and a person are limited, some people cannot be reached, answers get lost.
 */
final class SimulatedPlatform implements ImGateway {
    private static final Duration KEY_KNOWN = Duration.ofHours(1);
    private static final Duration CARD_LIFE = Duration.ofDays(14);
    private static final Duration BUDGET_WAIT_MAX = Duration.ofSeconds(5);

    private final SettableClock clock;
    private final Faults faults;
    private final Stage stage;
    private final Judge judge;
    private final Trace trace;
    private final Plant plant;
    private final Rates rates = new Rates();
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<Recipient, List<Message>> chats = new HashMap<>();
    private final Map<String, Message> byKey = new HashMap<>();
    private final Map<Account, String> names = new LinkedHashMap<>();
    private final Set<Account> unreachable = new HashSet<>();
    private Weather weather = Weather.FAIR;
    private Instant weatherUntil = Instant.MIN;
    private Instant permittedNothingAt = Instant.MIN;
    private final Set<Integer> heardThatItPermits = new HashSet<>();

    /** How the platform is at the moment. */
    enum Weather {
        FAIR,
        /** Says to come again later. */
        BUSY,
        /** Errs without effect. */
        DOWN,
        /** Answers after many seconds. */
        SLOW,
        /** Refuses everything for good. */
        REFUSING
    }

    /** What stands in a chat. */
    static final class Message {
        private final String id;
        private final Recipient to;
        private final Instant bornAt;
        private final String entry;
        private final @Nullable String text;
        private final List<Card> faces = new ArrayList<>();
        private boolean refused;

        Message(String id, Recipient to, Instant bornAt, String entry, @Nullable String text) {
            this.id = id;
            this.to = to;
            this.bornAt = bornAt;
            this.entry = entry;
            this.text = text;
        }

        String id() {
            return id;
        }

        Recipient to() {
            return to;
        }

        Instant bornAt() {
            return bornAt;
        }

        /** The entry whose delivery made it. */
        String entry() {
            return entry;
        }

        /** Every card it has shown, newest last; empty for words. */
        List<Card> faces() {
            return faces;
        }

        @Nullable
        String text() {
            return text;
        }

        /** Whether an update of it was refused for good: what it shows is nobody's fault. */
        boolean wasRefused() {
            return refused;
        }
    }

    SimulatedPlatform(SettableClock clock, Faults faults, Stage stage, Judge judge, Trace trace, Plant plant) {
        this.clock = clock;
        this.faults = faults;
        this.stage = stage;
        this.judge = judge;
        this.trace = trace;
        this.plant = plant;
    }

    void hires(Account account, String name) {
        names.put(account, name);
    }

    void weather(Weather now, Duration lasting) {
        weather = now;
        weatherUntil = clock.instant().plus(lasting);
    }

    /** Whether somebody is gone who was here, or the other way round. */
    void toggleReachable(Account account) {
        if (!unreachable.remove(account)) {
            unreachable.add(account);
        }
    }

    boolean reaches(Account account) {
        return !unreachable.contains(account);
    }

    /**
     * When it last permitted nothing at all, or a bot heard that it does again: what others have to say is put back until
     * the one message that finds out is there.
     */
    Instant permittedNothingAt() {
        return permittedNothingAt;
    }

    /** Oldest first. */
    List<Message> chat(Recipient of) {
        return chats.getOrDefault(of, List.of());
    }

    Optional<Message> find(String messageId) {
        return Optional.ofNullable(messages.get(messageId));
    }

    /** Whether presses on it still reach the bot, and updates it. */
    boolean isAlive(Message message) {
        return message.bornAt.plus(CARD_LIFE).isAfter(clock.instant());
    }

    /** The answer to a press takes a card's place. */
    void answered(Message message, Card card) {
        show(message, card, true);
    }

    @Override
    public Platform platform() {
        return Platform.FEISHU;
    }

    @Override
    public String app() {
        return "app";
    }

    @Override
    public SendResult sendCard(Recipient to, String createKey, Card card) {
        return send(to, createKey, card, null);
    }

    @Override
    public SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo) {
        return send(to, createKey, null, text);
    }

    private SendResult send(Recipient to, String createKey, @Nullable Card card, @Nullable String text) {
        String entry = Optional.ofNullable(stage.turn().entry())
                .map(claimed -> claimed.lane() + "/" + claimed.id())
                .orElse("-");
        return call(to, () -> {
            if (to instanceof Account account && unreachable.contains(account)) {
                return new SendResult.Refused(SendResult.Cause.UNREACHABLE, "has left");
            }
            String key = plant.createKey(createKey);
            Message known = byKey.get(key);
            if (known != null && known.bornAt.plus(KEY_KNOWN).isAfter(clock.instant())) {
                trace.note("known", known.id);
                return new SendResult.Sent(known.id);
            }
            Message born = new Message("om_" + (messages.size() + 1), to, clock.instant(), entry, text);
            messages.put(born.id, born);
            byKey.put(key, born);
            chats.computeIfAbsent(to, any -> new ArrayList<>()).add(born);
            trace.note("sent", born.id, to, entry, text == null ? "" : text);
            judge.born(born, stage.turn().delivery());
            if (card != null) {
                show(born, card, false);
            }
            return new SendResult.Sent(born.id);
        });
    }

    @Override
    public SendResult updateCard(String messageId, Card card) {
        Message message = messages.get(messageId);
        SendResult result = call(message == null ? null : message.to, () -> {
            if (message == null || !isAlive(message)) {
                return new SendResult.Refused(SendResult.Cause.MESSAGE_GONE, "too old");
            }
            show(message, plant.shown(message.faces.getLast(), card), false);
            return new SendResult.Sent(messageId);
        });
        if (message != null && !(result instanceof SendResult.Retry || result instanceof SendResult.Unknown)) {
            message.refused = result instanceof SendResult.Refused;
        }
        return result;
    }

    private void show(Message message, Card card, boolean answer) {
        trace.note(answer ? "answered" : "shows", message.id, card.kind(), card.title());
        judge.shown(message, card);
        message.faces.add(card);
    }

    private interface Call {
        SendResult make();
    }

    private SendResult call(@Nullable Recipient to, Call call) {
        Fault before = faults.reach(Boundary.SENDING);
        if (before == Fault.RESET) {
            return new SendResult.Unknown("connection reset");
        }
        Optional<SendResult> inTheWay = inTheWay(to);
        SendResult result = inTheWay.isPresent() ? inTheWay.get() : call.make();
        if (result instanceof SendResult.Refused) {
            stage.turn().refuse();
        }
        Fault after = inTheWay.isPresent() ? null : faults.reach(Boundary.SENT);
        boolean lost = before == Fault.ANSWER_LOST || after == Fault.ANSWER_LOST || after == Fault.RESET;
        if (lost) {
            return new SendResult.Unknown("no answer");
        }
        if (inTheWay.isEmpty()) {
            heardThatItPermits();
        }
        return result;
    }

    private void heardThatItPermits() {
        Bot bot = stage.bot();
        boolean ever = !permittedNothingAt.equals(Instant.MIN);
        if (ever && bot != null && heardThatItPermits.add(bot.number())) {
            permittedNothingAt = clock.instant();
        }
    }

    private Optional<SendResult> inTheWay(@Nullable Recipient to) {
        Weather now = clock.instant().isBefore(weatherUntil) ? weather : Weather.FAIR;
        switch (now) {
            case BUSY -> {
                return Optional.of(new SendResult.Retry(Duration.ofSeconds(2), "busy"));
            }
            case DOWN -> {
                return Optional.of(new SendResult.Unknown("502"));
            }
            case REFUSING -> {
                permittedNothingAt = clock.instant();
                heardThatItPermits.clear();
                return Optional.of(new SendResult.Refused(SendResult.Cause.NOT_PERMITTED, "switched off"));
            }
            case SLOW -> clock.tick(Duration.ofSeconds(12));
            case FAIR -> {}
        }
        return withinRates(to);
    }

    /** A gateway waits for its budget itself, as long as a thread may wait. */
    private Optional<SendResult> withinRates(@Nullable Recipient to) {
        Optional<Duration> wait = rates.taken(to, clock.instant().toEpochMilli());
        while (wait.isPresent()) {
            if (wait.get().compareTo(BUDGET_WAIT_MAX) > 0) {
                return Optional.of(new SendResult.Retry(wait.get(), "too many calls"));
            }
            clock.tick(wait.get());
            wait = rates.taken(to, clock.instant().toEpochMilli());
        }
        return Optional.empty();
    }

    @Override
    public Download download(String messageId, MessageContent.Attachment attachment, long maxBytes) {
        Fault fault = faults.reach(Boundary.SENDING);
        boolean down = clock.instant().isBefore(weatherUntil) && weather == Weather.DOWN;
        return fault == Fault.RESET || fault == Fault.ANSWER_LOST || down
                ? new Download.Later("no connection")
                : new Download.Done(attachment.key().getBytes(StandardCharsets.UTF_8), "image/jpeg", attachment.name());
    }

    @Override
    public Lookup profile(Account account) {
        return Optional.ofNullable(names.get(account))
                .<Lookup>map(name -> new Lookup.Known(new Profile(account, name, null, null)))
                .orElseGet(Lookup.Untold::new);
    }

    @Override
    public Optional<Account> findByMobile(String mobile) {
        return Optional.empty();
    }
}
