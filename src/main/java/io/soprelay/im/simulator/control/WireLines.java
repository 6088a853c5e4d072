package io.soprelay.im.simulator.control;

import io.soprelay.im.simulator.Json;
import io.soprelay.im.simulator.WireLog;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Calls of both platforms as the page lists them. */
final class WireLines {
    /** Numbers of DingTalk's calls begin with it, because each platform counts its own. */
    private static final String DINGTALK = "d";

    private static final Pattern FEISHU_TYPE = Pattern.compile("\"event_type\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern DINGTALK_TYPE =
            Pattern.compile("\"(?:EventType|msgtype|type)\"\\s*:\\s*\"([A-Za-z_]+)\"");

    private WireLines() {}

    /** One call, without its bodies. */
    static ObjectNode line(WireLog.Entry entry) {
        ObjectNode line = Json.object();
        switch (entry.direction()) {
            case BOT_TO_FEISHU, FEISHU_TO_BOT -> line.put("number", entry.number());
            case BOT_TO_DINGTALK, DINGTALK_TO_BOT -> line.put("number", DINGTALK + entry.number());
        }
        line.put("at", Moments.written(entry.at()))
                .put("direction", entry.direction().name())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("status", entry.status())
                .put("millis", entry.millis());
        switch (entry.direction()) {
            case FEISHU_TO_BOT -> what(FEISHU_TYPE, entry, line);
            case DINGTALK_TO_BOT -> what(DINGTALK_TYPE, entry, line);
            case BOT_TO_FEISHU, BOT_TO_DINGTALK -> {}
        }
        return line;
    }

    /** The call of a number as a line has it; empty when there is none. */
    static Optional<WireLog.Entry> call(String number, WireLog feishu, WireLog dingTalk) {
        boolean there = number.startsWith(DINGTALK);
        String counted = there ? number.substring(DINGTALK.length()) : number;
        return counted.matches("\\d{1,18}")
                ? (there ? dingTalk : feishu).entry(Long.parseLong(counted))
                : Optional.empty();
    }

    private static void what(Pattern eventType, WireLog.Entry entry, ObjectNode line) {
        Matcher type = eventType.matcher(entry.request());
        if (type.find()) {
            line.put("what", type.group(1));
        }
    }
}
