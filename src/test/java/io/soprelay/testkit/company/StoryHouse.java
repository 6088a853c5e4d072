package io.soprelay.testkit.company;

import io.soprelay.im.simulator.BotClock;
import io.soprelay.im.simulator.Cast;
import io.soprelay.im.simulator.SimulatedPerson;
import io.soprelay.im.simulator.kit.DingTalkKit;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.story.Pace;
import io.soprelay.im.simulator.story.Phonebook;
import io.soprelay.im.simulator.story.StoryDirector;
import io.soprelay.im.simulator.story.StoryState;
import java.util.Locale;
import java.util.function.Consumer;

/** The simulator's own cast with empty phones, no records and no roles, before the same bot as every {@link Company}. */
public final class StoryHouse {
    private final Office office;
    private final boolean both;
    private final FeishuKit kit;

    private StoryHouse(boolean both) {
        this.both = both;
        office = both ? Office.shared(Platform.FEISHU, Platform.DINGTALK) : Office.shared(Platform.FEISHU);
        kit = FeishuKit.on(office.feishu())
                .patience(Company.PATIENCE)
                .clock(office.clock())
                .settling(() -> Company.settle(office));
        office.feishu().faults().clear();
        office.forgetRecords();
        office.forgetRoles();
        Cast.join(office.feishu());
        for (SimulatedPerson person : office.feishu().people()) {
            person.messages().forEach(message -> office.feishu().recall(message.id()));
        }
        if (both) {
            office.dingTalk().forget();
            Cast.ALL.forEach(office.dingTalk()::addPerson);
            office.dingTalk().groupOfAll(Cast.GROUP);
        }
    }

    /** On Feishu alone. */
    public static StoryHouse fresh() {
        return new StoryHouse(false);
    }

    /** With accounts of everybody on both platforms. */
    public static StoryHouse onBoth() {
        return new StoryHouse(true);
    }

    /** The same people on DingTalk, of a house on both. */
    public DingTalkKit dingTalk() {
        return DingTalkKit.on(office.dingTalk())
                .patience(Company.PATIENCE)
                .clock(office.clock())
                .settling(() -> Company.settle(office));
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
                both ? Phonebook.of(office.feishu(), office.dingTalk()) : Phonebook.of(office.feishu()),
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
