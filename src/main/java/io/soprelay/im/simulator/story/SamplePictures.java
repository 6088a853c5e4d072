package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.kit.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The photos that the people of the story send. They are files, drawn once with the page's own {@code sample.js}: a
 * machine without a screen need not have a font for Chinese.
 */
final class SamplePictures {
    /** Printed on the waybill, and what is typed into the form beside it. */
    static final String NUMBER = "SF1234567890";

    private static final String FOLDER = "/simulator/story/pictures/";

    private SamplePictures() {}

    /**
     * A PNG unlike any before in this JVM, as photos are, though it looks the same.
     *
     * @param sample for example {@code waybill_zh-CN}
     */
    static byte[] png(String sample) {
        try (InputStream file = SamplePictures.class.getResourceAsStream(FOLDER + sample + ".png")) {
            if (file == null) {
                throw new IllegalArgumentException("there is no sample picture " + sample);
            }
            return Pictures.another(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
