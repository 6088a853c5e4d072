package io.soprelay.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was written is read, one by one or many at once. */
class StoredCodecTest {
    private record Noted(String text, Instant at) {}

    private final StoredCodec codec = new StoredCodec();

    @Test
    void many_values_are_read_in_their_order_whatever_their_length() {
        List<Noted> noted = IntStream.range(0, 500)
                .mapToObj(
                        i -> new Noted("第" + i + "行 " + "长".repeat(i % 97 * 40), Instant.ofEpochMilli(i * 1_000_003L)))
                .toList();

        assertThat(readAll(noted.stream().map(codec::write).toList())).isEqualTo(noted);
        assertThat(readAll(List.of())).isEmpty();
    }

    @Test
    void one_of_a_newer_release_or_of_another_shape_is_refused_among_many() {
        byte[] well = codec.write(new Noted("a", Instant.EPOCH));

        assertThatThrownBy(() -> readAll(List.of(well, "2{}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Noted", "newer release");
        assertThatThrownBy(() -> readAll(List.of(well, new byte[0]))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> readAll(List.of(well, "1{\"nothing\":1}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit");
    }

    /** Refuses a value that it cannot hold, and has a component of every sort. */
    private record Counted(
            int count, long big, boolean well, @Nullable String word) {
        private Counted {
            if (count > 10) {
                throw new IllegalArgumentException("more than ten");
            }
        }
    }

    @Test
    void a_record_is_made_by_its_own_constructor_which_may_refuse() {
        Counted counted = new Counted(10, 1L << 40, true, null);
        assertThat(codec.read(codec.write(counted), Counted.class)).isEqualTo(counted);

        byte[] many = "1{\"count\":11,\"big\":0,\"well\":false}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> codec.read(many, Counted.class))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("more than ten");
    }

    private List<Noted> readAll(List<byte[]> stored) {
        List<Noted> read = new ArrayList<>();
        codec.readAll(stored, Noted.class, read::add);
        return read;
    }
}
