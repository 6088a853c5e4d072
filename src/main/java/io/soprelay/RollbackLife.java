package io.soprelay;

import io.soprelay.incident.Incident;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.redis.SequenceFile;
import io.soprelay.redis.SequenceWatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What happens when the store has gone back: admins are told, what is known in memory is read again, and the frozen
 * partitions wait until the incident has ended, by whichever bot its button was pressed. Also writes down what was seen.
 * Nothing of it is forgotten by a restart, and nothing is given up while the store is away.
 */
final class RollbackLife implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RollbackLife.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** A start notices a store that is older than this; more often would cost the disk more than it is worth. */
    private static final Duration WRITE_EVERY = Duration.ofSeconds(5);

    private static final Trouble TROUBLE = new Trouble.StoreRolledBack();

    private final SequenceWatch sequences;
    private final Runnable lookAtAll;
    private final SequenceFile file;
    private final Incidents incidents;
    private final List<Runnable> memories;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rollback-watch").daemon(true).factory());
    private int told;
    private long toldFalls;
    private volatile boolean running;

    /**
     * @param lookAtAll compares the whole store with what was seen in it
     * @param file was read when the store was opened
     * @param memories each reads again, or puts back, what is known in memory
     */
    RollbackLife(
            SequenceWatch sequences,
            Runnable lookAtAll,
            SequenceFile file,
            Incidents incidents,
            List<Runnable> memories) {
        this.sequences = sequences;
        this.lookAtAll = lookAtAll;
        this.file = file;
        this.incidents = incidents;
        this.memories = List.copyOf(memories);
        this.told = file.known().told();
        this.toldFalls = file.known().frozen().isEmpty() ? 0 : 1;
    }

    @Override
    public void start() {
        running = true;
        look();
        ticker.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        ticker.scheduleWithFixedDelay(
                this::write, WRITE_EVERY.toMillis(), WRITE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does what is to be done now; costs nothing while the store is as it should be. */
    synchronized void look() {
        if (sequences.frozen() == 0) {
            return;
        }
        try {
            if (told == 0 || toldFalls != sequences.falls()) {
                tell();
            } else {
                releaseIfOver();
            }
        } catch (LedgerUnavailableException e) {
            LOG.debug("Store is away, looking again in {}", LOOK_EVERY, e);
        } catch (RuntimeException e) {
            LOG.error("What the store has forgotten is not told yet, trying again in {}", LOOK_EVERY, e);
        }
    }

    private void tell() {
        // A commit may have met one partition alone: told of that, admins would have to press again for the others.
        lookAtAll.run();
        long falls = sequences.falls();
        // First, because an incident of before may be known that the store has forgotten.
        incidents.load();
        for (Runnable memory : memories) {
            readAgain(memory);
        }
        told = incidents.occurred(TROUBLE, Occurrence.of(sequences.said())).opening();
        toldFalls = falls;
        LOG.error(
                "{} partitions are frozen: what they have to send waits until an admin ends the incident, or until the bot"
                        + " is started without {}",
                sequences.frozen(),
                file.path());
        write();
    }

    /** One that fails keeps nobody from being told. */
    private static void readAgain(Runnable memory) {
        try {
            memory.run();
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Something is known as it was before the store went back; restart the bot", e);
        }
    }

    private void releaseIfOver() {
        Incident incident = incidents.find(TROUBLE.id()).orElse(null);
        if (incident == null || incident.opening() < told) {
            told = 0; // the store has forgotten that it was told
        } else if (!incident.isOpen() && sequences.release(toldFalls)) {
            LOG.info("The freeze is over: what waited leaves now");
            told = 0;
            write();
        }
    }

    private synchronized void write() {
        try {
            file.write(sequences.memory(told));
        } catch (RuntimeException e) {
            // The ticker would never come again.
            LOG.error("What was seen of the store is not written down", e);
        }
    }

    /** After everything that commits has stopped. */
    @Override
    public void stop() {
        running = false;
        ticker.shutdownNow();
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Admins are told before the first delivery, and the last commit of a stop is seen. */
    @Override
    public int getPhase() {
        return 0;
    }
}
