package io.soprelay.im.simulator.story;

import io.soprelay.im.simulator.ActWatcher;
import io.soprelay.im.simulator.FeishuPlatform;
import io.soprelay.im.simulator.Phone;
import io.soprelay.im.simulator.Phones;
import io.soprelay.im.simulator.dingtalk.DingTalkPlatform;
import io.soprelay.im.simulator.kit.DingTalkKit;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.kit.PlatformKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The phones of the platforms there are, and which of them a story uses of each person. Safe for many threads. */
public final class Phonebook {
    /** So often both platforms are looked at where nobody tells of a change on either. */
    private static final Duration SLICE = Duration.ofMillis(50);

    private final FeishuPlatform feishu;
    private final @Nullable DingTalkPlatform dingTalk;
    private final Where where;

    private Phonebook(FeishuPlatform feishu, @Nullable DingTalkPlatform dingTalk, Where where) {
        this.feishu = feishu;
        this.dingTalk = dingTalk;
        this.where = where;
    }

    /** Of Feishu alone; a story on another platform is refused. */
    public static Phonebook of(FeishuPlatform feishu) {
        return new Phonebook(feishu, null, Where.FEISHU);
    }

    /** Of both; on Feishu until {@link #on} says otherwise. */
    public static Phonebook of(FeishuPlatform feishu, DingTalkPlatform dingTalk) {
        return new Phonebook(feishu, dingTalk, Where.FEISHU);
    }

    /**
     * The same phones for a story that is played there.
     *
     * @throws IllegalArgumentException when there is no such platform
     */
    Phonebook on(Where other) {
        if (other != Where.FEISHU && dingTalk == null) {
            throw new IllegalArgumentException("there is no DingTalk for a story on " + other.word());
        }
        return new Phonebook(feishu, dingTalk, other);
    }

    Where where() {
        return where;
    }

    /** The one the story uses of that person. */
    Phone phone(String name) {
        return kit(name).user(name).phone();
    }

    /** Every phone of the platforms in play. */
    List<Phone> all() {
        List<Phone> all = new ArrayList<>();
        platforms().forEach(platform -> all.addAll(platform.people()));
        return all;
    }

    /** As an administrator names the person's account in a command. */
    String account(String name) {
        return where.isOnDingTalk(name) ? "dingtalk:" + phone(name).accountId() : "@" + name;
    }

    /** Shows the person's phone beside what was expected of it. */
    String failure(String name, String expected, String found) {
        return String.valueOf(kit(name).user(name).failure(expected, found).getMessage());
    }

    <T> Optional<T> await(Supplier<Optional<T>> look, Duration patience) {
        List<Phones> platforms = platforms();
        if (platforms.size() == 1) {
            return platforms.getFirst().await(look, patience);
        }
        long end = System.nanoTime() + patience.toNanos();
        Optional<T> found = look.get();
        while (found.isEmpty() && System.nanoTime() < end) {
            found = platforms.getFirst().await(look, SLICE);
        }
        return found;
    }

    long revision() {
        return platforms().stream().mapToLong(Phones::revision).sum();
    }

    void watch(ActWatcher watcher) {
        platforms().forEach(platform -> platform.acts().add(watcher));
    }

    void unwatch(ActWatcher watcher) {
        platforms().forEach(platform -> platform.acts().remove(watcher));
    }

    /** How many calls went over the wire so far. */
    int calls() {
        DingTalkPlatform other = dingTalk;
        return feishu.wireLog().entries().size()
                + (other == null ? 0 : other.wireLog().entries().size());
    }

    private List<Phones> platforms() {
        DingTalkPlatform other = dingTalk;
        if (other == null || where == Where.FEISHU) {
            return List.of(feishu);
        }
        return where == Where.DINGTALK ? List.of(other) : List.of(feishu, other);
    }

    private PlatformKit<?> kit(String name) {
        DingTalkPlatform other = dingTalk;
        return other != null && where.isOnDingTalk(name) ? DingTalkKit.on(other) : FeishuKit.on(feishu);
    }
}
