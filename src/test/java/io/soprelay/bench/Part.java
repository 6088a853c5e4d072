package io.soprelay.bench;

import java.util.List;

/** One subject of measurement; cleans up after itself, also when it fails. */
interface Part {
    String name();

    List<Figure> measure(BenchRun run) throws Exception;
}
