package io.soprelay.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Each target for a moment with a seed that never changes, every input that once failed, and the fuzzer itself. */
class FuzzTest {
    private static final long SEED = 20_261_122;

    /** As many as take about two seconds each on a busy machine. */
    private static final Map<String, Integer> INPUTS = Map.of(
            "callbacks-feishu", 3_000,
            "callbacks-dingtalk", 3_000,
            "yaml", 150,
            "expressions", 1_000,
            "commands", 200,
            "card-text-feishu", 10_000,
            "card-text-dingtalk", 10_000);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static Level before = Level.DEBUG;

    /** What is refused is logged, and here nearly everything is refused. */
    @BeforeAll
    static void quiet() {
        before = LOG.getLevel();
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(before);
    }

    static Stream<Named<Target>> targets() {
        return Targets.all().stream().map(target -> Named.of(target.name(), target));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void nothing_breaks_gets_in_or_costs_too_much(Target target) {
        Run run = new Run(target, SEED, Meter.CPU_MAX_COLD);
        int wanted = INPUTS.getOrDefault(target.name(), 0);
        run.until(() -> run.inputs() >= wanted);

        assertThat(run.failures()).as(target.name()).isEmpty();
        assertThat(run.outcomes()).hasSizeGreaterThan(3);
    }

    static Stream<Arguments> kept() throws IOException {
        List<Arguments> kept = new ArrayList<>();
        for (Target target : Targets.all()) {
            Path folder = Fuzz.KEPT.resolve(target.name());
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.sorted().forEach(file -> kept.add(Arguments.of(Named.of(target.name(), target), file)));
                }
            }
        }
        return kept.stream();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("kept")
    void what_once_failed_does_not_fail_again(Target target, Path input) throws Exception {
        target.prepare();

        assertThat(new Meter(target, Meter.CPU_MAX_COLD).feed(Files.readAllBytes(input)))
                .isNotBlank();
    }

    @Test
    void a_defect_a_forgery_and_a_costly_input_are_found_and_each_is_told_once() {
        Run run = new Run(new Broken(), SEED, Meter.CPU_MAX_COLD);
        run.until(() -> run.inputs() >= 60);

        assertThat(run.failures())
                .extracting(failure -> failure.what().getClass().getSimpleName())
                .containsExactlyInAnyOrder("IllegalStateException", "Forgery", "Costly");
    }

    @Test
    void the_same_seed_feeds_the_same_inputs() {
        assertThat(fed(1)).isEqualTo(fed(1)).isNotEqualTo(fed(2));
    }

    @Test
    void a_full_run_feeds_as_many_as_the_target_asks_for() {
        assertThat(fed(1)).hasSize(200);
    }

    private static List<String> fed(long seed) {
        List<String> fed = new ArrayList<>();
        Run run = new Run(new Listening(fed), seed, Meter.CPU_MAX_COLD);
        run.full();
        return fed;
    }

    @Test
    void the_command_line_names_targets_time_or_counts_and_seed() {
        List<String> known = List.of("yaml", "commands");
        FuzzOptions options = FuzzOptions.read(List.of("--minutes", "3", "--seed", "7", "yaml"), known);

        assertThat(options).isEqualTo(new FuzzOptions(Duration.ofMinutes(3), false, 7, List.of("yaml")));
        assertThat(FuzzOptions.read(List.of("--full", "--seed", "7"), known))
                .isEqualTo(new FuzzOptions(Duration.ofMinutes(2), true, 7, known));
        assertThat(FuzzOptions.read(List.of(), known).targets()).isEqualTo(known);
        assertThatThrownBy(() -> FuzzOptions.read(List.of("yml"), known)).hasMessageContaining("yaml, commands");
        assertThatThrownBy(() -> FuzzOptions.read(List.of("--seed"), known)).hasMessageContaining("--seed");
        assertThatThrownBy(() -> FuzzOptions.read(List.of("--minutes", "x"), known))
                .hasMessageContaining("but got x");
        assertThatThrownBy(() -> FuzzOptions.read(List.of("--full", "--minutes", "3"), known))
                .hasMessageContaining("leave --minutes out");
    }

    /** Remembers what it is fed. */
    private record Listening(List<String> fed) implements Target {
        @Override
        public String name() {
            return "listening";
        }

        @Override
        public List<byte[]> seeds() {
            return List.of(new byte[] {'a', ':', '1'});
        }

        @Override
        public byte[] generate(RandomGenerator random) {
            return new byte[] {(byte) random.nextInt(128)};
        }

        @Override
        public List<String> tokens() {
            return List.of("token");
        }

        @Override
        public int full() {
            return 200;
        }

        @Override
        public String feed(byte[] input) {
            fed.add(new String(input, java.nio.charset.StandardCharsets.UTF_8));
            return "fed";
        }
    }

    /** Has every fault there is. */
    private static final class Broken implements Target {
        private byte[] wasted = new byte[0];

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<byte[]> seeds() {
            return List.of();
        }

        @Override
        public byte[] generate(RandomGenerator random) {
            return new byte[] {(byte) random.nextInt(4)};
        }

        @Override
        public List<String> tokens() {
            return List.of();
        }

        @Override
        public int full() {
            return 1;
        }

        @Override
        public String feed(byte[] input) throws Forgery {
            switch (input.length == 0 ? 0 : input[0]) {
                case 1 -> throw new IllegalStateException("a defect");
                case 2 -> throw new Forgery("it got in");
                case 3 -> wasted = new byte[(int) Meter.BYTES_MAX + 1];
                default -> wasted = new byte[0];
            }
            return "fed " + wasted.length;
        }
    }
}
