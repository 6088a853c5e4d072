package io.soprelay.testkit.company;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.story.Pace;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import java.util.Locale;
import java.util.function.Consumer;

/** The simulator's own cast with empty phones, no records and no roles, before the same bot as every {@link Company}. */
public final class StoryHouse {
    private final Office office = Office.shared(Platform.FEISHU);
    private final FeishuKit kit = FeishuKit.on(office.feishu())
            .patience(Company.PATIENCE)
            .clock(office.clock())
            .settling(() -> Company.settle(office));

    private StoryHouse() {
        office.feishu().faults().clear();
        office.forgetRecords();
        office.forgetRoles();
        Cast.join(office.feishu());
        for (SimulatedPerson person : office.feishu().people()) {
            person.messages().forEach(message -> office.feishu().recall(message.id()));
        }
    }

    public static StoryHouse fresh() {
        return new StoryHouse();
    }

    public FeishuKit kit() {
        return kit;
    }

    /** The bot's clock itself. */
    public BotClock clock() {
        return office.clock();
    }

    /** A director of the story in Chinese. */
    public StoryDirector director(Pace pace, Consumer<StoryState> listener) {
        return new StoryDirector(
                office.feishu(),
                office.clock(),
                Locale.SIMPLIFIED_CHINESE,
                Company.PATIENCE,
                pace,
                problem -> problem.kind().name(),
                listener);
    }

    /** The platform's windows a second and a minute are empty again. */
    public void letLimitsPass() {
        office.letLimitsPass();
    }
}
