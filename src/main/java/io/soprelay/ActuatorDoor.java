package io.soprelay;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.web.filter.OncePerRequestFilter;

/** On the bot's own port health and clock answer, to this machine only; numbers have a port of their own. */
final class ActuatorDoor extends OncePerRequestFilter {
    private static final String HEALTH = "/actuator/health";
    private static final String CLOCK = "/actuator/clock";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // The path as the server has decoded it: as written, /%61ctuator would walk past this door and be served.
        return !request.getServletPath().startsWith("/actuator");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // An address literal is never looked up, so this does not ask a name server.
        boolean local = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        // A proxy on this machine would make the whole world local.
        boolean forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        String path = request.getServletPath();
        boolean here = path.equals(HEALTH) || path.startsWith(HEALTH + "/") || path.equals(CLOCK);
        if (local && !forwarded && here) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
