package io.soprelay.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.settings.ApiSettings;
import io.soprelay.settings.Secret;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** What the door leaves in the log; who may pass is told by {@code ReadApiTest} over the wire. */
@ExtendWith(OutputCaptureExtension.class)
class ApiDoorTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final ApiDoor door =
            new ApiDoor(new ApiSettings(Secret.of("a-token-of-this-test")), new JsonMapper(), clock);

    @Test
    void a_script_that_guesses_makes_one_line_a_minute_and_its_guesses_are_not_in_it(CapturedOutput log)
            throws Exception {
        for (int guess = 0; guess < 40; guess++) {
            guesses("guess-of-a-script-" + guess);
        }
        assertThat(log.getAll()).containsOnlyOnce("without the right token; 0 more calls");

        clock.tick(Duration.ofMinutes(1));
        guesses("guess-of-a-script-40");
        assertThat(log.getAll())
                .containsOnlyOnce("without the right token; 39 more calls")
                .doesNotContain("guess-of");
    }

    private void guesses(String token) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/flows");
        request.setServletPath("/api/v1/flows");
        request.addHeader("Authorization", "Bearer " + token);
        MockHttpServletResponse response = new MockHttpServletResponse();
        door.doFilter(request, response, new MockFilterChain());
        assertThat(response.getStatus()).isEqualTo(401);
    }
}
