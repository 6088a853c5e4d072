package io.soprelay.chat.command;

import io.soprelay.flow.model.MemberId;
import io.soprelay.im.Finding;
import io.soprelay.im.ImGateway;
import io.soprelay.im.Platform;
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

    /** One message may be refused for the chat it goes to. */
    private static final int REFUSED_IN_A_ROW = 3;

    /** Once something arrives these cannot be so any more. */
    private static final Set<String> AGAINST_ARRIVAL = Set.of("credentials", "bot-off", "template", "address", "quota");

    private final List<ImGateway> gateways;
    private final Incidents incidents;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<Platform, Line> lines = new EnumMap<>(Platform.class);
    private final Set<Trouble> seen = new HashSet<>();
    private final Map<Trouble, Instant> unseenSince = new HashMap<>();

    /**
     * @param clock the machine's: platforms know no business time
     * @param zone the company's, in which its months begin
     */
    public PlatformWatch(List<ImGateway> gateways, Incidents incidents, InstantSource clock, ZoneId zone) {
        this.gateways = List.copyOf(gateways);
        this.incidents = incidents;
        this.clock = clock;
        this.zone = zone;
    }

    /** How sends to one platform went since the last that arrived; guarded by the watch. */
    private static final class Line {
        private @Nullable Instant failingSince;
        private Instant lastFailed = Instant.MIN;
        private @Nullable Instant lastSent;
        private int refused;
        private String reason = "";
        private Instant nextTry = Instant.MIN;
    }

    /** Something was sent, or not. */
    synchronized void noted(Platform platform, SendResult result) {
        Line line = line(platform);
        switch (result) {
            case SendResult.Sent sent -> {
                line.failingSince = null;
                line.refused = 0;
                line.lastSent = clock.instant();
            }
            case SendResult.Retry(Duration after, String reason) -> failed(line, reason);
            case SendResult.Unknown(String reason) -> failed(line, reason);
            case SendResult.Refused(SendResult.Cause cause, String detail) -> {
                if (cause == SendResult.Cause.NOT_PERMITTED) {
                    line.refused++;
                } else {
                    // It says something of one person or message and nothing for all: the next one is let through.
                    line.nextTry = Instant.MIN;
                }
            }
        }
    }

    /** What does not even get an answer about itself finds out nothing: the next one is let through. */
    private void failed(Line line, String reason) {
        line.nextTry = Instant.MIN;
        line.reason = reason;
        line.lastFailed = clock.instant();
        if (line.failingSince == null) {
            line.failingSince = clock.instant();
        }
    }

    /** How long to wait before anything is sent there again; empty to send it. Who is let through finds out for all. */
    synchronized Optional<Duration> wait(Platform platform) {
        Line line = line(platform);
        Instant now = clock.instant();
        if (line.refused < REFUSED_IN_A_ROW) {
            return Optional.empty();
        }
        if (line.nextTry.isAfter(now)) {
            return Optional.of(Duration.between(now, line.nextTry));
        }
        line.nextTry = now.plus(TRY_EVERY);
        return Optional.empty();
    }

    /** Whether whatever fails on the platform fails for one reason that has its own incident, or soon will. */
    public synchronized boolean isTroubled(Platform platform) {
        Line line = line(platform);
        Instant since = line.failingSince;
        boolean failing = since != null && !since.plus(AWAY_AFTER).isAfter(clock.instant());
        return failing || line.refused >= REFUSED_IN_A_ROW;
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

    /** Opens and closes what has changed; called every few seconds, costs nothing while nothing has. */
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
