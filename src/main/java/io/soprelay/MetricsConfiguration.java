package io.soprelay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.soprelay.im.dingtalk.DingTalkMonth;
import io.soprelay.im.line.Line;
import io.soprelay.ledger.Schedules;
import io.soprelay.metrics.Backlog;
import io.soprelay.metrics.MeteredHandler;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Numbers that nobody counts while working: they are looked up when somebody asks. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    SmartInitializingSingleton relayMeters(
            MeterRegistry meters,
            Schedules schedules,
            InstantSource machineClock,
            ObjectProvider<Line> lines,
            ObjectProvider<DingTalkMonth> months) {
        return () -> {
            MeteredHandler.register(meters);
            Backlog.register(schedules, machineClock, meters);
            lines.forEach(line -> line(line, meters));
            months.forEach(month -> month(month, meters));
        };
    }

    private static void line(Line line, MeterRegistry meters) {
        String name = line.name().toLowerCase(Locale.ROOT);
        Gauge.builder("relay.line.connected", () -> line.state().isConnected() ? 1 : 0)
                .description("Whether the line the bot opened is connected")
                .tag("line", name)
                .register(meters);
        Gauge.builder("relay.line.drops", () -> line.state().drops())
                .description("Connections that ended without being asked to, since the start")
                .tag("line", name)
                .register(meters);
    }

    private static void month(DingTalkMonth month, MeterRegistry meters) {
        Gauge.builder("relay.dingtalk.month.calls", () -> month.calls().used().calls())
                .description("Calls of this calendar month that the company pays for")
                .register(meters);
        Gauge.builder("relay.dingtalk.month.limit", () -> month.calls().used().limit())
                .description("Calls a month that the company has")
                .register(meters);
        Gauge.builder("relay.dingtalk.month.pushes", () -> month.pushes().used().calls())
                .description("Messages and presses of this calendar month that the company pays for")
                .register(meters);
        Gauge.builder(
                        "relay.dingtalk.month.pushes.limit",
                        () -> month.pushes().used().limit())
                .description("Messages and presses a month that the company has")
                .register(meters);
    }
}
