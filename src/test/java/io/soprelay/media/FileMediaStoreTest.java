package io.soprelay.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.media.MediaStore.Aside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMediaStoreTest {
    private static final byte[] HELLO = "hello world".getBytes(UTF_8);
    private static final String HELLO_SHA256 = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir
    Path folder;

    @Test
    void names_bytes_by_their_hash_and_gives_them_back() {
        MediaStore store = new FileMediaStore(folder.resolve("media"));

        MediaId id = store.store(HELLO);

        assertThat(id.sha256()).isEqualTo(HELLO_SHA256);
        assertThat(store.load(id)).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(HELLO));
        assertThat(new FileMediaStore(folder.resolve("media")).load(id)).isPresent();
    }

    @Test
    void storing_again_writes_nothing_but_the_time() throws IOException {
        MediaStore store = new FileMediaStore(folder);
        store.store(HELLO);
        Object file =
                Files.readAttributes(fileOfHello(), BasicFileAttributes.class).fileKey();
        becomesOld();

        store.store(HELLO);

        assertThat(Files.readAttributes(fileOfHello(), BasicFileAttributes.class)
                        .fileKey())
                .isEqualTo(file);
        assertThat(Files.getLastModifiedTime(fileOfHello())).isGreaterThan(LONG_AGO);
    }

    private void becomesOld() throws IOException {
        Files.setLastModifiedTime(fileOfHello(), LONG_AGO);
    }

    @Test
    void leaves_no_half_written_file_beside_the_whole_one() throws IOException {
        new FileMediaStore(folder).store(HELLO);

        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files).containsExactly(fileOfHello());
        }
    }

    @Test
    void damaged_bytes_are_absent_and_storing_them_again_repairs_the_file() throws IOException {
        MediaStore store = new FileMediaStore(folder);
        MediaId id = store.store(HELLO);
        Files.writeString(fileOfHello(), "hello w0rld");

        assertThat(store.load(id)).isEmpty();

        store.store(HELLO);
        assertThat(store.load(id)).isPresent();
    }

    @Test
    void what_is_deleted_is_gone_and_deleting_it_again_is_no_mistake() throws IOException {
        MediaStore store = new FileMediaStore(folder);
        MediaId id = store.store(HELLO);
        becomesOld();
        assertThat(store.setAside(id)).isEqualTo(Aside.MOVED);
        store.deleteAside(id);
        store.deleteAside(id);

        assertThat(store.load(id)).isEmpty();
        assertThat(store.setAside(id)).isEqualTo(Aside.MISSING);
        try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void what_is_set_aside_is_read_all_the_same_and_comes_back() throws IOException {
        MediaStore store = new FileMediaStore(folder);
        MediaId id = store.store(HELLO);
        becomesOld();
        store.setAside(id);
        assertThat(store.setAside(id)).as("once more after a restart").isEqualTo(Aside.MOVED);
        assertThat(store.load(id)).isPresent();

        store.putBack(id);
        store.deleteAside(id);
        assertThat(store.load(id)).isPresent();
        assertThat(fileOfHello()).exists();
    }

    @Test
    void what_is_stored_or_kept_while_it_is_aside_is_not_deleted_with_it() throws IOException {
        MediaStore store = new FileMediaStore(folder);
        MediaId id = store.store(HELLO);
        becomesOld();
        store.setAside(id);
        store.store(HELLO);
        store.deleteAside(id);
        assertThat(store.load(id)).isPresent();

        becomesOld();
        store.setAside(id);
        assertThat(store.keep(id)).isTrue();
        store.deleteAside(id);
        assertThat(store.load(id)).isPresent();
    }

    @Test
    void what_was_stored_or_kept_a_moment_ago_stays_where_it_is() throws IOException {
        MediaStore store = new FileMediaStore(folder);
        MediaId id = store.store(HELLO);
        assertThat(store.setAside(id)).isEqualTo(Aside.YOUNG);
        assertThat(fileOfHello()).exists();

        becomesOld();
        store.store(HELLO);
        assertThat(store.setAside(id)).isEqualTo(Aside.YOUNG);

        becomesOld();
        store.keep(id);
        assertThat(store.setAside(id)).isEqualTo(Aside.YOUNG);
    }

    @Test
    void what_was_never_stored_is_absent() {
        assertThat(new FileMediaStore(folder.resolve("none")).load(new MediaId(HELLO_SHA256)))
                .isEmpty();
    }

    @Test
    void says_where_it_could_not_store() throws IOException {
        Path file = Files.createFile(folder.resolve("occupied"));

        assertThatThrownBy(() -> new FileMediaStore(file).store(HELLO))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("occupied");
    }

    @Test
    void many_threads_may_store_the_same_bytes_at_once() throws Exception {
        MediaStore store = new FileMediaStore(folder);
        List<Callable<MediaId>> tasks = Collections.nCopies(32, (Callable<MediaId>) () -> store.store(HELLO));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(tasks))
                    .allSatisfy(id -> assertThat(id.get()).isEqualTo(new MediaId(HELLO_SHA256)));
        }

        assertThat(store.load(new MediaId(HELLO_SHA256))).isPresent();
    }

    private Path fileOfHello() {
        return folder.resolve("b9").resolve(HELLO_SHA256);
    }
}
