package io.soprelay;

import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.chat.Chat;
import io.soprelay.directory.Installation;
import io.soprelay.im.Finding;
import io.soprelay.im.ImInbox;
import io.soprelay.im.Platform;
import io.soprelay.im.dingtalk.CallMeter;
import io.soprelay.im.dingtalk.CallNews;
import io.soprelay.im.dingtalk.DingTalkApi;
import io.soprelay.im.dingtalk.DingTalkCallback;
import io.soprelay.im.dingtalk.DingTalkCards;
import io.soprelay.im.dingtalk.DingTalkDesk;
import io.soprelay.im.dingtalk.DingTalkGateway;
import io.soprelay.im.dingtalk.DingTalkMonth;
import io.soprelay.im.dingtalk.DingTalkStream;
import io.soprelay.im.dingtalk.DingTalkTransport;
import io.soprelay.im.dingtalk.DingTalkWords;
import io.soprelay.im.dingtalk.MonthlyCalls;
import io.soprelay.im.dingtalk.PressAddress;
import io.soprelay.im.dingtalk.stream.StreamConnector;
import io.soprelay.im.door.CallbackCounters;
import io.soprelay.im.door.OpenPresses;
import io.soprelay.im.door.PressDesk;
import io.soprelay.im.door.TenantGuard;
import io.soprelay.im.door.UploadedKeys;
import io.soprelay.im.line.Line;
import io.soprelay.im.line.LineKeeper;
import io.soprelay.im.line.LinePace;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import io.soprelay.ledger.Ledger;
import io.soprelay.media.MediaStore;
import io.soprelay.settings.DingTalkSettings;
import io.soprelay.settings.LineSettings;
import io.soprelay.settings.RelaySettings;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** DingTalk, if it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "relay.dingtalk.enabled", havingValue = "true")
class DingTalkConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DingTalkConfiguration.class);

    /** What Feishu has of its own too: one bean, so that nobody mistakes one platform's for the other's. */
    record Shared(TenantGuard tenants, UploadedKeys keys, OpenPresses presses, CallbackCounters counters) {}

    @Bean
    Shared dingTalkShared(
            Installation installation,
            Ledger ledger,
            DingTalkSettings settings,
            MeterRegistry meters,
            InstantSource machineClock) {
        return new Shared(
                new FixedCompany(installation, "dingtalk-corp"),
                new LedgerUploadedKeys(ledger, settings.clientId()),
                new OpenPresses(machineClock),
                new CallbackCounters(meters, Platform.DINGTALK));
    }

    @Bean
    DingTalkWords dingTalkWords(RelaySettings settings) {
        return new DingTalkWords(settings.language());
    }

    @Bean
    DingTalkCards dingTalkCards(DingTalkSettings settings, DingTalkWords words) {
        return new DingTalkCards(settings.taskTemplateId(), words);
    }

    @Bean
    DingTalkMonth dingTalkMonth(
            RelaySettings relay,
            DingTalkSettings settings,
            Ledger ledger,
            InstantSource machineClock,
            CallNews news,
            ObjectProvider<Chat> chat) {
        return new DingTalkMonth(
                new MonthlyCalls(
                        "calls",
                        relay.zone(),
                        settings.monthlyCalls(),
                        new LedgerCallBook(ledger, settings.clientId()),
                        news,
                        machineClock),
                new MonthlyCalls(
                        "pushes",
                        relay.zone(),
                        settings.monthlyPushes(),
                        new LedgerCallBook(ledger, settings.clientId() + "/pushes"),
                        new PushNews(chat),
                        machineClock));
    }

    /** Of the pushes only the platform knows when they are gone, and says so with a message that has no words. */
    private record PushNews(ObjectProvider<Chat> chat) implements CallNews {
        @Override
        public void nearlyUsed(CallMeter.Used used) {
            chat.getObject()
                    .tellAdmins(
                            "dingtalk-pushes-near-" + used.month(),
                            "pushes.near",
                            Long.toString(used.calls()),
                            Long.toString(used.limit()));
        }

        @Override
        public void spent(CallMeter.Used used) {
            throw new IllegalStateException("No push is ever refused");
        }

        @Override
        public void pushesCut(CallMeter.Used used) {
            throw new IllegalStateException("The calls' news tell it");
        }
    }

    @Bean
    DingTalkGateway dingTalkGateway(
            DingTalkSettings settings,
            DingTalkCards cards,
            DingTalkMonth month,
            MediaStore media,
            Ledger ledger,
            Shared shared,
            InstantSource machineClock) {
        DingTalkApi api = new DingTalkApi(settings, new DingTalkTransport(), month.calls(), machineClock);
        return new DingTalkGateway(
                settings,
                api,
                cards,
                media,
                shared.keys(),
                new LedgerUndeliveredCards(ledger),
                shared.presses(),
                month.pushes());
    }

    @Bean
    DingTalkDesk dingTalkDesk(
            ImInbox inbox,
            DingTalkCards cards,
            DingTalkMonth month,
            DingTalkWords words,
            Shared shared,
            InstantSource machineClock) {
        PressDesk presses =
                new PressDesk(inbox, shared.presses(), shared.counters(), machineClock, PressDesk.Budget.DINGTALK);
        return new DingTalkDesk(
                inbox, presses, cards, shared.keys(), shared.tenants(), month, words, shared.counters());
    }

    /** The start waits for no platform. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> dingTalkAtStart(
            DingTalkSettings settings, DingTalkCards cards, DingTalkGateway gateway, DingTalkMonth month) {
        return ready -> Thread.ofVirtual().name("dingtalk-at-start").start(() -> {
            month.begin();
            if (cards.isBuiltIn()) {
                LOG.warn(
                        "relay.dingtalk.task-template-id is not set: DingTalk cards have no input fields, people answer"
                                + " with lines of text; cards/dingtalk/task-template.md says how to publish the template");
            }
            if (settings.isHttp()) {
                register(settings, gateway);
            }
        });
    }

    private static void register(DingTalkSettings settings, DingTalkGateway gateway) {
        if (settings.callbackUrl().isEmpty()) {
            LOG.info(
                    "relay.dingtalk.callback-url is not set: register the public address of /callbacks/dingtalk/card under"
                            + " the callbackRouteKey {} yourself, or presses go nowhere",
                    settings.clientId());
            return;
        }
        PressAddress.of(
                        settings.callbackUrl(),
                        gateway,
                        (wait, again) -> CompletableFuture.delayedExecutor(
                                        wait.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                                .execute(again))
                .tell();
    }

    /**
     * What admins have to hear of the calls their company pays for: that they run out is news, that they are gone keeps
     * work from going on. Asked late: the chat stands on the gateway.
     */
    @Bean
    CallNews dingTalkCallNews(ObjectProvider<Chat> chat, Incidents incidents) {
        return new CallNews() {
            @Override
            public void nearlyUsed(CallMeter.Used used) {
                chat.getObject()
                        .tellAdmins(
                                "dingtalk-calls-near-" + used.month(),
                                "calls.near",
                                Long.toString(used.calls()),
                                Long.toString(used.limit()));
            }

            @Override
            public void spent(CallMeter.Used used) {
                met(Finding.Kind.QUOTA.key(), used);
            }

            @Override
            public void pushesCut(CallMeter.Used used) {
                met(Trouble.PlatformRefuses.PUSHES, used);
            }

            private void met(String what, CallMeter.Used used) {
                incidents.occurred(
                        new Trouble.PlatformRefuses(Platform.DINGTALK.key(), what),
                        Occurrence.of(used.month() + ": " + used.calls() + "/" + used.limit()));
            }
        };
    }

    @Bean
    @Conditional(ByStream.class)
    Line dingTalkLine(DingTalkSettings settings, LineSettings lines, DingTalkDesk desk, InstantSource machineClock) {
        StreamConnector connector = new StreamConnector(
                settings.baseUrl(),
                settings.clientId(),
                settings.clientSecret(),
                new DingTalkStream(desk),
                machineClock);
        return new LineKeeper("DingTalk", connector, LinePace.of(lines.maxSilence(), lines.maxAge()), machineClock);
    }

    @Bean
    @Conditional(ByStream.class)
    LineLife dingTalkLineLife(Line dingTalkLine) {
        return new LineLife(dingTalkLine);
    }

    @Bean
    @Conditional(ByStream.class)
    HealthIndicator dingTalkLineHealthIndicator(Line dingTalkLine, ObjectProvider<Chat> chat) {
        return new LineHealth(
                dingTalkLine, () -> chat.getObject().strangeCards().last(Platform.DINGTALK));
    }

    @Bean
    @Conditional(ByHttp.class)
    DingTalkCallback dingTalkCallback(
            DingTalkSettings settings, DingTalkDesk desk, Shared shared, InstantSource machineClock) {
        return new DingTalkCallback(settings, shared.tenants(), desk, shared.counters(), machineClock);
    }

    /** The default of the transport depends on the other settings, so its property alone does not say. */
    static class ByHttp implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bindOrCreate("relay.dingtalk", Bindable.of(DingTalkSettings.class))
                    .isHttp();
        }
    }

    static class ByStream extends ByHttp {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !super.matches(context, metadata);
        }
    }
}
