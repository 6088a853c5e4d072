package io.soprelay.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the objects of a Java process take once everything that can be thrown away was. */
final class LiveObjects {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private LiveObjects() {}

    /** After a full collection of that process, which holds it up for as long as that takes. */
    static double megabytes(BenchRun run, long pid) throws IOException, InterruptedException {
        Path jcmd = run.java().resolveSibling("jcmd");
        Process counting = new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        counting.waitFor();
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) {
            throw new IOException("jcmd did not count the objects of " + pid + ": "
                    + answer.lines().findFirst());
        }
        return Long.parseLong(total.group(1)) / 1_048_576.0;
    }
}
