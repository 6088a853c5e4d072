package io.soprelay;

import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.catalog.DefinitionCatalog;
import io.soprelay.chat.Chat;
import io.soprelay.chat.ChatParts;
import io.soprelay.chat.view.Words;
import io.soprelay.digest.Breather;
import io.soprelay.digest.DigestParts;
import io.soprelay.directory.Members;
import io.soprelay.directory.Roles;
import io.soprelay.engine.FlowEngine;
import io.soprelay.engine.FlowRecords;
import io.soprelay.engine.HistoryRounds;
import io.soprelay.engine.LinkHandler;
import io.soprelay.engine.Rescan;
import io.soprelay.engine.RescanRounds;
import io.soprelay.engine.RoleSweepHandler;
import io.soprelay.engine.Todos;
import io.soprelay.im.ImGateway;
import io.soprelay.im.ImInbox;
import io.soprelay.im.LineReport;
import io.soprelay.im.Platform;
import io.soprelay.im.door.InboxInTurn;
import io.soprelay.im.door.PersonalPace;
import io.soprelay.im.line.Line;
import io.soprelay.im.line.LineState;
import io.soprelay.incident.BrokenRecords;
import io.soprelay.incident.IncidentRepair;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.BusinessTime;
import io.soprelay.ledger.Ledger;
import io.soprelay.ledger.LedgerUnavailableException;
import io.soprelay.ledger.Rows;
import io.soprelay.ledger.Schedules;
import io.soprelay.media.FileMediaStore;
import io.soprelay.media.MediaStore;
import io.soprelay.metrics.MeteredHandler;
import io.soprelay.outbox.Deliveries;
import io.soprelay.outbox.DeliveryHandler;
import io.soprelay.outbox.OutboxRelay;
import io.soprelay.redis.RedisStore;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.PaceSettings;
import io.soprelay.settings.RelaySettings;
import io.soprelay.timer.ReminderTimerHandler;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people say and press, and what leaves after a commit. */
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ChatConfiguration.class);

    @Bean
    InstantSource machineClock() {
        return InstantSource.system();
    }

    @Bean
    MediaStore mediaStore(RelaySettings settings) {
        try {
            return new FileMediaStore(settings.media().dir()).ready();
        } catch (UncheckedIOException e) {
            throw new StartRefusedException(
                    "relay.media.dir must be a folder that this user may write to, but was "
                            + settings.media().dir() + ".",
                    e);
        }
    }

    @Bean
    DigestParts digestParts(
            Ledger ledger,
            Schedules schedules,
            Rows rows,
            BusinessTime time,
            Deliveries deliveries,
            Members members,
            ZoneId zone) {
        return DigestParts.of(ledger, schedules, rows, time, deliveries, members, zone, Breather.REAL);
    }

    @Bean
    Incidents incidents(Ledger ledger, Schedules schedules, Deliveries deliveries, Roles roles, BusinessTime time) {
        Incidents incidents = new Incidents(ledger, schedules, deliveries, roles, time);
        incidents.load();
        return incidents;
    }

    @Bean
    Chat chat(
            FlowEngine engine,
            Members members,
            Roles roles,
            Todos todos,
            DefinitionCatalog catalog,
            RelaySettings settings,
            Ledger ledger,
            Schedules schedules,
            BusinessTime time,
            Deliveries deliveries,
            MediaStore media,
            List<ImGateway> gateways,
            InstantSource clock,
            DigestParts digest,
            Incidents incidents,
            HistoryRounds history,
            ObjectProvider<Line> lines) {
        return new Chat(new ChatParts(
                engine,
                todos,
                members,
                roles,
                ledger,
                schedules,
                time,
                deliveries,
                media,
                new CatalogShelf(catalog, settings.flowsDir()),
                gateways,
                clock,
                settings.language(),
                digest,
                incidents,
                history,
                () -> lines.orderedStream().map(ChatConfiguration::report).toList()));
    }

    /** A line is called as its platform is. */
    private static LineReport report(Line line) {
        LineState state = line.state();
        Platform platform = Platform.valueOf(line.name().toUpperCase(Locale.ROOT));
        return new LineReport(
                platform, state.connectedSince(), state.lastProblem().orElse(null));
    }

    /** The start waits for no platform, and nobody's first card waits for a name. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> namesAtStart(
            Chat chat, Optional<FeishuSettings> feishu, Optional<DingTalkSettings> dingTalk) {
        return ready -> Thread.ofVirtual().name("names-at-start").start(() -> {
            try {
                chat.learnNames();
                chat.knockAtPlatforms();
                feishu.filter(FeishuSettings::hasRealCredentials).ifPresent(on -> chat.proveWiring(Platform.FEISHU));
                dingTalk.filter(DingTalkSettings::hasRealCredentials)
                        .ifPresent(on -> chat.proveWiring(Platform.DINGTALK));
            } catch (LedgerUnavailableException away) {
                LOG.info("Names are learned when people are first written to", away);
            }
        });
    }

    @Bean
    ImInbox imInbox(Chat chat, RelaySettings settings, PaceSettings pace, InstantSource machineClock) {
        ImInbox inTurn = new InboxInTurn(chat.inbox(), InboxInTurn.AT_ONCE, InboxInTurn.PATIENCE);
        String tooFast = Words.of(settings.language()).say("toast.too-fast");
        return new PersonalPace(inTurn, pace.burst(), pace.perMinute(), tooFast, machineClock);
    }

    @Bean(destroyMethod = "close")
    OutboxRelay outboxRelay(
            Schedules schedules,
            StoreConfiguration.RedisHome home,
            RedisStore store,
            Deliveries deliveries,
            Chat chat,
            Ledger ledger,
            Roles roles,
            FlowRecords records,
            FlowEngine engine,
            Todos todos,
            DigestParts digest,
            MeterRegistry meters,
            Incidents incidents,
            InstantSource clock) {
        List<DeliveryHandler<?>> handlers = new ArrayList<>(chat.handlers());
        handlers.add(new LinkHandler(engine));
        handlers.add(new RoleSweepHandler(
                ledger, roles, records, engine, role -> incidents.healed(new Trouble.EmptyRole(role))));
        handlers.add(new ReminderTimerHandler(engine));
        handlers.add(digest.timers());
        handlers.add(todos);
        List<DeliveryHandler<?>> metered = new ArrayList<>();
        handlers.forEach(handler -> metered.add(MeteredHandler.of(handler, meters)));
        return new OutboxRelay(
                schedules,
                deliveries,
                metered,
                chat.entryWatch(),
                clock,
                home.embedded().isPresent(),
                store.sequences()::isFrozen);
    }

    @Bean
    RelayLife relayLife(
            OutboxRelay relay,
            Rescan rescan,
            DigestParts digest,
            Chat chat,
            Incidents incidents,
            Roles roles,
            FlowEngine engine,
            Schedules schedules) {
        rescan.watchedBy(new BrokenRecords(incidents));
        return new RelayLife(
                relay,
                new RescanRounds(
                        rescan,
                        partition -> digest.subscriptions().repair(partition),
                        new IncidentRepair(incidents, roles, engine, schedules),
                        partition -> {
                            chat.platformWatch().look();
                            return 0;
                        }));
    }
}
