package io.soprelay;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A management port answers on this machine alone unless an address is set: Spring Boot would open it to the whole network,
 * and numbers say how busy a company is. Without a port of its own there is nothing to decide.
 */
final class ManagementAddress implements EnvironmentPostProcessor {
    private static final String ADDRESS = "management.server.address";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String port = environment.getProperty("management.server.port", "");
        // Two times 0 are two ports.
        boolean own = port.equals("0") || (!port.isBlank() && !port.equals(environment.getProperty("server.port")));
        if (own && environment.getProperty(ADDRESS, "").isBlank()) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("relay-management", Map.of(ADDRESS, "127.0.0.1")));
        }
    }
}
