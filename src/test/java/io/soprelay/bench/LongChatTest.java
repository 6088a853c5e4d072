package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongChatTest {
    @Test
    void the_longest_chat_is_made_longer_of_its_own_messages_under_ids_of_their_own(@TempDir Path folder)
            throws IOException {
        Path phones = folder.resolve("phones.jsonl");
        List<String> before = List.of(
                "{\"media\":\"img_1\"}",
                line("om_1", "oc_short", "hi"),
                line("om_2", "oc_long", "a"),
                "",
                line("om_3", "oc_long", "b"),
                line("om_3", "oc_long", "b, changed"));
        Files.write(phones, before);

        LongChat.write(phones, 5);

        List<String> lines = Files.readAllLines(phones);
        assertThat(lines).startsWith(before.toArray(String[]::new)).hasSize(before.size() + 3);
        List<String> added = lines.subList(before.size(), lines.size());
        assertThat(added).doesNotHaveDuplicates().allMatch(line -> line.contains("oc_long"));
        assertThat(added.get(1)).contains("b, changed");
    }

    private static String line(String id, String chat, String text) {
        return "{\"id\":\"%s\",\"chatId\":\"%s\",\"content\":\"%s\"}".formatted(id, chat, text);
    }
}
