package io.soprelay.crash;

import io.soprelay.redis.client.LuaScript;
import io.soprelay.redis.client.LuaScripts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A script of the product as it is asked for on the wire. */
record ScriptCall(String script, List<String> keys, List<String> arguments) {
    /** No script, but a command of its own: the store is told how far the archive is. */
    static final String HEAD = "head";

    /** It is told of a new segment too, before anything is written there. */
    private static final String EMPTY_SEGMENT = ":80:";

    private static final Map<String, LuaScript> KNOWN = Stream.of(
                    "load", "number", "commit", "claim", "shown", "answered", "inspect", "trim")
            .map(LuaScripts.fromClasspath()::named)
            .collect(Collectors.toMap(LuaScript::sha, Function.identity()));

    /** Empty for any other command. */
    static Optional<ScriptCall> of(List<String> words) {
        if (words.size() == 4
                && words.get(1).equals("{relay}:archive")
                && words.get(2).equals(HEAD)
                && !words.get(3).contains(EMPTY_SEGMENT)) {
            return Optional.of(new ScriptCall(HEAD, List.of(words.get(1)), List.of(words.get(3))));
        }
        if (words.size() < 3
                || !words.getFirst().equalsIgnoreCase("EVALSHA")
                        && !words.getFirst().equalsIgnoreCase("EVAL")) {
            return Optional.empty();
        }
        return named(words.get(1)).map(script -> {
            int keys = Integer.parseInt(words.get(2));
            return new ScriptCall(script, words.subList(3, 3 + keys), words.subList(3 + keys, words.size()));
        });
    }

    private static String wire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static Optional<String> named(String shaOrSource) {
        LuaScript bySha = KNOWN.get(shaOrSource);
        return bySha != null
                ? Optional.of(bySha.name())
                : KNOWN.values().stream()
                        .filter(script -> wire(script.source()).equals(shaOrSource))
                        .map(LuaScript::name)
                        .findFirst();
    }
}
