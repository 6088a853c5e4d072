package io.soprelay.api;

import io.soprelay.settings.ApiSettings;
import io.soprelay.settings.Secret;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before everything under {@code /api}: who may read, and that it is only reading. It looks at the path, the
 * method and one header; nothing else of a call is read before the token is right, so it comes before every filter that
 * reads a body.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class ApiDoor extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger("io.soprelay.security");

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(\\S+) *");

    /** A script that guesses must not fill the disk. */
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final ApiSettings settings;
    private final JsonMapper json;
    private final InstantSource clock;
    private Instant lastLine = Instant.EPOCH;
    private long unsaid;

    /** @param clock the machine's clock, never the business clock */
    public ApiDoor(ApiSettings settings, JsonMapper json, InstantSource clock) {
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** The path as the server has decoded and tidied it: {@code /%61pi} and {@code //api} are the same door. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
        return !path.equals("/api") && !path.startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!settings.token().isPresent()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        Optional<Secret> presented = presented(request);
        if (presented.filter(settings.token()::equals).isEmpty()) {
            note();
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    presented.isEmpty()
                            ? "Bearer realm=\"sop-relay\""
                            : "Bearer realm=\"sop-relay\", error=\"invalid_token\"");
            refuse(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    presented.isEmpty()
                            ? "This needs the header Authorization: Bearer with the token of relay.api.token."
                            : "The token is not the one of relay.api.token.");
        } else if (!request.getMethod().equals(HttpMethod.GET.name())) {
            response.setHeader(HttpHeaders.ALLOW, HttpMethod.GET.name());
            refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This API only reads: use GET.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static Optional<Secret> presented(HttpServletRequest request) {
        Matcher bearer = BEARER.matcher(Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), ""));
        return bearer.matches() ? Optional.of(Secret.of(bearer.group(1))) : Optional.empty();
    }

    private synchronized void note() {
        Instant now = clock.instant();
        if (Duration.between(lastLine, now).compareTo(BETWEEN_LINES) >= 0) {
            LOG.warn("The read API was called without the right token; {} more calls since the last such line", unsaid);
            lastLine = now;
            unsaid = 0;
        } else {
            unsaid++;
        }
    }

    private void refuse(HttpServletResponse response, int status, String problem) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        json.writeValue(response.getOutputStream(), new ApiProblem(problem));
    }
}
