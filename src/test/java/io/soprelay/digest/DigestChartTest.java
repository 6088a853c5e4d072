package io.soprelay.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestChartTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_chart_is_a_small_png_with_something_blue_on_it(boolean line) throws IOException {
        byte[] png = DigestChart.png("最近 7 天完成", week(3, 0, 12), line);

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(DigestChart.WIDTH);
        assertThat(image.getHeight()).isEqualTo(DigestChart.HEIGHT);
        assertThat(png.length).isBetween(1_000, 20_000);
        assertThat(blue(image)).isGreaterThan(50);
    }

    @Test
    void more_finished_work_is_a_higher_bar() throws IOException {
        int little = blue(ImageIO.read(new ByteArrayInputStream(DigestChart.png("x", week(1, 1, 12), false))));
        int much = blue(ImageIO.read(new ByteArrayInputStream(DigestChart.png("x", week(11, 11, 12), false))));
        assertThat(much).isGreaterThan(2 * little);
    }

    @Test
    void days_on_which_nothing_was_finished_can_be_drawn() {
        assertThat(DigestChart.png("最近 7 天完成", week(0, 0, 0), false)).isNotEmpty();
    }

    @Test
    void the_same_numbers_are_the_same_picture() {
        assertThat(DigestChart.png("完成", week(1, 2, 3), false)).isEqualTo(DigestChart.png("完成", week(1, 2, 3), false));
    }

    @Test
    void the_characters_of_every_day_can_be_written() {
        Glyphs glyphs = new Glyphs();
        for (char character : "最近 7 天完成 11-23 发货流程退货申请库管财务审批人逾期今天到期、。（）".toCharArray()) {
            assertThat(glyphs.has(character)).as("%s", character).isTrue();
        }
        assertThat(glyphs.has('龘')).isFalse();
        assertThat(glyphs.width("龘")).as("shown as a question mark").isEqualTo(glyphs.width("?"));
        assertThat(glyphs.width("11-23")).isLessThan(glyphs.width("最近完成了"));
    }

    @Test
    void a_month_of_days_leaves_out_labels_that_would_run_into_each_other() {
        SequencedMap<String, Long> month = new LinkedHashMap<>();
        for (int day = 1; day <= 31; day++) {
            month.put("12-%02d".formatted(day), (long) day);
        }
        assertThat(DigestChart.png("十二月", month, false)).isNotEmpty();
    }

    private static SequencedMap<String, Long> week(long first, long second, long third) {
        SequencedMap<String, Long> values = new LinkedHashMap<>();
        values.put("11-21", first);
        values.put("11-22", second);
        values.put("11-23", third);
        return values;
    }

    private static int blue(BufferedImage image) {
        int found = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                boolean isBlue = (rgb & 0xFF) > 150 && ((rgb >> 16) & 0xFF) < 120;
                found += isBlue ? 1 : 0;
            }
        }
        return found;
    }
}
