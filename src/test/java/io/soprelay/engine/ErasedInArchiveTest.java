package io.soprelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.testkit.flow.Acts;
import io.soprelay.testkit.flow.Cast;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The archive holds what is hidden and never the key: dropping that reaches it. */
class ErasedInArchiveTest extends ArchiveSpecification {
    @Test
    void what_is_erased_after_it_was_archived_can_be_read_there_by_nobody() throws Exception {
        FlowInstance record = world.cancelled();
        archived(record);
        try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files.map(ErasedInArchiveTest::unpacked))
                    .anyMatch(text -> text.contains(record.number()))
                    .noneMatch(text -> text.contains("客户不要了"))
                    .as("ids of members, never of accounts")
                    .noneMatch(text -> text.contains("feishu:"));
        }
        assertThat(world.now(record).toString()).contains("客户不要了");

        assertThat(world.does(record, Acts.exactly(new FlowCommand.EraseTexts()), Cast.ZHOU))
                .isInstanceOf(EngineAnswer.Done.class);

        assertThat(world.place(record)).as("it is changed where it is put back").isNull();
        assertThat(world.now(record).toString() + world.engine.history(record.id()))
                .doesNotContain("客户不要了");
        assertThat(world.ledger.load(FlowRecords.aggregate(record.id())).key()).isNull();
        assertThat(world.verifies()).matches(HistoryReport::isWhole);
    }

    @Test
    void nobody_knows_what_a_damaged_record_in_the_archive_holds_so_no_file_goes() throws Exception {
        archived(world.cancelled());
        FlowInstance erased = world.accepted();
        RecordFiles files = world.engine.files(world.ledger);
        assertThat(unreadable(files, erased)).isFalse();

        try (var archive = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path file : archive.toList()) {
                Files.write(file, new byte[(int) Files.size(file)]);
            }
        }
        assertThat(unreadable(files, erased)).isTrue();
    }

    private static boolean unreadable(RecordFiles files, FlowInstance erased) {
        RecordFiles.Walk walk = files.walk(erased.id(), files.of(erased.id()));
        while (walk.goOn()) {
            assertThat(walk.held()).isEmpty();
        }
        return walk.unreadable().isPresent();
    }

    private static String unpacked(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.UTF_8));
            for (int at = 0; at + 2 < bytes.length; at++) {
                if (bytes[at] == 0x1f && bytes[at + 1] == (byte) 0x8b) {
                    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
                        text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException rest) {
                        continue; // what follows an entry is no part of it
                    }
                }
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
