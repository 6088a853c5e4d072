package io.soprelay.im.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The last calls in both directions, bodies decrypted, secrets blotted out. Safe for many threads. */
public final class WireLog {
    /** Enough for a long play; older calls fall out. */
    static final int ENTRIES_MAX = 2000;

    /** Of all bodies together: some 16 MB of memory, however long the play. */
    static final long TOTAL_CHARS_MAX = 8_000_000;

    /** Longer bodies are cut: a card has at most 30 KB. */
    static final int BODY_CHARS_MAX = 40_000;

    private static final Pattern SECRET = Pattern.compile(
            "(\"(?:app_secret|tenant_access_token|encrypt_key|verification_token)\"\\s*:\\s*\")[^\"]*\"");

    /** Who called whom. */
    public enum Direction {
        BOT_TO_FEISHU,
        FEISHU_TO_BOT,
        BOT_TO_DINGTALK,
        DINGTALK_TO_BOT
    }

    /**
     * One call with its answer.
     *
     * @param status 0 when there was no answer
     * @param millis from request to answer
     */
    public record Entry(
            long number,
            Instant at,
            Direction direction,
            String method,
            String path,
            int status,
            String request,
            String response,
            long millis) {
        private long chars() {
            return (long) path.length() + request.length() + response.length();
        }
    }

    private final Supplier<Collection<String>> secrets;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Consumer<Entry>> listeners = new ArrayList<>();
    private long last;
    private long chars;

    /** @param secrets texts that must not appear, asked for at every entry */
    public WireLog(Supplier<Collection<String>> secrets) {
        this.secrets = secrets;
    }

    /** Lets a call of the bot be answered and keeps both; a connection that breaks instead has the status 0. */
    public Optional<WireResponse> answered(
            InstantSource clock,
            Direction direction,
            WireRequest request,
            Function<WireRequest, Optional<WireResponse>> answering) {
        long began = System.nanoTime();
        Optional<WireResponse> answer = answering.apply(request);
        add(
                clock.instant(),
                direction,
                request.method(),
                request.target(),
                answer.map(WireResponse::status).orElse(0),
                readable(request.header("content-type"), request.body()),
                answer.map(found -> readable(found.contentType(), found.body())).orElse("(connection broken)"),
                (System.nanoTime() - began) / 1_000_000);
        return answer;
    }

    private static String readable(String contentType, byte[] body) {
        boolean text = contentType.isEmpty() || contentType.contains("json") || contentType.contains("text");
        return text ? new String(body, StandardCharsets.UTF_8) : "(" + contentType + ", " + body.length + " bytes)";
    }

    /** Told every new entry, inside the lock, so in their order. */
    public synchronized void listen(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /** Forgets all; numbers go on. */
    public synchronized void clear() {
        entries.clear();
        chars = 0;
    }

    /** The call of that number; empty when it has fallen out. */
    public synchronized Optional<Entry> entry(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }

    /** Oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Calls whose path contains {@code pathPart}, oldest first. */
    public List<Entry> calls(String pathPart) {
        return entries().stream()
                .filter(entry -> entry.path().contains(pathPart))
                .toList();
    }

    /** Takes one call with its answer; the oldest ones fall out for it. */
    public synchronized void add(
            Instant at,
            Direction direction,
            String method,
            String path,
            int status,
            String request,
            String response,
            long millis) {
        last++;
        Entry entry = new Entry(last, at, direction, method, blot(path), status, blot(request), blot(response), millis);
        entries.addLast(entry);
        chars += entry.chars();
        while (entries.size() > ENTRIES_MAX || (chars > TOTAL_CHARS_MAX && entries.size() > 1)) {
            chars -= entries.removeFirst().chars();
        }
        listeners.forEach(listener -> listener.accept(entry));
    }

    /**
     * Takes one call of the platform that has just been answered, or not.
     *
     * @param began by {@link System#nanoTime}
     * @return that answer
     */
    public CallbackAnswer pushed(
            Instant at,
            Direction direction,
            String method,
            String path,
            String plain,
            CallbackAnswer answer,
            long began) {
        add(
                at,
                direction,
                method,
                path,
                answer.status(),
                plain,
                answer.problem() == CallbackAnswer.Problem.NONE
                        ? answer.body()
                        : answer.problem().name(),
                (System.nanoTime() - began) / 1_000_000);
        return answer;
    }

    private String blot(String text) {
        String clean = SECRET.matcher(text).replaceAll("$1***\"");
        for (String secret : secrets.get()) {
            clean = clean.replace(secret, "***");
        }
        return clean.length() <= BODY_CHARS_MAX ? clean : clean.substring(0, BODY_CHARS_MAX) + "…";
    }
}
