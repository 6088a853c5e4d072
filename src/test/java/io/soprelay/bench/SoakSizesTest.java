package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.bench.StoreLook.Held;
import io.soprelay.bench.StoreLook.Share;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakSizesTest {
    private static final int RECORDS = 1_000;
    private static final int ACTS = 4_000;

    @Test
    void each_share_that_the_growth_leaves_out_has_a_limit_of_its_own() {
        assertThat(verdicts(0.27, 0.32, 0.39)).containsExactly("ok", "ok", "ok");
        assertThat(verdicts(0.41, 0.32, 0.39)).containsExactly("over", "ok", "ok");
        assertThat(verdicts(0.27, 0.46, 0.39)).containsExactly("ok", "over", "ok");
        assertThat(verdicts(0.27, 0.32, 0.51)).containsExactly("ok", "ok", "over");
    }

    /** Kilobytes a record, an act, a record. */
    private static List<String> verdicts(double archived, double commandIds, double finished) {
        Held end = new Held(
                10_000,
                Map.of(
                        Share.ARCHIVED, archived * RECORDS,
                        Share.COMMAND_IDS, commandIds * ACTS,
                        Share.FINISHED, finished * RECORDS));
        return SoakSizes.shares(end, RECORDS, ACTS).stream()
                .map(Figure::verdict)
                .toList();
    }
}
