package io.soprelay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProgramOptionsTest {
    @Test
    void words_values_numbers_and_platforms_are_read_from_left_to_right() {
        ProgramOptions options = new ProgramOptions(
                List.of("kill", "--cells", "--odd", "--seed", "-7", "--platform", "both", "--on", "dingtalk"));

        assertThat(options.next()).isTrue();
        assertThat(options.word()).isEqualTo("kill");
        assertThat(options.next()).isTrue();
        assertThat(options.value()).isEqualTo("--odd");
        assertThat(options.next()).isTrue();
        assertThat(options.number(-7, 7)).isEqualTo(-7);
        assertThat(options.next()).isTrue();
        assertThat(options.platforms(1, 2)).containsExactly(1, 2);
        assertThat(options.next()).isTrue();
        assertThat(options.platforms(1, 2)).containsExactly(2);
        assertThat(options.next()).isFalse();
    }

    @Test
    void what_is_missing_or_wrong_is_named_with_what_it_may_be() {
        refuses(List.of("--cells"), ProgramOptions::value, "--cells takes a value, but got nothing.");
        for (String wrong : List.of("0", "8", "seven", "99999999999999999999")) {
            refuses(
                    List.of("--rounds", wrong),
                    options -> options.number(1, 7),
                    "--rounds takes a number from 1 to 7, but got " + wrong + ".");
        }
        refuses(
                List.of("--rounds"),
                options -> options.number(1, 7),
                "--rounds takes a number from 1 to 7, but got nothing.");
        refuses(
                List.of("--platform", "letter"),
                options -> options.platforms(1, 2),
                "--platform takes feishu, dingtalk or both, but got letter.");
        refuses(
                List.of("--platform"),
                options -> options.platforms(1, 2),
                "--platform takes feishu, dingtalk or both, but got nothing.");
    }

    private static void refuses(List<String> arguments, Consumer<ProgramOptions> reading, String sentence) {
        ProgramOptions options = new ProgramOptions(arguments);
        assertThat(options.next()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reading.accept(options))
                .withMessage(sentence);
    }
}
