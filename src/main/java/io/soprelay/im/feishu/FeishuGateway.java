package io.soprelay.im.feishu;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.GroupChat;
import io.soprelay.im.ImGateway;
import io.soprelay.im.MessageContent;
import io.soprelay.im.Platform;
import io.soprelay.im.PlatformState;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.PictureUploads;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.im.feishu.FeishuApi.Method;
import io.soprelay.media.MediaId;
import io.soprelay.media.MediaStore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the bot does on Feishu. Thread safe; made for virtual threads.
 *
 * <p>A create key travels as the platform's {@code uuid}: within one hour it makes at most one message.
 */
public final class FeishuGateway implements ImGateway {
    private static final String MESSAGES = "/open-apis/im/v1/messages";
    private static final int CREATE_KEY_CHARS_MAX = 50;
    private static final long PICTURE_BYTES_MAX = 10L * 1024 * 1024;
    /** How long to believe that the platform does not tell the bot's own account. */
    private static final Duration BOT_UNKNOWN_FOR = Duration.ofMinutes(5);

    private final FeishuApi api;
    private final FeishuCards cards;
    private final PictureUploads pictures;
    private final UploadedKeys uploadedKeys;
    private final OpenPresses openPresses;
    private final InstantSource clock;
    private volatile @Nullable String botOpenId;
    private volatile Instant askBotAgainAt = Instant.MIN;

    /**
     * @param openPresses shared with the callback; a message that is being pressed is not updated
     * @param clock the machine's clock
     */
    public FeishuGateway(
            FeishuApi api,
            FeishuCards cards,
            MediaStore media,
            UploadedKeys uploadedKeys,
            OpenPresses openPresses,
            InstantSource clock) {
        this(api, cards, new PictureUploads(media, uploadedKeys, PICTURE_BYTES_MAX), uploadedKeys, openPresses, clock);
    }

    private FeishuGateway(
            FeishuApi api,
            FeishuCards cards,
            PictureUploads pictures,
            UploadedKeys uploadedKeys,
            OpenPresses openPresses,
            InstantSource clock) {
        this.api = api;
        this.cards = cards;
        this.pictures = pictures;
        this.uploadedKeys = uploadedKeys;
        this.openPresses = openPresses;
        this.clock = clock;
    }

    @Override
    public ImGateway answering() {
        return new FeishuGateway(api.answering(), cards, pictures, uploadedKeys, openPresses, clock);
    }

    @Override
    public Platform platform() {
        return Platform.FEISHU;
    }

    @Override
    public String app() {
        return api.appId();
    }

    @Override
    public SendResult sendCard(Recipient to, String createKey, Card card) {
        String uuid = checked(createKey);
        return sendRendered(card, content -> create(to, "interactive", content, uuid), FeishuGateway::createdMessage);
    }

    @Override
    public SendResult updateCard(String messageId, Card card) {
        Optional<Duration> pressed = openPresses.wait(messageId);
        if (pressed.isPresent()) {
            return SendResult.Retry.unasked(pressed.get(), "the card is being pressed");
        }
        return sendRendered(
                card,
                content -> api.send(
                        Method.PATCH, MESSAGES + "/" + encoded(messageId), Map.of("content", content), messageId),
                answer -> new SendResult.Sent(messageId));
    }

    @Override
    public SendResult sendText(Recipient to, String createKey, String text, @Nullable String replyTo) {
        String uuid = checked(createKey);
        String content = JsonNodeFactory.instance
                .objectNode()
                .put("text", FeishuText.message(text))
                .toString();
        if (replyTo != null) {
            FeishuReply reply = api.send(
                    Method.POST,
                    MESSAGES + "/" + encoded(replyTo) + "/reply",
                    Map.of("content", content, "msg_type", "text", "uuid", uuid),
                    to.id());
            SendResult result = result(reply, FeishuGateway::createdMessage);
            boolean parentGone = result instanceof SendResult.Refused(SendResult.Cause cause, String ignored)
                    && cause == SendResult.Cause.MESSAGE_GONE;
            if (!parentGone) {
                return result;
            }
        }
        return result(create(to, "text", content, uuid), FeishuGateway::createdMessage);
    }

    @Override
    public Download download(String messageId, MessageContent.Attachment attachment, long maxBytes) {
        String path = MESSAGES + "/" + encoded(messageId) + "/resources/" + encoded(attachment.key()) + "?type="
                + (attachment.picture() ? "image" : "file");
        FeishuReply reply = api.download(path, maxBytes);
        if (reply instanceof FeishuReply.File(byte[] bytes, String contentType, String name)) {
            String label = attachment.name() == null ? name : attachment.name();
            return new Download.Done(bytes, contentType, label);
        }
        if (reply instanceof FeishuReply.TooLarge(String reason)) {
            return new Download.TooLarge(reason);
        }
        return switch (FeishuErrors.failure(reply)) {
            case SendResult.Refused(SendResult.Cause ignored, String detail) -> new Download.Impossible(detail);
            case SendResult.Retry(Duration ignored, String reason, boolean asked) -> new Download.Later(reason);
            case SendResult.Unknown(String reason) -> new Download.Later(reason);
            case SendResult.Sent ignored -> throw new IllegalStateException("A failure is never a success");
        };
    }

