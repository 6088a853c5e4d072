package io.soprelay.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.io.IOException;

/**
 * What an open page and its simulator hold after everything that can be thrown away was.
 *
 * @param heapMegabytes of the page's JavaScript
 * @param nodes of the document, and those that only a script still knows
 * @param listeners on them
 * @param simulatorLiveMegabytes objects of the simulator's process
 * @param simulatorResidentMegabytes all memory of that process
 */
record PageSize(
        double heapMegabytes,
        double nodes,
        double listeners,
        double simulatorLiveMegabytes,
        double simulatorResidentMegabytes) {

    static PageSize measured(CDPSession inside, SimulatorChild simulator) throws IOException, InterruptedException {
        // What a collection frees may hold what the next one frees.
        inside.send("HeapProfiler.collectGarbage");
        inside.send("HeapProfiler.collectGarbage");
        double heap = inside.send("Runtime.getHeapUsage").get("usedSize").getAsDouble() / 1_048_576;
        JsonObject counted = inside.send("Memory.getDOMCounters");
        return new PageSize(
                heap,
                counted.get("nodes").getAsDouble(),
                counted.get("jsEventListeners").getAsDouble(),
                simulator.liveMegabytes(),
                simulator.residentMegabytes());
    }
}
