package io.soprelay.im.simulator.dingtalk;

import io.soprelay.im.simulator.Ids;
import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.MultipartForm;
import io.soprelay.im.simulator.UploadedMedia;
import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What people send by download code, and what the app uploads by media id. */
final class SentFiles {
    /** Where a temporary address leads. */
    static final String PATH = "/simulated/files/";

    /** How long a download code and its address are good for. */
    /** No length is documented: longer than anything that a bot may want to use as a key of its own. */
    private static final int CODE_BYTES = 120;

    private static final Duration LIFE = Duration.ofMinutes(30);

    private static final int IMAGE_BYTES_MAX = 20 * 1024 * 1024;
    private static final int VOICE_BYTES_MAX = 2 * 1024 * 1024;
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/gif", "image/png", "image/bmp");
    private static final Set<String> FILES = Set.of("doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "pdf", "rar");

    private record Code(String key, Instant end) {}

    private final DingTalkPlatformConfig config;
    private final UploadedMedia media;
    private final Supplier<URI> base;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final Map<String, Code> addresses = new ConcurrentHashMap<>();

    SentFiles(DingTalkPlatformConfig config, UploadedMedia media, Supplier<URI> base) {
        this.config = config;
        this.media = media;
        this.base = base;
    }

    void mount(DingTalkApi api) {
        api.route(
                "POST",
                "/v1.0/robot/messageFiles/download",
                DingTalkApi.Door.NEW,
                "qyapi_robot_sendmsg",
                this::address);
        api.route("POST", "/media/upload", DingTalkApi.Door.OLD, "", this::upload);
    }

    /** A code under which the robot can ask for what a person sent. */
    String code(UploadedMedia.Item item) {
        String code = Ids.hex(CODE_BYTES);
        codes.put(code, new Code(item.key(), config.machineClock().instant().plus(LIFE)));
        return code;
    }

    /** Is it the id of a picture the app uploaded? */
    boolean uploadedPicture(String mediaId) {
        return mediaId.startsWith("@")
                && media.find(mediaId.substring(1))
                        .filter(item -> item.image() && item.owner().equals("app"))
                        .isPresent();
    }

    /** The file behind a temporary address, without a name that says what it is. */
    Optional<WireResponse> download(WireRequest request) {
        Code address = addresses.get(request.path().substring(PATH.length()).replace(".file", ""));
        Optional<UploadedMedia.Item> item =
                address == null || over(address) ? Optional.empty() : media.find(address.key());
        return Optional.of(item.map(found -> WireResponse.bytes("application/octet-stream", found.bytes()))
                .orElseGet(
                        () -> WireResponse.text(403, "application/xml", "<Error><Code>AccessDenied</Code></Error>")));
    }

    void clear() {
        codes.clear();
        addresses.clear();
    }

    private WireResponse address(WireRequest request) {
        JsonNode body = request.json();
        Code code = codes.get(Json.text(body, "downloadCode"));
        if (code == null
                || over(code)
                || !Json.text(body, "robotCode").equals(config.app().robotCode())) {
            throw new DingTalkRefusal("invalidParameter.robotCode.downloadCode", "robotCode或downloadCode无效");
        }
        String name = Ids.hex(12);
        addresses.put(name, new Code(code.key(), config.machineClock().instant().plus(LIFE)));
        String url = base.get().resolve(PATH + name + ".file").toString();
        return WireResponse.json(200, Json.object().put("downloadUrl", url));
    }

    private boolean over(Code code) {
        return !config.machineClock().instant().isBefore(code.end());
    }

    private WireResponse upload(WireRequest request) {
        String type = request.queryValue("type");
        MultipartForm.Part part = MultipartForm.read(request).get("media").orElse(null);
        if (part == null || part.fileName().isEmpty()) {
            throw new DingTalkRefusal(40035, "不合法的参数: media");
        }
        String name = part.fileName();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean fits = switch (type) {
            case "image" ->
                UploadedMedia.imageType(part.bytes()).filter(IMAGES::contains).isPresent();
            case "voice" -> Set.of("amr", "mp3", "wav").contains(ending);
            case "video" -> ending.equals("mp4");
            case "file" -> FILES.contains(ending);
            default -> false;
        };
        if (!fits) {
            throw new DingTalkRefusal(40004, "不合法的媒体文件类型");
        }
        int max = type.equals("voice") ? VOICE_BYTES_MAX : IMAGE_BYTES_MAX;
        if (part.bytes().length == 0 || part.bytes().length > max) {
            throw new DingTalkRefusal(40006, "不合法的文件大小");
        }
        UploadedMedia.Item item = media.put("app", type.equals("image"), name, part.bytes());
        return WireResponse.json(
                200,
                DingTalkApi.oldOk()
                        .put("type", type)
                        .put("media_id", "@" + item.key())
                        .put("created_at", config.machineClock().millis()));
    }
}
