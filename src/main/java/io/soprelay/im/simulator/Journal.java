package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was on the phones, kept over restarts as the platform would keep it: one JSON line per change of a message, pictures as
 * files beside it. A torn last line is left out.
 */
public final class Journal implements AutoCloseable {
    private final Path folder;
    private final OutputStream lines;

    private Journal(Path folder) throws IOException {
        this.folder = folder;
        this.lines = Files.newOutputStream(
                folder.resolve("phones.jsonl"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Fills {@code chats} and {@code media} with what the folder holds, then writes on.
     *
     * @throws SimulatorProblem when the folder can not be used
     */
    public static Journal open(Path folder, Chats chats, UploadedMedia media) {
        try {
            Files.createDirectories(folder.resolve("media"));
            Path file = folder.resolve("phones.jsonl");
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    read(folder, Json.parse(line), chats, media);
                }
            }
            Journal journal = new Journal(folder);
            journal.write("");
            return journal;
        } catch (IOException e) {
            throw SimulatorProblem.unusable(e, folder);
        }
    }

    /** Writes a new or changed message down. */
    public void message(ChatMessage message) {
        ObjectNode line = Json.object()
                .put("id", message.id())
                .put("chatId", message.chatId())
                .put("sender", message.sender())
                .put("type", message.type())
                .put("content", message.content())
                .put("parentId", message.parentId())
                .put("revision", message.revision())
                .put("recalled", message.recalled())
                .put("sentAt", message.sentAt().toString());
        write(Json.write(line));
    }

    /** @return the item with its bytes on disk */
    public UploadedMedia.Item media(UploadedMedia.Item item) {
        ObjectNode line = Json.object()
                .put("media", item.key())
                .put("owner", item.owner())
                .put("image", item.image())
                .put("fileName", item.fileName())
                .put("contentType", item.contentType());
        Path file = folder.resolve("media").resolve(item.key());
        try {
            Files.write(file, item.bytes());
        } catch (IOException e) {
            throw SimulatorProblem.unusable(e, file);
        }
        write(Json.write(line));
        return item.keptIn(file);
    }

    /** Each line was written out by itself, so a file that does not close well has lost nothing. */
    @Override
    public synchronized void close() {
        try {
            lines.close();
        } catch (IOException nothingLost) {
            Thread.onSpinWait();
        }
    }

    private synchronized void write(String line) {
        try {
            // Not a writer: half a surrogate pair would break it for every later line.
            lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw SimulatorProblem.unusable(e, folder);
        }
    }

    private static void read(Path folder, JsonNode line, Chats chats, UploadedMedia media) throws IOException {
        String key = Json.text(line, "media");
        if (key.matches("[a-z0-9_]+")) {
            media.restore(new UploadedMedia.Item(
                            key,
                            Json.text(line, "owner"),
                            line.path("image").asBoolean(false),
                            Json.text(line, "fileName"),
                            Json.text(line, "contentType"),
                            new byte[0])
                    .keptIn(folder.resolve("media").resolve(key)));
        } else if (line.path("id").isString()) {
            String parent = Json.text(line, "parentId");
            chats.restore(new ChatMessage(
                    Json.text(line, "id"),
                    Json.text(line, "chatId"),
                    Json.text(line, "sender"),
                    Json.text(line, "type"),
                    Json.text(line, "content"),
                    parent.isEmpty() ? null : parent,
                    line.path("revision").asInt(1),
                    line.path("recalled").asBoolean(false),
                    Instant.parse(Json.text(line, "sentAt"))));
        }
    }
}
