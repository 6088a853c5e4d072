package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void half_a_surrogate_pair_breaks_no_later_line() {
        Journal journal = Journal.open(folder, new Chats(), new UploadedMedia());
        journal.message(text("om_1", "a\ud83d"));
        journal.message(text("om_2", "待办"));
        journal.close();

        Chats again = new Chats();
        Journal.open(folder, again, new UploadedMedia()).close();
        assertThat(again.inChat("oc_1")).extracting(ChatMessage::id).containsExactly("om_1", "om_2");
        assertThat(again.find("om_2").orElseThrow().content()).contains("待办");
    }

    private static ChatMessage text(String id, String words) {
        String content = Json.write(Json.object().put("text", words));
        return new ChatMessage(id, "oc_1", "ou_1", "text", content, null, 1, false, Instant.EPOCH);
    }
}
