package io.soprelay.testkit.company;

import java.time.InstantSource;
import java.util.function.Function;

/** The platforms that scenarios are played on. */
public enum Platform {
    FEISHU(FeishuHouse::new),
    DINGTALK(DingTalkHouse::new);

    private final Function<InstantSource, House> opening;

    Platform(Function<InstantSource, House> opening) {
        this.opening = opening;
    }

    /** A platform of its own, started. */
    public House open(InstantSource machine) {
        return opening.apply(machine);
    }
}
