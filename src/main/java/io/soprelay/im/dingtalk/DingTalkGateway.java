package io.soprelay.im.dingtalk;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Finding;
import io.soprelay.im.ImGateway;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.DingTalkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What the bot does on DingTalk. Thread safe; made for virtual threads.
 *
 * <p>Every message is a card, because only a card can be sent twice without arriving twice: its create key is the
 * platform's {@code outTrackId}, which names one card for ever and is the message's id from then on.
 */
public final class DingTalkGateway implements ImGateway {
    private static final Logger LOG = LoggerFactory.getLogger(DingTalkGateway.class);

    private static final String CARDS = "/v1.0/card/instances";
    private static final int CREATE_KEY_CHARS_MAX = 50;
    private static final Duration DELIVER_AGAIN = Duration.ofSeconds(5);

    private final DingTalkApi api;
    private final DingTalkCards cards;
    private final DingTalkSpaces spaces;
    private final DingTalkPictures pictures;
    private final UndeliveredCards undelivered;
    private final OpenPresses openPresses;
    private final CallMeter pushes;
    private final DingTalkSettings settings;

    /**
     * @param openPresses shared with the desk; a message that is being pressed is not updated
     * @param pushes what has come in this month
     */
    public DingTalkGateway(
            DingTalkSettings settings,
            DingTalkApi api,
            DingTalkCards cards,
            MediaStore media,
            UploadedKeys uploadedKeys,
            UndeliveredCards undelivered,
            OpenPresses openPresses,
            CallMeter pushes) {
        this.pushes = pushes;
        this.settings = settings;
        this.api = api;
        this.cards = cards;
        this.spaces = new DingTalkSpaces(settings, cards.templateId());
        this.pictures = new DingTalkPictures(api, media, uploadedKeys);
        this.undelivered = undelivered;
        this.openPresses = openPresses;
    }

    private DingTalkGateway(DingTalkGateway same, DingTalkApi api) {
        this.settings = same.settings;
        this.api = api;
        this.cards = same.cards;
        this.spaces = same.spaces;
        this.pictures = same.pictures;
        this.undelivered = same.undelivered;
        this.openPresses = same.openPresses;
        this.pushes = same.pushes;
    }

    @Override
    public ImGateway answering() {
        return new DingTalkGateway(this, api.answering());
    }

    @Override
    public Platform platform() {
        return Platform.DINGTALK;
    }

    @Override
    public String app() {
        return settings.clientId();
    }

    @Override
    public SendResult sendCard(Recipient to, String createKey, Card card) {
        String outTrackId = checked(createKey);
        return sendRendered(card, (shown, variables) -> create(to, outTrackId, variables, shown.summary()));
    }

    @Override
    public SendResult updateCard(String messageId, Card card) {
        Optional<Duration> pressed = openPresses.wait(messageId);
        if (pressed.isPresent()) {
            return SendResult.Retry.unasked(pressed.get(), "the card is being pressed");
        }
        return sendRendered(card, (shown, variables) -> update(messageId, variables));
    }

