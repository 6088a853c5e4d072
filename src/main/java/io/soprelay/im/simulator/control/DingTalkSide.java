package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.OtherPlatform;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.dingtalk.DingTalkPerson;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatformConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** DingTalk beside Feishu: the same people with accounts of their own, the same bot, reached over HTTP or its Stream. */
public final class DingTalkSide implements OtherPlatform {
    /** The same app at every start: people keep their ids, so the bot knows them again. */
    private static final String CLIENT_ID = "dingsimulator";

    /** The same template at every start: the cards of before are still drawn. */
    private static final String TEMPLATE = "5e1fa9c0-0000-4000-8000-000000000001.schema";

    private static final String FOLDER = "dingtalk";

    private final DingTalkPlatform platform;
    private volatile @Nullable URI bot;
    private volatile boolean byLine;

    /** @param clock of the messages; it may jump */
    public DingTalkSide(InstantSource clock) {
        DingTalkPlatformConfig random = DingTalkPlatformConfig.random();
        platform = new DingTalkPlatform(new DingTalkPlatformConfig(
                new DingTalkPlatformConfig.App(CLIENT_ID, random.app().clientSecret(), CLIENT_ID, "dingcorpsimulator"),
                random.secrets(),
                Set.of(TEMPLATE),
                0,
                clock,
                InstantSource.system(),
                random.limits(),
                random.waits(),
                true));
        DingTalkPerson[] all = new DingTalkPerson[Cast.ALL.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = platform.addPerson(Cast.ALL.get(i), "1390000000" + (i + 1));
        }
        platform.addGroup(Cast.GROUP, all);
    }

    /** @throws IllegalArgumentException when the simulator was opened without */
    static DingTalkPlatform of(Simulator simulator) {
        if (simulator.other() instanceof DingTalkSide side) {
            return side.platform;
        }
        throw new IllegalArgumentException("The simulator was opened without DingTalk; its page needs both platforms.");
    }

    public DingTalkPlatform platform() {
        return platform;
    }

    @Override
    public void start() {
        platform.start();
    }

    @Override
    public void bot(URI address) {
        bot = address;
        platform.callbackAddress(byLine ? null : address);
    }

    @Override
    public void byLine(boolean yes) {
        byLine = yes;
        platform.callbackAddress(yes ? null : bot);
    }

    /** The official client of the Stream speaks to nobody whose certificate the JVM does not trust. */
    @Override
    public List<String> jvmOptions() {
        return byLine
                ? List.of(
                        "-Djavax.net.ssl.trustStore=" + platform.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=changeit")
                : List.of();
    }

    @Override
    public Map<String, String> settings() {
        DingTalkPlatformConfig config = platform.config();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("RELAY_DINGTALK_ENABLED", "true");
        settings.put("RELAY_DINGTALK_TRANSPORT", byLine ? "stream" : "http");
        settings.put("RELAY_DINGTALK_BASE_URL", platform.baseUrl().toString());
        settings.put("RELAY_DINGTALK_LEGACY_BASE_URL", platform.baseUrl().toString());
        settings.put("RELAY_DINGTALK_CLIENT_ID", config.app().clientId());
        settings.put("RELAY_DINGTALK_CLIENT_SECRET", config.app().clientSecret());
        settings.put("RELAY_DINGTALK_ROBOT_CODE", config.app().robotCode());
        settings.put("RELAY_DINGTALK_TASK_TEMPLATE_ID", config.templateId());
        if (!byLine) {
            settings.put("RELAY_DINGTALK_CALLBACK_API_SECRET", config.secrets().apiSecret());
            settings.put("RELAY_DINGTALK_AES_KEY", config.secrets().aesKey());
            settings.put("RELAY_DINGTALK_EVENT_TOKEN", config.secrets().eventToken());
        }
        return settings;
    }

    @Override
    public String account(String name) {
        return "dingtalk:" + platform.person(name).userId();
    }

    @Override
    public void remembersIn(Path folder) {
        platform.remembersIn(folder.resolve(FOLDER));
    }

    @Override
    public void forget() {
        platform.forget();
    }

    @Override
    public void close() {
        platform.close();
    }
}
