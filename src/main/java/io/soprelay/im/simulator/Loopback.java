package io.soprelay.im.simulator;

import java.net.URI;
import java.util.Set;

/** The simulator never leaves this machine. */
public final class Loopback {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private Loopback() {}

    /** @throws SimulatorProblem when {@code uri} leads elsewhere */
    public static void require(URI uri, String what) {
        if (uri.getHost() == null || !HOSTS.contains(uri.getHost())) {
            throw new SimulatorProblem(what + " must be on this machine (127.0.0.1), but was " + uri
                    + "; the simulator is for local play only.");
        }
    }
}
