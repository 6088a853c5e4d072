package io.soprelay.im.simulator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:03:20Z");

    private final Placeholders recorded = new Placeholders();
    private final Placeholders replayed = new Placeholders();

    @Test
    void numbers_are_named_in_the_order_they_are_first_seen() {
        assertThat(recorded.general("FH-20261122-0007 关联 TH-20261122-0001")).isEqualTo("{FH#1} 关联 {TH#1}");
        assertThat(recorded.named("/show FH-20261122-0008 FH-20261122-0007")).isEqualTo("/show {FH#2} {FH#1}");
    }

    @Test
    void a_name_stands_for_one_number_through_the_whole_replay() {
        assertThat(replayed.fits("已提交，单号 {FH#1}。", "已提交，单号 FH-20270101-0042。")).isTrue();

        assertThat(replayed.actual("/show {FH#1}", NOW)).isEqualTo("/show FH-20270101-0042");
        assertThat(replayed.fits("{FH#1} 已审批", "FH-20270101-0042 已审批")).isTrue();
        assertThat(replayed.fits("{FH#1} 已审批", "FH-20270101-0043 已审批")).isFalse();
    }

    @Test
    void a_number_is_not_learned_from_a_text_that_does_not_fit() {
        assertThat(replayed.fits("{FH#1} 已审批", "FH-20270101-0042 已取消")).isFalse();

        assertThat(replayed.fits("{FH#1} 已审批", "FH-20270101-0043 已审批")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "⏰ 明天 18:00（11-24）前 | ⏰ 12-02 周三 21:33前",
                "✅ 已完成 · 库管小李 · 11-22 16:03 | ✅ 已完成 · 库管小李 · 12-31 00:00",
                "⏰ by tomorrow 18:00 (11-24) | ⏰ by Wed 12-02 21:33",
                "2026-11-22 16:03 | 2027-01-02 06:00"
            })
    void any_time_is_as_good_as_another(String then, String now) {
        assertThat(replayed.fits(recorded.general(then), now)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"数量：10 件 | 数量：11 件", "物流单号 SF1234567890 | 物流单号 SF1234567891", "已完成 | 已完成。"})
    void anything_else_must_be_the_same(String then, String now) {
        assertThat(replayed.fits(recorded.general(then), now)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22 16:03 | {now+PT0S}    | 2027-03-01 12:00",
                "2026-11-22 18:03 | {now+PT2H}    | 2027-03-01 14:00",
                "2026-11-21 16:03 | {now-PT24H}   | 2027-02-28 12:00",
                "2026-11-24       | {today+2}     | 2027-03-03",
                "2026-11-21       | {today-1}     | 2027-02-28",
                "SF1234567890     | SF1234567890  | SF1234567890"
            })
    void picked_times_keep_their_distance_from_now(String value, String kept, String later) {
        assertThat(recorded.relative(value, NOW)).isEqualTo(kept);
        assertThat(replayed.actual(kept, Instant.parse("2027-03-01T04:00:00Z"))).isEqualTo(later);
    }
}
