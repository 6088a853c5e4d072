package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Finding;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
import io.soprelay.im.Recipient;
import io.soprelay.im.SendResult;
import io.soprelay.incident.Incident;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.LedgerUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with a platform as a whole, from the outcomes of what is sent there and from what its answers reveal: one
 * incident, not one for each message that waits. Safe for concurrent use; outcomes are noted without touching the store.
 */
public final class PlatformWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformWatch.class);

    /** A restart of the platform's gateway is over by then. */
    static final Duration AWAY_AFTER = Duration.ofMinutes(10);

    /** What nobody meets again for that long is taken for repaired: another start may have brought the repair. */
    static final Duration UNSEEN = Duration.ofHours(1);

    /** While a platform permits nothing, one try in so long finds out when it does. */
    static final Duration TRY_EVERY = Duration.ofMinutes(5);

    /** A hiccup is over by the next try of whatever met it; what waits after an outage waits for minutes. */
    static final Duration OUTAGE = Duration.ofMinutes(1);

    /** What gathered in an outage of an hour at ten times the size this is made for has left by then. */
    static final Duration CATCH_UP = Duration.ofHours(1);

    /** So many failures in a row are no accident. */
    private static final int FAILURES = 20;

    /** What fails for fewer may be a matter between the platform and their chats. */
    private static final int FAILED_FOR = 3;

    /** While a platform is away one call in so long finds out whether it is back: often enough that nobody waits for it. */
    private static final Duration PROBE_MIN = Duration.ofSeconds(6);

    /** Calls may be paid for, also those that fail: the longer it has been away, the fewer. */
    private static final Duration PROBE_MAX = Duration.ofSeconds(30);

    private static final int PROBES_A_TIME_AWAY = 600;

    /** Whatever is held back comes for its turn one after the other, so that waiting costs little. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private static final Duration TURN_MAX = Duration.ofMinutes(5);

    /** One message may be refused for the chat it goes to. */
    private static final int REFUSED_IN_A_ROW = 3;

    /** Once something arrives these cannot be so any more. */
    private static final Set<String> AGAINST_ARRIVAL = Set.of("credentials", "bot-off", "template", "address", "quota");

    private final List<ImGateway> gateways;
    private final Incidents incidents;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Runnable onceBack;
    private final Map<Platform, Line> lines = new EnumMap<>(Platform.class);
    private final Set<Trouble> seen = new HashSet<>();
    private final Map<Trouble, Instant> unseenSince = new HashMap<>();

    /**
     * @param clock the machine's: platforms know no business time
     * @param zone the company's, in which its months begin
     * @param onceBack called when the first message arrives after an outage, on the thread that sent it: whatever waits
     *     to be tried again need not wait any longer. May be called more than once, and may fail while the store is away
     */
    public PlatformWatch(
            List<ImGateway> gateways, Incidents incidents, InstantSource clock, ZoneId zone, Runnable onceBack) {
        this.gateways = List.copyOf(gateways);
        this.incidents = incidents;
        this.clock = clock;
        this.zone = zone;
        this.onceBack = onceBack;
    }

    /** How sends to one platform went since the last that arrived; guarded by the watch. */
    private static final class Line {
        private @Nullable Instant failingSince;
        private Instant lastFailed = Instant.MIN;
        private @Nullable Instant lastSent;
        private @Nullable Instant backSince;
        private int refused;
        private String reason = "";
        private Instant nextTry = Instant.MIN;
        private final Set<Recipient> failedFor = new HashSet<>();
        private int failures;
        private Instant lastTurn = Instant.MIN;

        /** Then what is to be sent is held back, and one call in a while finds out. */
        private boolean isAway() {
            return failures >= FAILURES && failedFor.size() >= FAILED_FOR;
        }
    }

    /** Something was sent, or not. */
    void noted(Recipient to, SendResult result) {
        if (isBack(to, result)) {
            try {
                onceBack.run();
            } catch (LedgerUnavailableException away) {
                LOG.debug("What waits for {} comes at its own time", to.platform(), away);
            }
        }
    }

    /** @return whether this is the first that arrived after an outage */
    private synchronized boolean isBack(Recipient to, SendResult result) {
        Line line = line(to.platform());
        boolean back = false;
        switch (result) {
            case SendResult.Sent sent -> {
                Instant since = line.failingSince;
                line.backSince = line.isAway() ? clock.instant() : line.backSince;
                // The first of this process too: what a predecessor held back need not wait either.
                back = line.isAway()
                        || line.lastSent == null
                        || since != null && !since.plus(OUTAGE).isAfter(clock.instant());
                line.failingSince = null;
                line.failedFor.clear();
                line.failures = 0;
                line.refused = 0;
                line.lastSent = clock.instant();
            }
            case SendResult.Retry(Duration after, String reason, boolean asked) -> failed(line, to, reason, asked);
            case SendResult.Unknown(String reason) -> failed(line, to, reason, true);
            case SendResult.Refused(SendResult.Cause cause, String detail) -> {
                if (cause == SendResult.Cause.NOT_PERMITTED) {
                    line.refused++;
                } else {
                    // It says something of one person or message and nothing for all: the next one is let through.
                    line.nextTry = Instant.MIN;
                }
            }
        }
        return back;
    }

    private void failed(Line line, Recipient to, String reason, boolean asked) {
        if (line.refused >= REFUSED_IN_A_ROW) {
            // It found out nothing about what the platform permits: another one does, at once if no call was made.
            line.nextTry = asked ? clock.instant().plus(PROBE_MIN) : Instant.MIN;
        }
        line.reason = reason;
        if (asked && !line.isAway()) {
            line.failedFor.add(to);
            line.failures++;
        }
        line.lastFailed = clock.instant();
        if (line.failingSince == null) {
            line.failingSince = clock.instant();
        }
    }

    /** How long to wait before anything is sent there again; empty to send it. Who is let through finds out for all. */
    synchronized Optional<Duration> wait(Platform platform) {
        Line line = line(platform);
        Instant now = clock.instant();
        if (line.refused >= REFUSED_IN_A_ROW) {
            if (line.nextTry.isAfter(now)) {
                return Optional.of(Duration.between(now, line.nextTry));
            }
            line.nextTry = now.plus(TRY_EVERY);
            return Optional.empty();
        }
        Instant since = line.failingSince;
        return since != null && line.isAway() ? turn(line, now, Duration.between(since, now)) : Optional.empty();
    }

    private static Optional<Duration> turn(Line line, Instant now, Duration away) {
        if (!line.nextTry.isAfter(now)) {
            Duration probe = away.dividedBy(PROBES_A_TIME_AWAY);
            line.nextTry = now.plus(
                    probe.compareTo(PROBE_MIN) < 0 ? PROBE_MIN : probe.compareTo(PROBE_MAX) > 0 ? PROBE_MAX : probe);
            return Optional.empty();
        }
        Instant after = line.lastTurn.isAfter(line.nextTry) ? line.lastTurn : line.nextTry;
        Instant last = now.plus(TURN_MAX);
        line.lastTurn = after.plus(TURN).isBefore(last) ? after.plus(TURN) : last;
        return Optional.of(Duration.between(now, line.lastTurn));
    }

    /**
     * Whether what has failed on the platform since a moment fails for one reason that has its own incident, or soon will;
     * or waits for its turn after that is over.
     */
    public synchronized boolean excuses(Platform platform, Instant failing) {
        Line line = line(platform);
        Instant now = clock.instant();
        Instant since = line.failingSince;
        Instant back = line.backSince;
        boolean away = since != null && !since.plus(AWAY_AFTER).isAfter(now);
        boolean catchingUp =
                back != null && !failing.isAfter(back) && back.plus(CATCH_UP).isAfter(now);
        return away || catchingUp || line.refused >= REFUSED_IN_A_ROW;
    }

    /** Something of the bot arrived at a person. */
    void reached(MemberId person) {
        Trouble trouble = new Trouble.Unreachable(person);
        if (incidents.isLive(trouble)) {
            try {
                incidents.healed(trouble);
            } catch (LedgerUnavailableException away) {
                LOG.debug("The incident of {} closes with the next message", person, away);
            }
        }
    }

    /** Opens and closes what has changed; called every few seconds, reads the store only for what is wrong. */
    public void look() {
        Map<Trouble, String> there = new LinkedHashMap<>();
        List<Trouble> over = new ArrayList<>();
        for (ImGateway gateway : gateways) {
            judge(gateway.platform(), there, over);
        }
        there.forEach((trouble, detail) -> incidents.occurred(trouble, Occurrence.of(detail)));
        over.forEach(incidents::healed);
    }

    private synchronized void judge(Platform platform, Map<Trouble, String> there, List<Trouble> over) {
        Line line = line(platform);
        List<Finding> findings = findings(platform);
        for (Finding finding : findings) {
            Trouble trouble =
                    new Trouble.PlatformRefuses(platform.key(), finding.kind().key());
            seen.add(trouble);
            unseenSince.remove(trouble);
            there.put(trouble, finding.detail());
        }
        Trouble quota = new Trouble.PlatformRefuses(platform.key(), Finding.Kind.QUOTA.key());
        boolean spent = there.containsKey(quota) || incidents.isLive(quota);
        Trouble away = new Trouble.PlatformAway(platform.key());
        Instant since = line.failingSince;
        if (since == null) {
            if (line.lastSent != null && incidents.isLive(away)) {
                over.add(away);
            }
        } else if (!line.lastFailed.isBefore(since.plus(AWAY_AFTER)) && !spent) {
            there.put(away, line.reason);
        }
        for (Incident incident : incidents.open()) {
            if (incident.trouble() instanceof Trouble.PlatformRefuses refusal
                    && refusal.platform().equals(platform.key())
                    && !there.containsKey(refusal)
                    && isOver(incident, refusal, line)) {
                seen.remove(refusal);
                unseenSince.remove(refusal);
                over.add(refusal);
            }
        }
    }

    /** A finding lives in this process alone: that it is not there after a start says little. */
    private boolean isOver(Incident incident, Trouble.PlatformRefuses refusal, Line line) {
        Instant now = clock.instant();
        Instant since = unseenSince.computeIfAbsent(refusal, any -> now);
        if (refusal.finding().equals(Trouble.PlatformRefuses.PUSHES)) {
            return !incident.detail()
                    .startsWith(YearMonth.from(now.atZone(zone)).toString());
        }
        if (AGAINST_ARRIVAL.contains(refusal.finding())) {
            return line.lastSent != null && !line.lastSent.isBefore(since);
        }
        return seen.contains(refusal) || !since.plus(UNSEEN).isAfter(now);
    }

    /** A clock that is off keeps nothing from going on: {@code /status} says it. */
    private List<Finding> findings(Platform platform) {
        return gateways.stream()
                .filter(gateway -> gateway.platform() == platform)
                .flatMap(gateway -> gateway.state().findings().stream())
                .filter(finding -> finding.kind() != Finding.Kind.CLOCK)
                .toList();
    }

    private Line line(Platform platform) {
        return lines.computeIfAbsent(platform, any -> new Line());
    }
}
