package io.soprelay.im.simulator.recording;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.kit.PlatformKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A session as {@link Recording} wrote it, to be played again. */
public final class RecordedSession {
    private final String name;
    private final List<JsonNode> lines;

    private RecordedSession(String name, List<JsonNode> lines) {
        this.name = name;
        this.lines = lines;
    }

    /** @throws IllegalArgumentException for a file that is no session of this version */
    public static RecordedSession read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readString(file));
    }

    /**
     * @param name for messages about its lines
     * @throws IllegalArgumentException when it is no session of this version; says which line is wrong
     */
    public static RecordedSession parse(String name, String text) {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            JsonNode node = Json.parse(line.isBlank() ? "{}" : line);
            if (!node.isObject()) {
                throw new IllegalArgumentException(name + ":" + (lines.size() + 1) + " is no JSON object");
            }
            lines.add(node);
        }
        JsonNode head = lines.getFirst();
        if (!Json.text(head, "format").equals(Recording.FORMAT)
                || head.path("version").asInt(0) < 1
                || head.path("version").asInt(0) > Recording.VERSION) {
            throw new IllegalArgumentException(name + ":1 must be {\"format\":\"" + Recording.FORMAT + "\",\"version\":"
                    + Recording.VERSION + "}, but was " + head);
        }
        return new RecordedSession(name, List.copyOf(lines));
    }

    /**
     * Plays it with the bot behind these kits, one a platform, which should know nothing yet, and checks every toast, every text and the title of
     * every card; the order of what comes of one act does not matter. Numbers, message ids and times may differ. Whoever
     * is named is hired first.
     *
     * @throws AssertionError at the first line that is not as it was, or when more came than was recorded
     */
    public void replay(PlatformKit<?>... kits) {
        Replay replay = new Replay(List.of(kits));
        replay.hire(lines);
        for (int i = 1; i < lines.size(); i++) {
            try {
                replay.play(lines.get(i));
            } catch (AssertionError failure) {
                throw new AssertionError(
                        name + ":" + (i + 1) + " " + lines.get(i) + "\n" + failure.getMessage(), failure);
            }
        }
        replay.expectNothingMore();
    }
}
