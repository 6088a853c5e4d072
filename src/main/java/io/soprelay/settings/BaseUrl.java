package io.soprelay.settings;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for addresses of platforms: a safe host, and nothing else in them. */
final class BaseUrl {
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private BaseUrl() {}

    /**
     * The address without a slash at its end.
     *
     * @param property its setting, for the refusal
     * @throws IllegalArgumentException unless it is {@code https}, or {@code http} on a loopback host, without a path
     */
    static String checked(String property, String url) {
        String bare = withoutSlash(url);
        URI uri;
        try {
            uri = URI.create(bare);
        } catch (IllegalArgumentException malformed) {
            throw refusal(property, bare, malformed);
        }
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        if (!isSafe(uri) || !path.isEmpty() || uri.getRawQuery() != null) {
            throw refusal(property, bare, null);
        }
        return bare;
    }

    /** Whether a call to it is private: {@code https}, or {@code http} on this machine. */
    static boolean isSafe(URI uri) {
        String host = Objects.requireNonNullElse(uri.getHost(), "");
        boolean secure = "https".equals(uri.getScheme());
        boolean localPlain = "http".equals(uri.getScheme()) && LOOPBACK_HOSTS.contains(host);
        return !host.isEmpty() && (secure || localPlain);
    }

    /** Whether it points to this machine (simulator, tests). */
    static boolean isLoopback(String url) {
        return LOOPBACK_HOSTS.contains(
                Objects.requireNonNullElse(URI.create(url).getHost(), ""));
    }

    private static String withoutSlash(String url) {
        String stripped = url.strip();
        return stripped.endsWith("/") ? stripped.substring(0, stripped.length() - 1) : stripped;
    }

    private static IllegalArgumentException refusal(String property, String url, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "%s must be https://host (http only for this machine), without a path, but was '%s'"
                        .formatted(property, url),
                cause);
    }
}
