package io.soprelay;

import io.soprelay.im.simulator.control.SimulatorMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Import;

/**
 * Entry point of the jar: the bot, or with {@code --relay.simulator.enabled=true} the simulator, which starts the bot as
 * its child.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({
    SettingsConfiguration.class,
    StoreConfiguration.class,
    FlowConfiguration.class,
    ChatConfiguration.class,
    FeishuConfiguration.class,
    DingTalkConfiguration.class,
    ApiConfiguration.class,
    ArchiveConfiguration.class,
    HttpConfiguration.class,
    MetricsConfiguration.class,
    IncidentConfiguration.class,
    HistoryConfiguration.class
})
public class SopRelay {
    private static final Logger LOG = LoggerFactory.getLogger(SopRelay.class);

    public static void main(String[] args) {
        if (isSimulator(args)) {
            SimulatorMain.run(args);
            return;
        }
        SimulatorWatch.startIfAsked();
        SpringApplication app = new SpringApplication(SopRelay.class);
        app.setBannerMode(Banner.Mode.OFF);
        app.setLogStartupInfo(false);
        app.addListeners(
                (ApplicationListener<ApplicationEnvironmentPreparedEvent>) SettingsConfiguration::check,
                (ApplicationListener<ApplicationReadyEvent>) SopRelay::welcome);
        app.run(args);
    }

    private static void welcome(ApplicationReadyEvent ready) {
        String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port", "?");
        LOG.info("SOP Relay is ready on port {}", port);
    }

    /** Asked before Spring starts, so that the simulator stays small; an argument wins over the environment. */
    private static boolean isSimulator(String[] args) {
        String option = "--relay.simulator.enabled=";
        String enabled = String.valueOf(System.getenv("RELAY_SIMULATOR_ENABLED"));
        for (String arg : args) {
            if (arg.startsWith(option)) {
                enabled = arg.substring(option.length());
            }
        }
        return enabled.equalsIgnoreCase("true");
    }
}
