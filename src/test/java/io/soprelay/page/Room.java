package io.soprelay.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.Simulator;
import io.soprelay.im.simulator.SimulatorOptions;
import io.soprelay.im.simulator.control.ControlApi;
import io.soprelay.im.simulator.control.DingTalkSide;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.kit.FeishuKit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** One simulator with its bot, in which the roles are given out, and one browser before it, for all tests of this room. */
final class Room implements AutoCloseable {
    private final Chromium chromium;
    private final Path data;
    private final Simulator simulator;
    private final ControlApi api;

    private Room() {
        chromium = Chromium.start();
        data = folder();
        simulator = new Simulator(SimulatorOptions.read(List.of("--server.port=0"), Map.of()), data, DingTalkSide::new);
        api = new ControlApi(simulator);
        api.mount();
        simulator.start();
        giveRoles();
    }

    /** Hands the room to the tests; begun by the first of them, ended after the last. */
    static final class Entrance implements BeforeAllCallback, ParameterResolver {
        @Override
        public void beforeAll(ExtensionContext context) {
            room(context);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Room.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return room(context);
        }

        private static Room room(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Room.class))
                    .computeIfAbsent(Room.class, key -> new Room(), Room.class);
        }
    }

    /** The page as somebody sees it who knows it already. */
    Screen opens(int width, int height, ColorScheme colors) {
        return screen(width, height, colors, true, ReducedMotion.REDUCE);
    }

    /** The page at a first visit. */
    Screen opensForTheFirstTime(int width, int height) {
        return screen(width, height, ColorScheme.LIGHT, false, ReducedMotion.REDUCE);
    }

    /** The page for somebody who has not asked for less motion. */
    Screen opensInMotion(int width, int height) {
        return screen(width, height, ColorScheme.LIGHT, true, ReducedMotion.NO_PREFERENCE);
    }

    /** The people of the company, acting without the page. */
    FeishuKit company() {
        return FeishuKit.on(simulator.platform());
    }

    /** The platform beside Feishu. */
    DingTalkPlatform dingTalk() {
        return ((DingTalkSide) simulator.other()).platform();
    }

    BotClock clock() {
        return simulator.clock();
    }

    /** As it was for the first test: for one that cannot live with the work that others have left undone. */
    void fresh() {
        simulator.reset();
        giveRoles();
    }

    private Screen screen(int width, int height, ColorScheme colors, boolean toured, ReducedMotion motion) {
        BrowserContext visitor = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setReducedMotion(motion)
                        .setColorScheme(colors));
        if (toured) {
            visitor.addInitScript(
                    "localStorage.getItem('relay.prefs') || localStorage.setItem('relay.prefs', '{\"toured\":true}')");
        }
        return new Screen(visitor, simulator.platform().baseUrl() + "/simulator", this);
    }

    private void giveRoles() {
        FeishuKit company = FeishuKit.on(simulator.platform());
        company.user(Cast.ZHOU).isAnswered("/role set 审批人 @" + Cast.ZHANG + " @" + Cast.LIU, "审批人");
        company.user(Cast.ZHOU).isAnswered("/role set 库管 @" + Cast.LI, "库管");
        company.user(Cast.ZHOU).isAnswered("/role set 财务 @" + Cast.ZHAO, "财务");
        company.user(Cast.ZHOU).isAnswered("/role set 销售 @" + Cast.WANG, "销售");
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("page-room");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        api.close();
        simulator.close();
        FileSystemUtils.deleteRecursively(data);
    }
}
