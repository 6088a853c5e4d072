package io.soprelay;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.archive.ArchiveFolder;
import io.soprelay.archive.ArchiveWriter;
import io.soprelay.engine.ArchiveRounds;
import io.soprelay.engine.Archiver;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.Todos;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.RefusedArchive;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.Schedules;
import io.soprelay.ledger.Stubs;
import io.soprelay.outbox.Deliveries;
import io.soprelay.settings.ArchiveSettings;
import io.soprelay.settings.RedisSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What takes records out of the store that have long been over. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {
    /** Twenty records take some 40 ms of a core and of the store: archiving takes a quarter of either. */
    private static final Duration REST = Duration.ofMillis(100);

    @Bean
    ArchiveWriter archiveWriter(ArchiveFolder folder, Stubs stubs) {
        return new ArchiveWriter(folder, stubs);
    }

    @Bean
    ArchiveRounds archiveRounds(
            Ledger ledger,
            Stubs stubs,
            Schedules schedules,
            FlowRecords records,
            FlowEngine engine,
            Deliveries deliveries,
            Todos todos,
            ArchiveWriter writer,
            ArchiveSettings settings,
            RedisSettings redis,
            Incidents incidents,
            InstantSource machineClock) {
        Archiver archiver = new Archiver(
                ledger,
                stubs,
                schedules,
                records,
                engine,
                deliveries,
                todos,
                writer,
                settings.after(),
                () -> LockSupport.parkNanos(REST.toNanos()));
        return new ArchiveRounds(
                ledger,
                archiver,
                new RefusedArchive(incidents),
                machineClock,
                settings.after(),
                settings.isOn(redis.isEmbedded()));
    }

    @Bean
    ArchiveLife archiveLife(ArchiveRounds rounds, ArchiveWriter writer, ArchiveSettings settings) {
        return new ArchiveLife(rounds, writer, settings.after());
    }

    @Bean
    SmartInitializingSingleton archiveMeters(MeterRegistry meters, ArchiveRounds rounds, InstantSource machineClock) {
        return () -> {
            FunctionCounter.builder("relay.archive.records", rounds, ArchiveRounds::archived)
                    .description("Records that left the store for the archive, since the start")
                    .register(meters);
            Gauge.builder("relay.archive.age", () -> age(rounds, machineClock))
                    .description(
                            "How long ago the last record left the store; not a number if none did since the start")
                    .baseUnit("seconds")
                    .register(meters);
            Gauge.builder("relay.archive.refused", () -> rounds.isRefused() ? 1 : 0)
                    .description("Whether the archive cannot be written")
                    .register(meters);
        };
    }

    private static double age(ArchiveRounds rounds, InstantSource machineClock) {
        Instant last = rounds.last();
        return last == null
                ? Double.NaN
                : Duration.between(last, machineClock.instant()).toMillis() / 1e3;
    }
}
