package io.soprelay.im.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The story looks for the very words the bot writes, in both languages. */
class StoryWordsTest {
    private static final Path BOT = Path.of("src/main/resources/messages");
    private static final Path STORY = Path.of("src/main/resources/simulator/story");

    private static final Map<String, List<String>> SAME = Map.ofEntries(
            Map.entry("frame.complete", List.of("button.complete")),
            Map.entry("frame.submit", List.of("button.submit")),
            Map.entry("frame.approve", List.of("button.approve")),
            Map.entry("frame.reject", List.of("button.reject")),
            Map.entry("frame.comment", List.of("approval.comment")),
            Map.entry("frame.why", List.of("reason.label")),
            Map.entry("frame.asks-why", List.of("toast.reason")),
            Map.entry("frame.start", List.of("start.title")),
            Map.entry("frame.submitted", List.of("toast.started", "start.done")),
            Map.entry("frame.rejected", List.of("toast.rejected")),
            Map.entry("frame.done", List.of("done.by")),
            Map.entry("frame.saved", List.of("toast.draft")),
            Map.entry("frame.not-yours", List.of("toast.not-yours")),
            Map.entry("frame.reminder", List.of("remind.title")),
            Map.entry("frame.received", List.of("evidence.still-missing", "evidence.completed")));

    @ParameterizedTest
    @ValueSource(strings = {"zh_CN", "en_US"})
    void frame_words_are_the_bots_own(String locale) throws IOException {
        Properties bot = read(BOT.resolve("chat_" + locale + ".properties"));
        Properties story = read(STORY.resolve("story_" + locale + ".properties"));

        assertThat(story.stringPropertyNames())
                .filteredOn(key -> key.startsWith("frame."))
                .containsExactlyInAnyOrderElementsOf(SAME.keySet());
        SAME.forEach((own, theirs) -> assertThat(theirs)
                .allSatisfy(key ->
                        assertThat(bot.getProperty(key)).as(own + " in " + key).contains(story.getProperty(own))));
    }

    @Test
    void both_languages_have_the_same_keys() throws IOException {
        assertThat(read(STORY.resolve("story_en_US.properties")).stringPropertyNames())
                .isEqualTo(read(STORY.resolve("story_zh_CN.properties")).stringPropertyNames());
    }

    @ParameterizedTest
    @EnumSource(StepFailed.Kind.class)
    void a_step_that_fails_is_told_in_the_language_of_the_audience_with_what_to_do_now(StepFailed.Kind kind) {
        StepFailed failure = new StepFailed(kind, List.of("小李", "甲", "乙", "丙"), "expected for 小李: a card");
        assertThat(new StoryWords(Locale.SIMPLIFIED_CHINESE).failed(failure))
                .contains("小李", "甲", "再演一遍")
                .doesNotContainPattern("[A-Za-z]");
        assertThat(new StoryWords(Locale.US).failed(failure))
                .contains("小李", "甲", "play it again")
                .doesNotContain("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US", "fr"})
    void every_step_has_a_hint_and_every_chapter_a_title(String tag) {
        Story story = DeliveryStory.in(Locale.forLanguageTag(tag), Where.FEISHU, name -> "@" + name);

        assertThat(story.chapters()).hasSize(10).allSatisfy(chapter -> {
            assertThat(chapter.title()).isNotBlank();
            assertThat(chapter.steps())
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step.hint()).isNotBlank().doesNotContainPattern("\\{\\d}"));
        });
    }

    @Test
    void asides_are_left_out_on_the_way_but_can_be_opened() {
        Story story = DeliveryStory.in(Locale.US, Where.FEISHU, name -> "@" + name);

        assertThat(story.through("accepted")).extracting(Chapter::scene).doesNotContain("stranger");
        assertThat(story.through("stranger")).extracting(Chapter::scene).endsWith("shipped", "stranger");
    }

    private static Properties read(Path file) throws IOException {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        }
        return words;
    }
}
