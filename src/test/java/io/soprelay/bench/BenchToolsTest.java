package io.soprelay.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class BenchToolsTest {
    private static final List<String> PARTS = List.of("engine", "flat");

    @Test
    void every_part_is_measured_unless_some_are_named() {
        assertThat(BenchOptions.read(List.of("--quick"), PARTS).parts()).isEqualTo(PARTS);
        assertThat(BenchOptions.read(List.of("flat"), PARTS).parts()).containsExactly("flat");
        assertThat(BenchOptions.read(List.of("--bot-options=-Xmx1g  -Xint"), PARTS)
                        .botOptions())
                .containsExactly("-Xmx1g", "-Xint");
    }

    @Test
    void the_page_is_kept_open_for_the_minutes_asked_for() {
        assertThat(BenchOptions.read(List.of("--minutes=240", "--real"), PARTS).minutes())
                .isEqualTo(240);
        assertThat(BenchOptions.read(List.of("--real"), PARTS).realTime()).isTrue();
        assertThat(BenchOptions.read(List.of(), PARTS).realTime()).isFalse();
        assertThatThrownBy(() -> BenchOptions.read(List.of("--minutes=0"), PARTS))
                .hasMessageContaining("1 to 600")
                .hasMessageContaining("'0'");
    }

    @Test
    void a_misspelt_part_is_refused_with_what_there_is() {
        assertThatThrownBy(() -> BenchOptions.read(List.of("flta"), PARTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("flta")
                .hasMessageContaining("engine, flat");
    }

    @Test
    void waiting_for_disk_and_idling_are_not_busy() {
        assertThat(ProcFiles.busySeconds("cpu  100 20 300 9000 5000 1 2 50 77 0"))
                .isEqualTo(4.73);
    }

    @Test
    void a_process_name_with_brackets_does_not_shift_the_columns() {
        String stat = "42 (redis) server)) S 1 42 42 0 -1 4194560 100 200 0 0 150 50 0 0 20 0 4 0";

        assertThat(ProcFiles.cpuSeconds(stat)).isEqualTo(2.0);
    }

    @Test
    void an_id_is_renamed_wherever_it_stands_and_nothing_else_is_copied() {
        byte[] other = "{p3}:cmd".getBytes(US_ASCII);

        byte[] renamed = RawCommits.renamed(
                "f:abc|click-abc".getBytes(US_ASCII), "abc".getBytes(US_ASCII), "xyz".getBytes(US_ASCII));

        assertThat(new String(renamed, US_ASCII)).isEqualTo("f:xyz|click-xyz");
        assertThat(RawCommits.renamed(other, "abc".getBytes(US_ASCII), "xyz".getBytes(US_ASCII)))
                .isSameAs(other);
    }

    @Test
    void callers_do_every_piece_once_and_say_what_failed() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        new Callers(4).run(100, index -> assertThat(done.add(index)).isTrue());

        assertThat(done).hasSize(100);
        assertThatThrownBy(() -> new Callers(4).run(100, index -> {
                    throw new IllegalStateException("no answer");
                }))
                .hasMessageContaining("no answer");
    }
}
