package io.soprelay.redis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Lua scripts from {@code redis/<name>.lua} and joins what they include.
 *
 * <p>A line {@code -- @include name} is replaced by {@code redis/includes/<name>.lua}, once: a second include of the
 * same piece is dropped, so pieces may include each other's needs. Includes stand below the contract header.
 */
public final class LuaScripts {

    private static final Pattern INCLUDE = Pattern.compile("^--\\s*@include\\s+([\\w-]+)\\s*$");
    private static final Pattern NAME = Pattern.compile("[\\w-]+");

    private final Function<String, Optional<String>> files;

    private LuaScripts(Function<String, Optional<String>> files) {
        this.files = files;
    }

    /** The scripts inside the jar. */
    public static LuaScripts fromClasspath() {
        return new LuaScripts(LuaScripts::resource);
    }

    /** Scripts from another source: path such as {@code redis/includes/keys.lua} to text. */
    public static LuaScripts from(Function<String, Optional<String>> files) {
        return new LuaScripts(files);
    }

    /**
     * Reads and joins one script.
     *
     * @throws IllegalArgumentException if a file is missing, includes form a circle (the circle is named) or the
     *     contract header does not hold
     */
    public LuaScript named(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a Lua script is named by letters, digits, - and _, but was " + name);
        }
        StringBuilder joined = new StringBuilder();
        append("redis/" + name + ".lua", joined, new LinkedHashSet<>(), new ArrayDeque<>());
        return new LuaScript(name, joined.toString());
    }

    private void append(String path, StringBuilder joined, Set<String> done, Deque<String> stack) {
        if (stack.contains(path)) {
            throw new IllegalArgumentException(
                    "Lua includes form a circle: %s → %s".formatted(String.join(" → ", stack), path));
        }
        if (!done.add(path)) {
            return;
        }
        String text = files.apply(path)
                .orElseThrow(() -> new IllegalArgumentException(
                        stack.isEmpty()
                                ? "there is no Lua script " + path
                                : "there is no Lua script %s, included by %s".formatted(path, stack.getLast())));
        stack.addLast(path);
        text.lines().forEach(line -> {
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                append("redis/includes/" + include.group(1) + ".lua", joined, done, stack);
            } else {
                joined.append(line).append('\n');
            }
        });
        stack.removeLast();
    }

    private static Optional<String> resource(String path) {
        try (InputStream in = LuaScripts.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
