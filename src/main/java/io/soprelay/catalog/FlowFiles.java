package io.soprelay.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the flow files: a folder on disk wins over the flows shipped inside the program. */
public final class FlowFiles {
    private static final String SHIPPED_FOLDER = "/config/flows/";
    private static final List<String> SHIPPED = List.of("delivery.yaml", "return.yaml");
    private static final int FILES_MAX = 200;

    private FlowFiles() {}

    /**
     * Every {@code .yaml} or {@code .yml} file directly in the folder, by name; the shipped flows if there is no such
     * folder. Bytes that are not UTF-8 come out as replacement characters, so that they are reported, not thrown.
     *
     * @throws IllegalStateException if the folder holds more than 200 flow files
     * @throws UncheckedIOException if a file cannot be read
     */
    public static List<FlowFile> find(Path folder) {
        return Files.isDirectory(folder) ? onDisk(folder) : shipped();
    }

    /** The flows inside the program. */
    public static List<FlowFile> shipped() {
        return SHIPPED.stream().map(FlowFiles::shipped).toList();
    }

    private static List<FlowFile> onDisk(Path folder) {
        List<FlowFile> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> found = entries.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .toList();
            if (found.size() > FILES_MAX) {
                throw new IllegalStateException(folder + " holds more than " + FILES_MAX + " flow files");
            }
            for (Path path : found) {
                files.add(new FlowFile(path.getFileName().toString(), text(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Flow files in " + folder + " cannot be read", e);
        }
        return files;
    }

    /** One byte more than the reader takes is enough for it to refuse the file. */
    private static String text(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(YamlSource.BYTES_MAX + 1), StandardCharsets.UTF_8);
        }
    }

    private static FlowFile shipped(String name) {
        try (InputStream in = FlowFiles.class.getResourceAsStream(SHIPPED_FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not inside the program");
            }
            return new FlowFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
