package io.soprelay.im.simulator.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lark.oapi.google.protobuf.ByteString;
import com.lark.oapi.ws.pb.Pbbp2;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our hand-written frames against the classes that the platform's SDK generated from its schema. */
class FeishuFrameTest {
    private static final byte[] PAYLOAD = "{\"词\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void the_sdk_reads_what_we_write() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("type", "event");
        headers.put("sum", "1");
        byte[] encoded = new FeishuFrame(300, -1, 7, FeishuFrame.DATA, headers, PAYLOAD).encoded();

        Pbbp2.Frame frame = Pbbp2.Frame.parseFrom(encoded);

        assertThat(frame.getSeqID()).isEqualTo(300);
        assertThat(frame.getLogID()).isEqualTo(-1);
        assertThat(frame.getService()).isEqualTo(7);
        assertThat(frame.getMethod()).isEqualTo(1);
        assertThat(frame.getHeaders(1).getKey()).isEqualTo("sum");
        assertThat(frame.getPayload().toByteArray()).isEqualTo(PAYLOAD);
    }

    @Test
    void we_read_what_the_sdk_writes_and_skip_what_nobody_needs() throws IOException {
        byte[] encoded = Pbbp2.Frame.newBuilder()
                .setSeqID(1)
                .setLogID(Long.MAX_VALUE)
                .setService(7)
                .setMethod(0)
                .addHeaders(Pbbp2.Header.newBuilder().setKey("type").setValue("ping"))
                .setPayloadEncoding("none")
                .setPayloadType("text")
                .setPayload(ByteString.copyFrom(PAYLOAD))
                .setLogIDNew("new")
                .build()
                .toByteArray();

        FeishuFrame frame = FeishuFrame.decoded(encoded);

        assertThat(frame.logId()).isEqualTo(Long.MAX_VALUE);
        assertThat(frame.headers()).containsExactly(Map.entry("type", "ping"));
        assertThat(frame.payload()).isEqualTo(PAYLOAD);
    }

    @Test
    void refuses_what_is_no_frame() {
        byte[] whole = new FeishuFrame(1, 1, 7, FeishuFrame.DATA, Map.of("type", "event"), PAYLOAD).encoded();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length < 8) {
                assertThatThrownBy(() -> FeishuFrame.decoded(cut)).isInstanceOf(IOException.class);
            }
        }
        assertThatThrownBy(() -> FeishuFrame.decoded(new byte[] {15, 1})).isInstanceOf(IOException.class);
    }
}