    /** The platform's cards answer no message, so {@code replyTo} is left out. */
    @Override
    public SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo) {
        return sendCard(to, createKey, DingTalkCards.ofText(text));
    }

    @Override
    public Download download(String messageId, MessageContent.Attachment attachment, long maxBytes) {
        DingTalkReply asked = api.post(
                "/v1.0/robot/messageFiles/download",
                Map.of("downloadCode", attachment.key(), "robotCode", settings.robotCode()));
        Optional<String> address = done(asked).flatMap(body -> text(body, "downloadUrl"));
        if (address.isEmpty()) {
            return notNow(asked);
        }
        if (!api.isTrusted(address.get())) {
            return new Download.Impossible("an address that is not private: it is not opened");
        }
        DingTalkReply fetched = api.download(address.get(), maxBytes);
        if (fetched instanceof DingTalkReply.File(byte[] bytes, String ignored)) {
            // The platform calls every file application/octet-stream; what it is, its bytes say.
            return new Download.Done(bytes, null, attachment.name());
        }
        return fetched instanceof DingTalkReply.TooLarge(String reason)
                ? new Download.TooLarge(reason)
                : notNow(fetched);
    }

    @Override
    public Lookup profile(Account account) {
        DingTalkReply reply = api.people("/topapi/v2/user/get", Map.of("userid", account.id(), "language", "zh_CN"));
        Optional<JsonNode> user = done(reply).map(body -> body.path("result"));
        if (user.isEmpty()) {
            return switch (DingTalkErrors.failure(reply)) {
                case SendResult.Retry(Duration after, String reason, boolean asked) -> new Lookup.Later(reason);
                case SendResult.Unknown(String reason) -> new Lookup.Later(reason);
                case SendResult.Refused(SendResult.Cause cause, String ignored) ->
                    cause == SendResult.Cause.UNREACHABLE ? new Lookup.Nobody() : new Lookup.Untold();
                case SendResult.Sent sent -> new Lookup.Untold();
            };
        }
        return text(user.get(), "name")
                .<Lookup>map(name -> new Lookup.Known(
                        new Profile(account, name, text(user.get(), "unionid").orElse(null), null)))
                .orElseGet(Lookup.Untold::new);
    }

    @Override
    public Optional<Account> findByMobile(String mobile) {
        return done(api.people("/topapi/v2/user/getbymobile", Map.of("mobile", mobile)))
                .flatMap(body -> text(body.path("result"), "userid"))
                .map(userId -> new Account(Platform.DINGTALK, userId));
    }

    @Override
    public PlatformState state() {
        PlatformState.Calls calls = counted(api.meter());
        // With the month a refusal is over that nothing has contradicted yet.
        List<Finding> findings = api.findings().all().stream()
                .filter(finding -> finding.kind() != Finding.Kind.QUOTA || calls.spent())
                .toList();
        return new PlatformState(Platform.DINGTALK, findings, calls, counted(pushes));
    }

    private static PlatformState.Calls counted(CallMeter meter) {
        CallMeter.Used used = meter.used();
        return new PlatformState.Calls(used.calls(), used.limit(), used.spent());
    }

    /**
     * Tells the platform where presses go; repeating it is harmless.
     *
     * @return why not; empty if it is told
     */
    Optional<SendResult> registerCallback() {
        DingTalkReply reply = api.post(
                "/v1.0/card/callbacks/register",
                Map.of(
                        "callbackRouteKey",
                        settings.clientId(),
                        "callbackUrl",
                        settings.callbackUrl(),
                        "apiSecret",
                        settings.callbackApiSecret().reveal(),
                        "forceUpdate",
                        true));
        return done(reply).isPresent() ? Optional.empty() : Optional.of(DingTalkErrors.failure(reply));
    }

    private interface Send {
        SendResult send(Card shown, Map<String, String> variables);
    }

    /** Uploads what is missing, renders, sends; once more without its words if the platform does not let them through. */
    private SendResult sendRendered(Card card, Send send) {
        Optional<SendResult> later = pictures.upload(card);
        if (later.isPresent()) {
            return later.get();
        }
        SendResult result =
                send.send(card, cards.render(card, pictures::mediaId).variables());
        if (!(result instanceof SendResult.Refused(SendResult.Cause cause, String detail))
                || !detail.contains(DingTalkErrors.UNSAFE)) {
            return result;
        }
        LOG.warn("Words of a card were not let through, it goes out without them: {}", detail);
        Card without = cards.withoutWords(card);
        return send.send(without, cards.render(without, pictures::mediaId).variables());
    }

    private SendResult create(Recipient to, String outTrackId, Map<String, String> variables, String summary) {
        DingTalkReply reply =
                api.post(CARDS + "/createAndDeliver", spaces.createAndDeliver(to, outTrackId, variables, summary));
        if (reply instanceof DingTalkReply.Answer answer && answer.code().equals(DingTalkErrors.ALREADY_EXISTS)) {
            return undelivered.contains(outTrackId) ? deliver(to, outTrackId, variables) : madeBefore(to, outTrackId);
        }
        Optional<JsonNode> result = done(reply).map(body -> body.path("result"));
        if (result.isEmpty()) {
            return DingTalkErrors.failure(reply);
        }
        Optional<String> refused = notDelivered(result.get());
        if (refused.isPresent()) {
            undelivered.add(outTrackId);
            return new SendResult.Retry(DELIVER_AGAIN, "the card was made and not put into the chat: " + refused.get());
        }
        return new SendResult.Sent(outTrackId);
    }

    /**
     * An earlier try made the card, and its answer was lost: nobody knows whether the chat took it, and a chat that takes
     * cards now may not have taken them then. It is put there again, which does nothing to a card that lies there on the
     * simulated platform and is not documented of the live one. A card seen twice is better than one never seen. A call
     * that is itself refused tells nothing, and the card counts as arrived, as the platform's documents say.
     */
    private SendResult madeBefore(Recipient to, String outTrackId) {
        SendResult delivered = putIntoChat(to, outTrackId);
        if (!(delivered instanceof SendResult.Refused(SendResult.Cause cause, String ignored))) {
            return delivered;
        }
        return switch (cause) {
            case UNREACHABLE -> {
                undelivered.add(outTrackId);
                yield delivered;
            }
            case NOT_PERMITTED -> delivered;
            case MESSAGE_GONE, BAD_CONTENT, OTHER -> new SendResult.Sent(outTrackId);
        };
    }

    /** The card is there since an earlier try: brings it up to date and puts it into the chat. */
    private SendResult deliver(Recipient to, String outTrackId, Map<String, String> variables) {
        SendResult current = update(outTrackId, variables);
        if (!(current instanceof SendResult.Sent)) {
            return current;
        }
        SendResult delivered = putIntoChat(to, outTrackId);
        if (delivered instanceof SendResult.Sent) {
            undelivered.remove(outTrackId);
        }
        return delivered;
    }

    private SendResult putIntoChat(Recipient to, String outTrackId) {
        DingTalkReply reply = api.post(CARDS + "/deliver", spaces.deliver(to, outTrackId));
        Optional<JsonNode> result = done(reply).map(body -> body.path("result"));
        if (result.isEmpty()) {
            return DingTalkErrors.failure(reply);
        }
        return notDelivered(result.get())
                .<SendResult>map(refused ->
                        new SendResult.Refused(SendResult.Cause.UNREACHABLE, "not put into the chat: " + refused))
                .orElseGet(() -> new SendResult.Sent(outTrackId));
    }

    private SendResult update(String outTrackId, Map<String, String> variables) {
        DingTalkReply reply = api.put(CARDS, DingTalkSpaces.update(outTrackId, variables));
        return done(reply)
                .<SendResult>map(body -> new SendResult.Sent(outTrackId))
                .orElseGet(() -> DingTalkErrors.failure(reply));
    }

    /** Success of a call says nothing of the chats: each is answered on its own. */
    private static Optional<String> notDelivered(JsonNode result) {
        JsonNode chats = result.isArray() ? result : result.path("deliverResults");
        return chats.valueStream()
                .filter(chat -> !chat.path("success").asBoolean(true))
                .map(chat -> chat.path("errorMsg").asString("no reason given"))
                .findFirst();
    }

    private static Download notNow(DingTalkReply reply) {
        return switch (DingTalkErrors.failure(reply)) {
            case SendResult.Refused(SendResult.Cause ignored, String detail) -> new Download.Impossible(detail);
            case SendResult.Retry(Duration ignored, String reason, boolean asked) -> new Download.Later(reason);
            case SendResult.Unknown(String reason) -> new Download.Later(reason);
            case SendResult.Sent ignored -> throw new IllegalStateException("A failure is never a success");
        };
    }

    private static Optional<JsonNode> done(DingTalkReply reply) {
        return reply instanceof DingTalkReply.Answer answer && answer.isDone()
                ? Optional.of(answer.body())
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String checked(String createKey) {
        if (createKey.isBlank() || createKey.length() > CREATE_KEY_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "A create key has 1 to %d characters, but was '%s'".formatted(CREATE_KEY_CHARS_MAX, createKey));
        }
        return createKey;
    }
}
