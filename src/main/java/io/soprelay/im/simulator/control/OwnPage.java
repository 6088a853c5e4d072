package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.WireRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells this server's own page from one that would drive the simulator through the visitor's browser: a page of the
 * internet, one whose name was made to lead to this machine, one of another server on this machine.
 */
final class OwnPage {
    private static final List<String> HOSTS = List.of("127.0.0.1", "localhost", "[::1]");

    /** What browsers say of a call that another origin made; a port more or less is {@code same-site} to them. */
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private static final int HTTP_PORT = 80;

    private final URI base;
    private final Set<String> origins;

    /** @param base where this server listens */
    OwnPage(URI base) {
        this.base = base;
        String port = base.getPort() == HTTP_PORT ? "" : ":" + base.getPort();
        origins = HOSTS.stream().map(host -> "http://" + host + port).collect(Collectors.toSet());
    }

    /** For a person who came by a wrong one. */
    String address() {
        return base + "/simulator";
    }

    /**
     * Programs send no origin and are let in; whoever follows a link to the page comes from elsewhere and only reads.
     * The port of the host is not looked at: a foreign name is foreign on every port.
     */
    boolean sent(WireRequest request) {
        String host = lower(request, "host").replaceAll(":\\d+$", "");
        String origin = lower(request, "origin");
        boolean reads = request.method().equals("GET");
        return HOSTS.contains(host)
                && (origin.isEmpty() || origins.contains(origin))
                && (reads || !FOREIGN.contains(lower(request, "sec-fetch-site")));
    }

    private static String lower(WireRequest request, String header) {
        return request.header(header).strip().toLowerCase(Locale.ROOT);
    }
}
