package io.soprelay;

import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.chat.Chat;
import io.soprelay.directory.Installation;
import io.soprelay.im.ImInbox;
import io.soprelay.im.Platform;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.PressDesk;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.im.feishu.FeishuApi;
import io.soprelay.im.feishu.FeishuCallback;
import io.soprelay.im.feishu.FeishuCardUpdate;
import io.soprelay.im.feishu.FeishuCards;
import io.soprelay.im.feishu.FeishuConnector;
import io.soprelay.im.feishu.FeishuDesk;
import io.soprelay.im.feishu.FeishuGateway;
import io.soprelay.im.feishu.FeishuTransport;
import io.soprelay.im.feishu.FeishuWords;
import io.soprelay.im.line.Line;
import io.soprelay.im.line.LineKeeper;
import io.soprelay.im.line.LinePace;
import io.soprelay.ledger.Ledger;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.FeishuSettings;
import io.soprelay.settings.LineSettings;
import io.soprelay.settings.RelaySettings;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Feishu, if it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "relay.feishu.enabled", havingValue = "true")
class FeishuConfiguration {

    @Bean
    FeishuWords feishuWords(RelaySettings settings) {
        return new FeishuWords(settings.language());
    }

    @Bean
    FeishuCards feishuCards(FeishuWords words) {
        try {
            return FeishuCards.load(Path.of("cards", "feishu"), words);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    TenantGuard feishuTenant(Installation installation) {
        return new FixedCompany(installation, "feishu-tenant");
    }

    @Bean
    UploadedKeys feishuUploadedKeys(Ledger ledger, FeishuSettings settings) {
        return new LedgerUploadedKeys(ledger, settings.appId());
    }

    @Bean
    OpenPresses feishuOpenPresses(InstantSource machineClock) {
        return new OpenPresses(machineClock);
    }

    @Bean
    FeishuGateway feishuGateway(
            FeishuSettings settings,
            FeishuCards cards,
            MediaStore media,
            UploadedKeys feishuUploadedKeys,
            OpenPresses feishuOpenPresses,
            InstantSource machineClock) {
        FeishuApi api = new FeishuApi(settings, new FeishuTransport(), machineClock);
        return new FeishuGateway(api, cards, media, feishuUploadedKeys, feishuOpenPresses, machineClock);
    }

    @Bean
    CallbackCounters feishuCounters(MeterRegistry meters) {
        return new CallbackCounters(meters, Platform.FEISHU);
    }

    @Bean
    FeishuDesk feishuDesk(
            FeishuSettings settings,
            FeishuGateway gateway,
            ImInbox inbox,
            FeishuCards cards,
            UploadedKeys feishuUploadedKeys,
            OpenPresses feishuOpenPresses,
            FeishuWords words,
            CallbackCounters feishuCounters,
            InstantSource machineClock) {
        PressDesk presses =
                new PressDesk(inbox, feishuOpenPresses, feishuCounters, machineClock, PressDesk.Budget.FEISHU);
        return new FeishuDesk(
                gateway::botOpenId,
                inbox,
                presses,
                cards,
                feishuUploadedKeys,
                words,
                feishuCounters,
                settings.cardsByUpdate() ? new FeishuCardUpdate(gateway::updateCard) : null);
    }

    /** The webhook, if it is the transport; else nothing answers at its address. */
    @Bean
    @Conditional(ByWebhook.class)
    FeishuCallback feishuCallback(
            FeishuSettings settings,
            TenantGuard feishuTenant,
            FeishuDesk desk,
            CallbackCounters feishuCounters,
            InstantSource machineClock) {
        return new FeishuCallback(settings, feishuTenant, desk, feishuCounters, machineClock);
    }

    @Bean
    @Conditional(ByLongConnection.class)
    Line feishuLine(
            FeishuSettings settings,
            LineSettings lines,
            TenantGuard feishuTenant,
            FeishuDesk desk,
            CallbackCounters feishuCounters,
            InstantSource machineClock) {
        FeishuConnector connector = new FeishuConnector(settings, feishuTenant, desk, feishuCounters, machineClock);
        LinePace pace = LinePace.of(lines.maxSilence(), LinePace.AGELESS);
        return new LineKeeper("Feishu", connector, pace, machineClock);
    }

    @Bean
    @Conditional(ByLongConnection.class)
    LineLife feishuLineLife(Line feishuLine) {
        return new LineLife(feishuLine);
    }

    @Bean
    @Conditional(ByLongConnection.class)
    HealthIndicator feishuLineHealthIndicator(Line feishuLine, ObjectProvider<Chat> chat) {
        return new LineHealth(feishuLine, () -> chat.getObject().strangeCards().last(Platform.FEISHU));
    }

    /** Asked of the settings themselves, because the transport's default depends on another setting. */
    static class ByLongConnection implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bindOrCreate("relay.feishu", Bindable.of(FeishuSettings.class))
                    .byLongConnection();
        }
    }

    static class ByWebhook extends ByLongConnection {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
