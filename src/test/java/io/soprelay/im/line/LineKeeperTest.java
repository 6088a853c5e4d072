package io.soprelay.im.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soprelay.im.line.LineState.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the keeper does with connections that end, age, fall silent or cannot be opened; the connections are stand-ins. */
class LineKeeperTest {
    private final List<StandIn> opened = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile Duration silenceAllowed = Duration.ofMinutes(1);
    private volatile Duration maxAge = LinePace.AGELESS;
    private volatile Duration firstTry = Duration.ofMillis(20);
    private volatile Duration grace = Duration.ofMillis(100);
    private volatile Duration tryMax = Duration.ofMillis(50);
    private volatile Connection.End turnedOut = Connection.End.NONE;
    private LineKeeper line = keeper();

    @AfterEach
    void stop() {
        line.stop();
    }

    @Test
    void a_connection_that_ends_is_followed_by_another_and_closed_itself() {
        start();

        opened.getFirst().end(Connection.End.ENDED);

        await().until(() ->
                opened.size() == 2 && opened.getFirst().closed && line.state().isConnected());
        assertThat(line.state().drops()).isEqualTo(1);
    }

    @Test
    void one_that_announces_its_end_is_replaced_before_it_is_closed() {
        start();

        opened.getFirst().end(Connection.End.ANNOUNCED);

        await().until(() -> opened.size() == 2 && opened.getFirst().closed);
        assertThat(opened.get(1).openBeforeTheLastWasClosed).isTrue();
        assertThat(line.state().drops()).isZero();
    }

    @Test
    void while_no_successor_can_be_opened_the_old_one_stays() {
        start();
        failing = true;

        opened.getFirst().end(Connection.End.ANNOUNCED);

        await().until(() -> line.state().lastProblem().orElse("").contains("no way"));
        assertThat(opened.getFirst().closed).isFalse();
        assertThat(line.state().isConnected()).isTrue();
        failing = false;
        await().until(() -> opened.getFirst().closed);
    }

    @Test
    void one_that_was_replaced_goes_on_answering_for_a_while_or_until_the_line_is_stopped() {
        grace = Duration.ofMinutes(1);
        line = keeper();
        start();
        opened.getFirst().end(Connection.End.ANNOUNCED);
        await().until(() -> opened.size() == 2 && line.state().opened() == 2);
        assertThat(opened.getFirst().closed).isFalse();

        line.stop();

        assertThat(opened).allMatch(connection -> connection.closed);
    }

    @Test
    void no_connection_grows_older_than_its_age() {
        maxAge = Duration.ofMillis(100);
        line = keeper();

        start();

        await().until(() -> opened.size() >= 3 && opened.get(1).closed);
        assertThat(opened.get(2).openBeforeTheLastWasClosed).isTrue();
        assertThat(line.state().drops()).isZero();
    }

    @Test
    void whoever_is_turned_out_at_once_every_time_comes_back_ever_more_rarely() {
        everyOneEnds(Connection.End.ENDED);
    }

    @Test
    void so_does_whoever_is_told_at_once_every_time_to_go_elsewhere() {
        everyOneEnds(Connection.End.ANNOUNCED);
    }

    private void everyOneEnds(Connection.End how) {
        turnedOut = how;
        firstTry = Duration.ofMillis(40);
        tryMax = Duration.ofMinutes(1);
        line = keeper();

        line.start();

        await().until(() -> opened.size() >= 6);
        // The fifth waited 40 ms times 8, the sixth twice that; of each, jitter leaves at least half.
        assertThat(between(3, 4)).isGreaterThanOrEqualTo(Duration.ofMillis(160));
        assertThat(between(4, 5)).isGreaterThanOrEqualTo(Duration.ofMillis(320));
    }

    private Duration between(int one, int next) {
        return Duration.between(opened.get(one).openedAt, opened.get(next).openedAt);
    }

    @Test
    void a_silent_one_is_pinged_and_then_replaced() {
        silenceAllowed = Duration.ofMillis(150);
        line = keeper();
        start();

        await().until(() -> opened.size() >= 2);

        assertThat(opened.getFirst().pings.get()).isGreaterThanOrEqualTo(2);
        assertThat(line.state().lastProblem().orElseThrow()).contains("silent");
    }

    @Test
    void a_stopped_line_has_no_connection_and_does_not_start_again() {
        start();

        line.stop();
        line.start();

        assertThat(opened.getFirst().closed).isTrue();
        assertThat(line.state().phase()).isEqualTo(Phase.STOPPED);
        assertThat(opened).hasSize(1);
    }

    private void start() {
        line.start();
        await().until(() -> line.state().isConnected());
    }

    private LineKeeper keeper() {
        LinePace pace = new LinePace(silenceAllowed, firstTry, tryMax, Duration.ofMillis(50), maxAge, grace);
        return new LineKeeper("stand-in", this::open, pace, InstantSource.system());
    }

    private Connection open(Runnable onEnd) throws IOException {
        if (failing) {
            throw new IOException("no way");
        }
        StandIn connection = new StandIn(onEnd, opened.isEmpty() || !opened.getLast().closed);
        opened.add(connection);
        if (turnedOut != Connection.End.NONE) {
            connection.end(turnedOut);
        }
        return connection;
    }

    private static final class StandIn implements Connection {
        private final Runnable onEnd;
        private final boolean openBeforeTheLastWasClosed;
        private final Instant openedAt = Instant.now();
        private volatile End end = End.NONE;
        private volatile boolean closed;
        private final AtomicInteger pings = new AtomicInteger();

        StandIn(Runnable onEnd, boolean openBeforeTheLastWasClosed) {
            this.onEnd = onEnd;
            this.openBeforeTheLastWasClosed = openBeforeTheLastWasClosed;
        }

        void end(End how) {
            end = how;
            onEnd.run();
        }

        @Override
        public Instant lastFrame() {
            return openedAt;
        }

        @Override
        public End end() {
            return end;
        }

        @Override
        public void ping() {
            pings.incrementAndGet();
        }

        @Override
        public void close(Duration grace) {
            closed = true;
        }
    }
}
