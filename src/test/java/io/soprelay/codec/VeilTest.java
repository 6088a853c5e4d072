package io.soprelay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.RecordKey;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written of persons stands in no stored byte, is read with the record's key alone, and with none reads as erased. */
class VeilTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final MemberId WANG = new MemberId("m1");
    private static final ItemId TASK = new ItemId("visit", 1);
    private static final Set<String> PERSONAL = Set.of("来访人", "电话");
    private static final String ERASED = "已删除";

    private final StoredCodec codec = new StoredCodec();
    private final Veil veil = Veil.of(secret(1));

    private static final FlowCommit EVERYTHING = commit("金丝雀", "13812345678");

    private static FlowCommit commit(String text, String phone) {
        Map<String, List<String>> typed = Map.of("来访人", List.of(text), "电话", List.of(phone, ""));
        Evidence file = new Evidence("ab".repeat(32), true, text + ".jpg", WANG, NOW);
        return new FlowCommit(
                7,
                new CommandId("c"),
                WANG,
                NOW,
                List.of(
                        new FlowEvent.FieldsFilled(
                                NOW, Map.of("来访人", new FieldValue.Text(text), "电话", new FieldValue.Text(phone))),
                        new FlowEvent.StateChanged(NOW, "待审批", "已取消", "cancelled", WANG, text),
                        new FlowEvent.TaskOpened(
                                NOW,
                                TASK,
                                new WorkItem.Basis(null, 0),
                                List.of(WANG),
                                WANG,
                                null,
                                List.of(),
                                typed,
                                Map.of("照片", List.of(file)),
                                new WorkItem.SentBack(WANG, text)),
                        new FlowEvent.TaskCompleted(NOW, TASK, WANG, Map.of("来访人", new FieldValue.Text(text))),
                        new FlowEvent.DraftSaved(NOW, TASK, WANG, typed),
                        new FlowEvent.EvidenceAttached(NOW, TASK, "照片", file, true, List.of(file)),
                        new FlowEvent.ApprovalGranted(NOW, TASK, WANG, text, List.of()),
                        new FlowEvent.ApprovalRejected(NOW, TASK, WANG, text)));
    }

    @Test
    void nothing_personal_stands_in_the_bytes_and_with_the_key_all_of_it_is_read() {
        byte[] stored = codec.write(EVERYTHING, PERSONAL, veil);

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .contains("待审批", "cancelled", "m1")
                .doesNotContain("金丝雀", "13812345678");
        assertThat(codec.read(stored, FlowCommit.class, veil, ERASED)).isEqualTo(EVERYTHING);
    }

    @Test
    void without_the_key_it_reads_as_erased_and_everything_else_is_as_it_was() {
        byte[] stored = codec.write(EVERYTHING, PERSONAL, veil);
        FlowCommit read = codec.read(stored, FlowCommit.class, Veil.ERASED, ERASED);

        FlowCommit expected = commit(ERASED, ERASED);
        assertThat(read.toString()).isEqualTo(expected.toString().replace(ERASED + ".jpg", ERASED));
        assertThat(codec.read(stored, FlowCommit.class).toString()).doesNotContain("金丝雀");
    }

    @Test
    void what_is_written_under_an_erased_veil_keeps_no_text() {
        byte[] stored = codec.write(EVERYTHING, PERSONAL, Veil.ERASED);

        assertThat(codec.read(stored, FlowCommit.class, veil, ERASED).toString())
                .isEqualTo(codec.read(codec.write(EVERYTHING, PERSONAL, veil), FlowCommit.class, Veil.ERASED, ERASED)
                        .toString());
    }

    @Test
    void the_same_texts_are_hidden_as_the_same_bytes_and_under_another_key_as_others() {
        assertThat(codec.write(EVERYTHING, PERSONAL, veil)).isEqualTo(codec.write(EVERYTHING, PERSONAL, veil));
        assertThat(codec.write(EVERYTHING, PERSONAL, veil))
                .isNotEqualTo(codec.write(EVERYTHING, PERSONAL, Veil.of(secret(2))));
    }

    @Test
    void fields_that_are_not_personal_stand_in_the_open() {
        FlowEvent.FieldsFilled filled = new FlowEvent.FieldsFilled(
                NOW, Map.of("金额", new FieldValue.Decimal(new BigDecimal("12.50")), "客户", new FieldValue.Text("甲公司")));
        byte[] stored = codec.write(filled, PERSONAL, veil);

        assertThat(new String(stored, StandardCharsets.UTF_8)).contains("甲公司", "12.50");
        assertThat(codec.read(stored, FlowEvent.FieldsFilled.class, Veil.ERASED, ERASED))
                .isEqualTo(filled);
    }

    @Test
    void with_another_key_or_any_flipped_bit_no_text_is_read_that_nobody_wrote() {
        byte[] stored = codec.write(EVERYTHING, PERSONAL, veil);
        FlowCommit erased = codec.read(stored, FlowCommit.class, Veil.ERASED, ERASED);
        assertThat(codec.read(stored, FlowCommit.class, Veil.of(secret(2)), ERASED))
                .isEqualTo(erased);
        int json = 5 + ByteBuffer.wrap(stored).getInt(1);
        for (int at = 5; at < json; at++) {
            byte[] changed = stored.clone();
            changed[at] ^= 1;
            assertThat(codec.read(changed, FlowCommit.class, veil, ERASED))
                    .as("byte %d", at)
                    .isEqualTo(erased);
        }
        for (int at = 0; at < 5; at++) {
            byte[] changed = stored.clone();
            changed[at] ^= 2;
            assertThatThrownBy(() -> codec.read(changed, FlowCommit.class, veil, ERASED))
                    .as("byte %d", at)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void what_an_earlier_release_wrote_in_the_open_is_read_with_and_without_a_key() {
        byte[] open = codec.write(EVERYTHING);

        assertThat(StoredCodec.isVeiled(open)).isFalse();
        assertThat(codec.read(open, FlowCommit.class, veil, ERASED)).isEqualTo(EVERYTHING);
        assertThat(codec.read(open, FlowCommit.class)).isEqualTo(EVERYTHING);
    }

    /** Bytes that stand in stores: whoever changes how they are made keeps reading these. */
    @Test
    void what_stands_in_stores_stays_readable() {
        HistoryChain chain = new HistoryChain(new byte[HistoryChain.KEY_BYTES]);
        RecordKey key =
                chain.recordKey(new AggregateId(AggregateId.Kind.FLOW, "feed"), new byte[RecordKey.STORED_BYTES]);
        FlowInstance.Moved moved = new FlowInstance.Moved(WANG, "客户不要了");
        String golden =
                "330000002fdfd77acb965ccbcb9615aa7734596c4a9e6f4f7cdd8091ab7dc83c70c5f4084b23727305cd3f6a7e46000c792b0ba07b226279223a226d31222c22726561736f6e223a307d";

        assertThat(codec.read(HexFormat.of().parseHex(golden), FlowInstance.Moved.class, Veil.of(key.secret()), ERASED))
                .isEqualTo(moved);
        assertThat(HexFormat.of().formatHex(codec.write(moved, PERSONAL, Veil.of(key.secret()))))
                .isEqualTo(golden);
    }

    private static byte[] secret(int seed) {
        byte[] secret = new byte[Veil.SECRET_BYTES];
        Arrays.fill(secret, (byte) seed);
        return secret;
    }
}
