package io.soprelay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.outbox.OutboxRelay;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows business time and moves it forward: {@code {"advance":"PT8H"}} or {@code {"set":"2026-11-22T18:00:00+08:00"}}. */
@RestController
@RequestMapping("/actuator/clock")
class ClockController {
    /** It cannot be moved back, so a slip of the keyboard must not end in another century. */
    private static final Duration JUMP_MAX = Duration.ofDays(3660);

    private final BusinessTime time;
    private final OutboxRelay relay;
    private final ZoneId zone;

    ClockController(BusinessTime time, OutboxRelay relay, ZoneId zone) {
        this.time = time;
        this.relay = relay;
        this.zone = zone;
    }

    @GetMapping
    Reading read() {
        return new Reading(format(), time.offset().toString(), null);
    }

    @PostMapping
    ResponseEntity<Reading> move(@RequestBody Move move) {
        try {
            Duration by = distance(move);
            if (by.isNegative()) {
                return refused("Business time only moves forward; it is " + format() + " now.");
            }
            if (by.compareTo(JUMP_MAX) > 0) {
                return refused("Business time jumps at most " + JUMP_MAX.toDays() + " days at once.");
            }
            time.advance(by);
            relay.lookNow();
            return ResponseEntity.ok(new Reading(format(), time.offset().toString(), null));
        } catch (DateTimeException | ArithmeticException e) {
            return refused(
                    "Write {\"advance\":\"PT8H\"} or {\"set\":\"2026-11-22T18:00:00+08:00\"}: " + e.getMessage());
        }
    }

    private Duration distance(Move move) {
        if (move.advance() != null && move.set() == null) {
            return Duration.parse(move.advance());
        }
        if (move.set() != null && move.advance() == null) {
            return Duration.between(time.now(), OffsetDateTime.parse(move.set()).toInstant());
        }
        throw new DateTimeException("exactly one of advance and set is needed");
    }

    private ResponseEntity<Reading> refused(String problem) {
        return ResponseEntity.badRequest()
                .body(new Reading(format(), time.offset().toString(), problem));
    }

    private String format() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.now().atZone(zone));
    }

    /** What is asked; exactly one part is given. */
    record Move(@Nullable String advance, @Nullable String set) {}

    /** What the clock shows. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reading(String now, String offset, @Nullable String problem) {}
}