    @Override
    public Lookup profile(Account account) {
        FeishuReply reply = api.get("/open-apis/contact/v3/users/" + encoded(account.id()) + "?user_id_type=open_id");
        if (!(reply instanceof FeishuReply.Answer answer && answer.isDone())) {
            return switch (FeishuErrors.failure(reply)) {
                case SendResult.Retry(Duration after, String reason, boolean asked) -> new Lookup.Later(reason);
                case SendResult.Unknown(String reason) -> new Lookup.Later(reason);
                case SendResult.Refused(SendResult.Cause cause, String ignored) ->
                    cause == SendResult.Cause.UNREACHABLE ? new Lookup.Nobody() : new Lookup.Untold();
                case SendResult.Sent sent -> new Lookup.Untold();
            };
        }
        // A field whose scope is missing is simply absent.
        JsonNode user = answer.body().path("data").path("user");
        return text(user, "name")
                .<Lookup>map(name -> new Lookup.Known(
                        new Profile(account, name, text(user, "union_id").orElse(null), null)))
                .orElseGet(Lookup.Untold::new);
    }

    @Override
    public Optional<Account> findByMobile(String mobile) {
        FeishuReply reply = api.send(
                Method.POST,
                "/open-apis/contact/v3/users/batch_get_id?user_id_type=open_id",
                Map.of("mobiles", List.of(mobile)),
                null);
        return data(reply)
                .flatMap(data -> text(data.path("user_list").path(0), "user_id"))
                .map(openId -> new Account(Platform.FEISHU, openId));
    }

    @Override
    public PlatformState state() {
        return PlatformState.free(Platform.FEISHU, api.findings().all());
    }

    /** The bot's own account, asked once; empty if the platform does not tell (asked again after 5 minutes). */
    public Optional<String> botOpenId() {
        String known = botOpenId;
        if (known != null || clock.instant().isBefore(askBotAgainAt)) {
            return Optional.ofNullable(known);
        }
        FeishuReply reply = api.get("/open-apis/bot/v3/info");
        Optional<String> told = reply instanceof FeishuReply.Answer answer && answer.isDone()
                ? text(answer.body().path("bot"), "open_id")
                : Optional.empty();
        botOpenId = told.orElse(null);
        askBotAgainAt = clock.instant().plus(BOT_UNKNOWN_FOR);
        return told;
    }

    /** Uploads what is missing, renders, checks, sends; once more if the platform has forgotten a picture. */
    private SendResult sendRendered(
            Card card, Function<String, FeishuReply> send, Function<FeishuReply.Answer, SendResult> onDone) {
        for (boolean last = card.pictures().isEmpty(); ; last = true) {
            Optional<SendResult> later = pictures.upload(card, this::upload);
            if (later.isPresent()) {
                return later.get();
            }
            FeishuCards.Rendered rendered = cards.render(card, uploadedKeys::find);
            if (!rendered.problems().isEmpty()) {
                return new SendResult.Refused(SendResult.Cause.BAD_CONTENT, String.join("; ", rendered.problems()));
            }
            FeishuReply reply = send.apply(rendered.json());
            boolean pictureForgotten = reply instanceof FeishuReply.Answer answer
                    && !answer.isDone()
                    && answer.innerCode() == FeishuErrors.BAD_IMAGE_KEY;
            if (last || !pictureForgotten) {
                return result(reply, onDone);
            }
            card.pictures().forEach(picture -> uploadedKeys.forget(picture.media()));
        }
    }

    private SendResult upload(MediaId picture, byte[] bytes) {
        FeishuReply reply = api.upload("/open-apis/im/v1/images", bytes);
        Optional<String> key = data(reply).flatMap(data -> text(data, "image_key"));
        if (key.isPresent()) {
            uploadedKeys.remember(picture, key.get());
            return new SendResult.Sent(key.get());
        }
        SendResult failure = FeishuErrors.failure(reply);
        // An upload nobody knows the key of is seen by nobody: it may simply be done again.
        return failure instanceof SendResult.Unknown(String reason)
                ? new SendResult.Retry(Duration.ofSeconds(2), reason)
                : failure;
    }

    private FeishuReply create(Recipient to, String type, String content, String uuid) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("receive_id", to.id());
        body.put("msg_type", type);
        body.put("content", content);
        body.put("uuid", uuid);
        String idType = to instanceof GroupChat ? "chat_id" : "open_id";
        return api.send(Method.POST, MESSAGES + "?receive_id_type=" + idType, body, to.id());
    }

    private static SendResult result(FeishuReply reply, Function<FeishuReply.Answer, SendResult> onDone) {
        return reply instanceof FeishuReply.Answer answer && answer.isDone()
                ? onDone.apply(answer)
                : FeishuErrors.failure(reply);
    }

    private static SendResult createdMessage(FeishuReply.Answer answer) {
        return text(answer.body().path("data"), "message_id")
                .<SendResult>map(SendResult.Sent::new)
                .orElseGet(() -> FeishuErrors.failure(answer));
    }

    private static Optional<JsonNode> data(FeishuReply reply) {
        return reply instanceof FeishuReply.Answer answer && answer.isDone()
                ? Optional.of(answer.body().path("data"))
                : Optional.empty();
    }

    private static Optional<String> text(JsonNode node, String name) {
        String text = node.path(name).asString("");
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static String checked(String createKey) {
        if (createKey.isBlank() || createKey.length() > CREATE_KEY_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "A create key has 1 to %d characters, but was '%s'".formatted(CREATE_KEY_CHARS_MAX, createKey));
        }
        return createKey;
    }
}
