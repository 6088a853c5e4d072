package io.soprelay;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Entry point of the jar: the bot, or with {@code --relay.simulator.enabled=true} the simulator, which starts the bot as
 * its child.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(SettingsConfiguration.class)
public class SopRelay {

    public static void main(String[] args) {
        SpringApplication app = new SpringApplication(SopRelay.class);
        app.setBannerMode(Banner.Mode.OFF);
        app.setLogStartupInfo(false);
        app.run(args);
    }
}
