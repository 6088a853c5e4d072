package io.soprelay.im.simulator.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the people of the story photograph. */
class SamplePicturesTest {
    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en-US"})
    void every_photo_of_the_story_is_a_picture_of_its_own_in_the_language_of_the_story(String tag) {
        List<String> samples =
                DeliveryStory.in(Locale.forLanguageTag(tag), Where.FEISHU, name -> "@" + name).chapters().stream()
                        .flatMap(chapter -> chapter.steps().stream())
                        .filter(step -> step.act() instanceof Act.SendPicture)
                        .map(step -> ((Act.SendPicture) step.act()).sample())
                        .toList();

        assertThat(samples).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(samples).allSatisfy(sample -> {
            assertThat(sample).endsWith(tag);
            BufferedImage picture = read(SamplePictures.png(sample));
            assertThat(picture.getWidth()).isEqualTo(480);
            assertThat(picture.getHeight()).isEqualTo(640);
        });
    }

    @Test
    void the_same_photo_twice_is_two_photos_that_look_the_same() {
        byte[] first = SamplePictures.png("waybill_zh-CN");
        byte[] second = SamplePictures.png("waybill_zh-CN");

        assertThat(first).isNotEqualTo(second);
        assertThat(pixels(first)).containsExactly(pixels(second));
    }

    @Test
    void the_number_that_is_typed_is_the_number_on_the_picture_the_page_draws() throws IOException {
        String drawn = Files.readString(Path.of("src/main/resources/simulator/page/sample.js"));

        assertThat(drawn).contains("const NUMBER = '" + SamplePictures.NUMBER + "'");
    }

    private static int[] pixels(byte[] png) {
        BufferedImage picture = read(png);
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
