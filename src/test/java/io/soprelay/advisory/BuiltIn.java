package io.soprelay.advisory;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which versions of what are built in, read from the things themselves: jars, bill of materials, servers, shaded parts. */
final class BuiltIn {
    private static final Pattern JAR = Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/[^/]+\\.jar");

    /** The bundled servers that the bot starts: it has none for Windows and for 32 bits. */
    private static final Pattern SERVER =
            Pattern.compile("redis-server-(\\d+\\.\\d+\\.\\d+).*-(?:linux|darwin)-(?:amd64|arm64)");

    private final Map<String, Set<String>> versions = new HashMap<>();

    private BuiltIn() {}

    /** Several versions of one thing where platforms differ. */
    static Map<String, Set<String>> versions() throws IOException {
        BuiltIn found = new BuiltIn();
        found.addClassPath();
        found.addBillOfMaterials(Path.of("target", "classes", "META-INF", "sbom", "application.cdx.json"));
        found.addServers();
        found.addShaded();
        return found.versions;
    }

    private void add(String what, String version) {
        versions.computeIfAbsent(what, any -> new TreeSet<>()).add(version);
    }

    private void addClassPath() {
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(JAR::matcher)
                .filter(Matcher::matches)
                .forEach(jar -> add(jar.group(1).replace('/', '.') + ":" + jar.group(2), jar.group(3)));
    }

    /** Maven writes it unless it is offline. */
    private void addBillOfMaterials(Path file) throws IOException {
        if (Files.exists(file)) {
            for (JsonNode part :
                    new JsonMapper().readTree(Files.readString(file)).path("components")) {
                add(
                        part.path("group").asString() + ":" + part.path("name").asString(),
                        part.path("version").asString());
            }
        }
    }

    /** By the names of the files: the one for Linux amd64 says a newer version than its name, which is the careful side. */
    private void addServers() throws IOException {
        URL any = Objects.requireNonNull(
                BuiltIn.class.getClassLoader().getResource("redis-server-6.2.7-linux-arm64"), "no bundled server");
        try (JarFile jar = ((JarURLConnection) any.openConnection()).getJarFile()) {
            jar.stream()
                    .map(entry -> SERVER.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .forEach(server -> add("redis-server", server.group(1)));
        }
    }

    private void addShaded() throws IOException {
        for (URL file : Collections.list(
                BuiltIn.class.getClassLoader().getResources("META-INF/io.netty.versions.properties"))) {
            if (file.getPath().contains("/app-stream-client-")) {
                Properties netty = new Properties();
                try (InputStream in = file.openStream()) {
                    netty.load(in);
                }
                netty.stringPropertyNames().stream()
                        .filter(name -> name.endsWith(".version"))
                        .forEach(name -> add("com.dingtalk.open:app-stream-client/netty", netty.getProperty(name)));
            }
        }
        String okhttp = com.lark.oapi.okhttp.internal.Version.userAgent();
        add("com.larksuite.oapi:oapi-sdk/okhttp", okhttp.substring(okhttp.indexOf('/') + 1));
    }
}
