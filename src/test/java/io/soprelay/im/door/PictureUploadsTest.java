package io.soprelay.im.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Card;
import io.soprelay.im.CardBuilder;
import io.soprelay.im.SendResult;
import io.soprelay.media.FileMediaStore;
import io.soprelay.media.MediaId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many cards show a picture at once, a large one is in memory once, and goes out once. */
class PictureUploadsTest {
    private static final int LARGE = 5 * 1024 * 1024;

    @TempDir
    Path folder;

    private final UploadedKeys keys = UploadedKeys.inMemory();
    private final List<Integer> uploaded = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private FileMediaStore media;
    private PictureUploads uploads;

    @BeforeEach
    void open() {
        media = new FileMediaStore(folder).ready();
        uploads = new PictureUploads(media, keys, 2L * LARGE);
    }

    @Test
    void large_pictures_are_uploaded_one_at_a_time_and_one_that_many_cards_show_once() {
        Card same = cardWith(picture(LARGE, 1));
        Card other = cardWith(picture(LARGE + 1, 2));
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int card = 0; card < 8; card++) {
                Card shown = card % 2 == 0 ? same : other;
                hands.execute(
                        () -> assertThat(uploads.upload(shown, this::upload)).isEmpty());
            }
        }
        assertThat(uploaded).containsExactlyInAnyOrder(LARGE, LARGE + 1);
        assertThat(mostAtOnce).hasValue(1);
    }

    @Test
    void a_picture_that_the_platform_never_takes_is_not_read() {
        Card card = cardWith(picture(2 * LARGE + 1, 1), picture(10, 2));

        assertThat(uploads.upload(card, this::upload)).isEmpty();

        assertThat(uploaded).containsExactly(10);
    }

    @Test
    void a_picture_that_has_to_wait_holds_the_card_and_one_that_is_refused_does_not() {
        Card card = cardWith(picture(10, 1), picture(11, 2));
        SendResult later = new SendResult.Retry(Duration.ofSeconds(2), "busy");

        assertThat(uploads.upload(card, (picture, bytes) -> later)).contains(later);
        assertThat(uploads.upload(
                        card, (picture, bytes) -> new SendResult.Refused(SendResult.Cause.BAD_CONTENT, "no picture")))
                .isEmpty();
    }

    private SendResult upload(MediaId picture, byte[] bytes) {
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        uploaded.add(bytes.length);
        keys.remember(picture, "key");
        underWay.decrementAndGet();
        return new SendResult.Sent("key");
    }

    private MediaId picture(int bytes, int first) {
        byte[] picture = new byte[bytes];
        picture[0] = (byte) first;
        return media.store(picture);
    }

    private static Card cardWith(MediaId... pictures) {
        return new CardBuilder(Card.Kind.NOTICE, Card.Tone.OPEN, "title")
                .pictures(List.of(pictures).stream()
                        .map(picture -> new Card.Picture("物流凭证", picture))
                        .toList())
                .build();
    }
}
