package io.soprelay.im.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page's files out of the jar; data reaches them as JSON and becomes text nodes only. */
final class StaticPage {
    private StaticPage() {}

    static WireResponse file(String name) {
        String type = name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
        try (InputStream in = StaticPage.class.getResourceAsStream("/simulator/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("simulator/page/" + name + " is not in the jar");
            }
            return WireResponse.bytes(type + "; charset=utf-8", in.readAllBytes())
                    .withHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'")
                    .withHeader("X-Content-Type-Options", "nosniff")
                    .withHeader("Cache-Control", "no-store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
