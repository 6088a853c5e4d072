package io.soprelay.im.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A platform beside Feishu that the same bot is connected to: it starts, starts over and ends with the simulator. */
public interface OtherPlatform extends AutoCloseable {
    /** Told the clock of the messages, which may jump; takes its port at once. */
    interface Opening extends Function<InstantSource, OtherPlatform> {}

    /** Nothing beside Feishu. */
    OtherPlatform NONE = new OtherPlatform() {};

    /** From now on calls are answered. */
    default void start() {}

    /** @param address where the bot takes callbacks, without a path */
    default void bot(URI address) {}

    /** What the bot must be told to be connected; never what the bot is told of Feishu. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Whether the bot opens a connection to it from now on, or is called at its address; its settings follow. */
    default void byLine(boolean yes) {}

    /** What the bot's JVM needs to be connected so. */
    default List<String> jvmOptions() {
        return List.of();
    }

    /** The account of that person as the bot's settings write it; empty where nobody has one. */
    default String account(String name) {
        return "";
    }

    /**
     * Brings back what was on its phones and keeps what will be, in a folder of its own below that one.
     *
     * @throws SimulatorProblem when the folder can not be used
     */
    default void remembersIn(Path folder) {}

    /** Phones, faults and limits as at the first start; nothing is kept until {@link #remembersIn} is called again. */
    default void forget() {}

    @Override
    default void close() {}
}
