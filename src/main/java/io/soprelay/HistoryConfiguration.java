package io.soprelay;

import io.soprelay.archive.ArchiveFolder;
import io.soprelay.engine.HistoryRounds;
import io.soprelay.incident.ChangedHistories;
import io.soprelay.incident.Incidents;
import io.soprelay.ledger.HistoryChain;
import io.soprelay.ledger.HistoryCheck;
import io.soprelay.ledger.HistoryReport;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.SealMemory;
import io.soprelay.ledger.Stubs;
import io.soprelay.settings.RedisSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is looked at so that nobody changes what happened in silence. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryConfiguration.class);

    /** Fifty looks take about 20 ms of the store and of a core: a walk takes a quarter of either. */
    private static final Duration REST = Duration.ofMillis(60);

    @Bean
    HistoryRounds historyRounds(
            Ledger ledger,
            Stubs stubs,
            ArchiveFolder archive,
            HistoryChain chain,
            RedisSettings settings,
            Incidents incidents) {
        SealMemory memory = new SealFile(settings.dataDir());
        Runnable rest = () -> LockSupport.parkNanos(REST.toNanos());
        HistoryCheck check = new HistoryCheck(ledger, chain, memory, rest, () -> archive.flaws(stubs.head(), rest));
        ChangedHistories changed = new ChangedHistories(incidents);
        return new HistoryRounds(check, report -> {
            publish(report, memory.read());
            changed.heard(report);
        });
    }

    /** Logs leave the machine and the store does not reach them: a later store can be held against this line. */
    private static void publish(HistoryReport report, long[] counts) {
        LOG.info(
                "Histories: {} with {} entries, {} sealed, {} changed, {} partitions miscounted, {} places of the archive"
                        + " changed; sealed by partition {}",
                report.aggregates(),
                report.entries(),
                report.sealed(),
                report.brokenCount(),
                report.miscounts().size(),
                report.archive().size(),
                Arrays.toString(counts));
    }

    @Bean
    HistoryLife historyLife(HistoryRounds rounds) {
        return new HistoryLife(rounds);
    }
}
