package io.soprelay.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void the_median_decides_not_the_best_round() {
        Figure figure = Figure.of("ratio", "ratio", List.of(0.9, 0.4, 0.3), new Limit.AtLeast(0.5));

        assertThat(figure.median()).isEqualTo(0.4);
        assertThat(figure.min()).isEqualTo(0.3);
        assertThat(figure.max()).isEqualTo(0.9);
        assertThat(figure.verdict()).isEqualTo("over");
    }

    @Test
    void of_two_rounds_the_median_lies_between() {
        assertThat(Figure.shown("p99", "ms", List.of(10.0, 20.0)).median()).isEqualTo(15);
    }

    @Test
    void limits_include_their_bounds() {
        assertThat(new Limit.AtMost(50).holds(50)).isTrue();
        assertThat(new Limit.AtMost(50).holds(50.01)).isFalse();
        assertThat(new Limit.Between(0.8, 1.2).holds(1.2)).isTrue();
        assertThat(new Limit.Between(0.8, 1.2).holds(0.79)).isFalse();
    }

    @Test
    void wrong_answers_break_a_figure_however_fast_they_were() {
        Figure figure = Figure.of("p99", "ms", List.of(1.0), new Limit.AtMost(50));

        assertThat(figure.holds()).isTrue();
        assertThat(figure.butBroken("3 of 8000 answers were no success").holds())
                .isFalse();
    }

    @Test
    void the_table_shows_rounds_limit_and_verdict() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Figure> figures = List.of(
                Figure.of("click p99", "ms", List.of(31.24, 8.5, 1_234.0), new Limit.AtMost(50)),
                Figure.shown("engine", "commits/s", 3_000));

        ResultTable.print(figures, new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "| figure    | median |  min |  max | unit      | limit | verdict |",
                        "| --------- | ------ | ---- | ---- | --------- | ----- | ------- |",
                        "| click p99 |   31.2 | 8.50 | 1234 | ms        | <= 50 | ok      |",
                        "| engine    |   3000 | 3000 | 3000 | commits/s | -     |         |");
    }
}
