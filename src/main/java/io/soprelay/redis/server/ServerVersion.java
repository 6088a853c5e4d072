package io.soprelay.redis.server;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a redis-server or valkey-server; only major and minor decide what files it can read. */
record ServerVersion(int major, int minor, int patch) implements Comparable<ServerVersion> {

    /** Oldest whose commands the scripts use. */
    static final ServerVersion OLDEST = new ServerVersion(6, 2, 0);

    /** First that keeps its append-only file in a folder of several files, which older ones do not see. */
    static final ServerVersion FIRST_WITH_AOF_FOLDER = new ServerVersion(7, 0, 0);

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,6}))?");
    private static final Comparator<ServerVersion> ORDER = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::patch);

    /** The first version number in {@code text}, such as the answer to {@code --version}. */
    static Optional<ServerVersion> in(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.find()) {
            return Optional.empty();
        }
        String patch = number.group(3);
        return Optional.of(new ServerVersion(
                Integer.parseInt(number.group(1)),
                Integer.parseInt(number.group(2)),
                patch == null ? 0 : Integer.parseInt(patch)));
    }

    boolean isOlderThan(ServerVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
