package io.soprelay.im.simulator;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Pictures and files: upload by the app, download of what a person sent. */
final class ResourceApi {
    static final int IMAGE_BYTES_MAX = 10 * 1024 * 1024;
    static final int FILE_BYTES_MAX = 30 * 1024 * 1024;

    /** Pixels of a side. */
    static final int IMAGE_SIDE_MAX = 12_000;

    private static final Set<String> FILE_TYPES = Set.of("opus", "mp4", "pdf", "doc", "xls", "ppt", "stream");

    private final Chats chats;
    private final UploadedMedia media;

    ResourceApi(Chats chats, UploadedMedia media) {
        this.chats = chats;
        this.media = media;
    }

    void mount(FeishuApi api) {
        api.route("POST", "/im/v1/images", (request, path) -> uploadImage(MultipartForm.read(request)));
        api.route("POST", "/im/v1/files", (request, path) -> uploadFile(MultipartForm.read(request)));
        api.route("GET", "/im/v1/images/:key", (request, path) -> own(path.group(1), true));
        api.route("GET", "/im/v1/files/:key", (request, path) -> own(path.group(1), false));
        api.route("GET", "/im/v1/messages/:id/resources/:key", this::download);
    }

    private WireResponse uploadImage(MultipartForm form) {
        String type = form.get("image_type").map(MultipartForm.Part::text).orElse("");
        MultipartForm.Part image = form.get("image").orElse(null);
        if (image == null || !(type.equals("message") || type.equals("avatar"))) {
            throw new FeishuRefusal(234001, "Invalid request param.");
        }
        byte[] bytes = image.bytes();
        if (bytes.length == 0) {
            throw new FeishuRefusal(234010, "File's size can't be 0.");
        }
        if (bytes.length > IMAGE_BYTES_MAX) {
            throw new FeishuRefusal(234006, "The file size exceed the max value.");
        }
        if (UploadedMedia.imageType(bytes).isEmpty()) {
            throw new FeishuRefusal(234011, "Can't regonnize the image format.");
        }
        if (pngSide(bytes) > IMAGE_SIDE_MAX) {
            throw new FeishuRefusal(234039, "Image resolution exceeds limit.");
        }
        // An avatar key is no message key: a card that shows it is refused.
        String owner = type.equals("message") ? "app" : "avatar";
        return FeishuApi.ok(Json.object()
                .put(
                        "image_key",
                        media.put(owner, true, image.fileName(), bytes).key()));
    }

    private WireResponse uploadFile(MultipartForm form) {
        String type = form.get("file_type").map(MultipartForm.Part::text).orElse("");
        String name = form.get("file_name").map(MultipartForm.Part::text).orElse("");
        MultipartForm.Part file = form.get("file").orElse(null);
        if (file == null || name.isBlank() || !FILE_TYPES.contains(type)) {
            throw new FeishuRefusal(234001, "Invalid request param.");
        }
        if (file.bytes().length == 0) {
            throw new FeishuRefusal(234010, "File's size can't be 0.");
        }
        if (file.bytes().length > FILE_BYTES_MAX) {
            throw new FeishuRefusal(234006, "The file size exceed the max value.");
        }
        return FeishuApi.ok(Json.object()
                .put("file_key", media.put("app", false, name, file.bytes()).key()));
    }

    private WireResponse download(WireRequest request, Matcher path) {
        String type = request.queryValue("type");
        if (!type.equals("image") && !type.equals("file")) {
            throw new FeishuRefusal(234001, "Invalid request param.");
        }
        ChatMessage message = chats.find(path.group(1)).orElse(null);
        if (message == null || message.recalled()) {
            throw new FeishuRefusal(234009, "The message is not in the chat of the app.");
        }
        if (message.isCard()) {
            throw new FeishuRefusal(234043, "Unsupported message type.");
        }
        UploadedMedia.Item item = media.find(path.group(2)).orElse(null);
        if (item == null || !item.owner().equals(message.id()) || item.image() != type.equals("image")) {
            throw new FeishuRefusal(234003, "File not in msg.");
        }
        return WireResponse.bytes(item.contentType(), item.bytes())
                .withHeader("Content-Disposition", "attachment; filename=\"" + asciiName(item) + "\"");
    }

    private WireResponse own(String key, boolean image) {
        Optional<UploadedMedia.Item> item =
                media.find(key).filter(found -> found.owner().equals("app") && found.image() == image);
        return item.map(found -> WireResponse.bytes(found.contentType(), found.bytes()))
                .orElseThrow(() -> new FeishuRefusal(234008, "The app is not the resource sender."));
    }

    private static String asciiName(UploadedMedia.Item item) {
        String name = item.fileName().replaceAll("[^A-Za-z0-9._-]", "_");
        return name.isEmpty() ? item.key() : name;
    }

    /** The longer side a PNG states in its head; 0 for other formats. */
    private static int pngSide(byte[] bytes) {
        if (bytes.length < 24 || bytes[1] != 'P' || bytes[2] != 'N') {
            return 0;
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, 16, 8);
        return Math.max(head.getInt(), head.getInt());
    }
}
