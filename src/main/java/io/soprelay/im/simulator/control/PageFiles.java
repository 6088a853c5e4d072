package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.WireRequest;
import io.soprelay.im.simulator.WireResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The page's files and its libraries out of the jar, each with an ETag and packed when the browser takes it so. Data
 * never passes here: it reaches the page as JSON and becomes text nodes only.
 */
final class PageFiles {
    private static final String PAGE = "/simulator/page/";
    private static final String SECURITY = "default-src 'self'; frame-ancestors 'none'; img-src 'self' data:";

    /** Folders and files that begin with a letter, digit or underline: nothing leads up or is hidden. */
    static final Pattern SAFE = Pattern.compile("\\w[\\w.-]*(?:/\\w[\\w.-]*)*");

    static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "map", "application/json; charset=utf-8",
            "svg", "image/svg+xml");

    /** Below this the packed form saves nothing. */
    private static final int PACKED_FROM_BYTES = 512;

    @SuppressWarnings("ArrayRecordComponent")
    private record Kept(String type, byte[] plain, byte[] packed, String tag) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final PageWords words;

    PageFiles(PageWords words) {
        this.words = words;
    }

    void mount(Routes routes) {
        routes.get("/simulator", request -> file(request, "index.html"));
        routes.get("/simulator/", request -> file(request, "index.html"));
        routes.getBelow(
                "/simulator/page/", request -> file(request, request.path().substring(PAGE.length())));
        library(routes, "lit-html");
        library(routes, "marked");
    }

    private void library(Routes routes, String name) {
        String folder = "/simulator/lib/" + name + "/";
        String jar = "/META-INF/resources/webjars/" + name + "/" + version(name) + "/";
        routes.getBelow(folder, request -> {
            String file = request.path().substring(folder.length());
            return answer(request, SAFE.matcher(file).matches() ? find(jar + file) : Optional.empty());
        });
    }

    private WireResponse file(WireRequest request, String name) {
        return answer(request, SAFE.matcher(name).matches() ? find(PAGE + name) : Optional.empty());
    }

    private WireResponse answer(WireRequest request, Optional<Kept> found) {
        Kept file = found.orElseThrow(() -> new ControlRefusal(404, words.say("nothing-here", request.path())));
        boolean packed =
                file.packed().length > 0 && request.header("accept-encoding").contains("gzip");
        // Two forms of one file are two things to a cache.
        String tag = packed ? "\"" + file.tag() + "-gz\"" : "\"" + file.tag() + "\"";
        boolean known = Arrays.asList(request.header("if-none-match").split("\\s*,\\s*"))
                .contains(tag);
        WireResponse answer = known
                ? WireResponse.text(304, file.type(), "")
                : WireResponse.bytes(file.type(), packed ? file.packed() : file.plain());
        if (packed && !known) {
            answer = answer.withHeader("Content-Encoding", "gzip");
        }
        return answer.withHeader("ETag", tag)
                .withHeader("Vary", "Accept-Encoding")
                .withHeader("Cache-Control", "no-cache")
                .withHeader("Content-Security-Policy", SECURITY);
    }

    /** Only what is there is kept, so no visitor can fill the memory. */
    private Optional<Kept> find(String resource) {
        Kept known = kept.get(resource);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Kept> read = read(resource);
        read.ifPresent(file -> kept.put(resource, file));
        return read;
    }

    private static Optional<Kept> read(String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        if (type == null) {
            return Optional.empty();
        }
        try (InputStream in = PageFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] plain = in.readAllBytes();
            String tag = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain))
                    .substring(0, 32);
            return Optional.of(new Kept(type, plain, packed(plain), tag));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        if (plain.length < PACKED_FROM_BYTES) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    /** The one version on the class path; it does not appear in the address. */
    static String version(String library) {
        String facts = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
        try (InputStream in = PageFiles.class.getResourceAsStream(facts)) {
            if (in == null) {
                throw new IllegalStateException("the web jar of " + library + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
