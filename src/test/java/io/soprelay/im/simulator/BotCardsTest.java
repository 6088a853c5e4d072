package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The platform's own judgement of every card the bot keeps as a golden file. */
class BotCardsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/feishu");

    private final Feishu2CardChecker checker = new Feishu2CardChecker(new Feishu2CardChecker.Known() {
        @Override
        public boolean image(String imageKey) {
            return imageKey.startsWith("img_");
        }

        @Override
        public boolean person(String openId) {
            return openId.startsWith("ou_");
        }
    });

    static List<Path> cards() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cards")
    void feishu_takes_it(Path file) throws IOException {
        String card = Json.write(Json.parse(Files.readAllBytes(file)));
        assertThat(checker.check(card)).isEmpty();
        assertThat(CardView.of(card, id -> id).texts()).isNotEmpty();
    }
}
