package io.soprelay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.testkit.AtOnce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a seal is made of, for whoever has to check one without this program. */
class HistoryChainTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BEFORE = new byte[HistoryChain.SEAL_BYTES];
    private static final byte[] CONTENT = "what happened".getBytes(StandardCharsets.UTF_8);

    private final HistoryChain chain = new HistoryChain(KEY);

    @Test
    void a_seal_is_the_use_and_each_part_behind_its_length_under_the_key() throws Exception {
        assertThat(chain.archived(BEFORE, CONTENT)).isEqualTo(hmac("archive", BEFORE, CONTENT));
        assertThat(chain.keyName()).isEqualTo(HexFormat.of().formatHex(hmac("name"), 0, 8));
    }

    @Test
    void a_records_key_is_made_of_its_stored_half_and_its_name() throws Exception {
        AggregateId record = new AggregateId(AggregateId.Kind.FLOW, "f1");
        byte[] half = new byte[RecordKey.STORED_BYTES];
        byte[] name = "f:f1".getBytes(StandardCharsets.US_ASCII);
        RecordKey expected = new RecordKey(
                half,
                ByteBuffer.allocate(64)
                        .put(hmac("hide", name, half))
                        .put(hmac("nonce", name, half))
                        .array());

        assertThat(chain.recordKey(record, half)).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void seals_that_are_made_at_once_do_not_meet() throws Exception {
        assertThat(AtOnce.each(4_000, any -> chain.archived(BEFORE, CONTENT)))
                .allSatisfy(seal -> assertThat(seal).isEqualTo(hmac("archive", BEFORE, CONTENT)));
    }

    private static byte[] hmac(String use, byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update(use.getBytes(StandardCharsets.US_ASCII));
        for (byte[] part : parts) {
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(part.length).array());
            mac.update(part);
        }
        return mac.doFinal();
    }
}
