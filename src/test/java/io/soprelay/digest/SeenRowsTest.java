package io.soprelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenRowsTest {
    private final SeenRows seen = new SeenRows();

    @Test
    void a_row_is_new_once() {
        assertThat(seen.add("DL-2026-0001")).isTrue();
        assertThat(seen.add("DL-2026-0001")).isFalse();
        assertThat(seen.add("DL-2026-0002")).isTrue();
    }

    @Test
    void no_row_of_a_long_list_is_taken_for_another() {
        List<String> numbers =
                IntStream.range(0, 200_000).mapToObj("DL-%06d"::formatted).toList();

        assertThat(numbers).allMatch(seen::add).noneMatch(seen::add);
    }

    @Test
    void it_says_what_a_set_of_the_names_says() {
        Random dice = new Random(20_261_126);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            String name = "送货-" + Integer.toString(dice.nextInt(20_000), 36);
            assertThat(seen.add(name)).as(name).isEqualTo(names.add(name));
        }
    }
}
