package io.soprelay;

import io.soprelay.ledger.BusinessTime;
import io.soprelay.outbox.OutboxRelay;
import io.soprelay.redis.server.EmbeddedRedis;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health and clock for this machine, and what everybody is told when a call fails. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    ActuatorDoor actuatorDoor() {
        return new ActuatorDoor();
    }

    @Bean
    QuietErrors quietErrors() {
        return new QuietErrors();
    }

    /** Up while the store answers; how it ended lately stands there too, because one that dies at each write does answer. */
    @Bean
    HealthIndicator storeHealthIndicator(StoreConfiguration.RedisHome home) {
        return () -> {
            try {
                home.client().ping();
                Health.Builder health = Health.up();
                home.embedded().flatMap(EmbeddedRedis::endedLately).ifPresent(how -> health.withDetail("lately", how));
                return health.build();
            } catch (RuntimeException e) {
                String problem =
                        home.embedded().flatMap(server -> server.problem()).orElse("Redis does not answer");
                return Health.down().withDetail("problem", problem).build();
            }
        };
    }

    @Bean
    @ConditionalOnProperty(name = "relay.clock.settable", havingValue = "true")
    ClockController clockController(BusinessTime time, OutboxRelay relay, ZoneId zone) {
        return new ClockController(time, relay, zone);
    }
}
