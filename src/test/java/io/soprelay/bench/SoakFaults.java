package io.soprelay.bench;

import io.soprelay.bench.StubPlatform.Mood;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What goes wrong while people work, one thing a minute, in turn. */
final class SoakFaults {
    private static final long PLATFORM_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long STOPPED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final StubPlatform platform;
    private final BotChild bot;
    private final List<Fault> faults = List.of(
            new Fault("the platform answers 500 for 10 s", () -> moody(Mood.BROKEN)),
            new Fault("the server is killed", this::killServer),
            new Fault("the platform throttles for 10 s", () -> moody(Mood.BUSY)),
            new Fault("the server stands still for 2 s", this::stopServer),
            new Fault("the platform takes 3 s a call for 10 s", () -> moody(Mood.SLOW)),
            new Fault("the platform says nothing for 10 s", () -> moody(Mood.MUTE)));

    /** @param act returns when it is over */
    record Fault(String name, Act act) {}

    /** Something that is done to a process or a platform. */
    interface Act {
        void run() throws IOException, InterruptedException;
    }

    SoakFaults(StubPlatform platform, BotChild bot) {
        this.platform = platform;
        this.bot = bot;
    }

    Fault of(int minute) {
        return faults.get(minute % faults.size());
    }

    private void moody(Mood mood) {
        platform.mood(mood);
        LockSupport.parkNanos(PLATFORM_NANOS);
        platform.mood(Mood.WELL);
    }

    /** The bot starts it again by itself. */
    private void killServer() throws IOException {
        boolean unused = ProcessHandle.of(bot.redisPid()).orElseThrow().destroyForcibly();
    }

    private void stopServer() throws IOException, InterruptedException {
        long server = bot.redisPid();
        signal("-STOP", server);
        LockSupport.parkNanos(STOPPED_NANOS);
        signal("-CONT", server);
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor();
        if (code != 0) {
            throw new IOException("kill " + name + " " + pid + " ended with " + code);
        }
    }
}
