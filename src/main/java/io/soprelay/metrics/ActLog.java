package io.soprelay.metrics;

import io.soprelay.engine.ActWatch;
import io.soprelay.engine.EngineAnswer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for every act, with its command id, under which the store's history has it too. Nothing that people typed is in
 * it: record, kind, member, outcome. As JSON ({@code logging.structured.format.console}) each is a field of its own.
 */
public final class ActLog implements ActWatch {
    private static final Logger LOG = LoggerFactory.getLogger("io.soprelay.act");

    @Override
    public void acted(Act act, EngineAnswer answer) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        String result = resultOf(answer);
        String record = recordOf(act, answer);
        long millis = TimeUnit.NANOSECONDS.toMillis(act.nanos());
        LOG.atInfo()
                .addKeyValue("command", act.id().value())
                .addKeyValue("act", act.command())
                .addKeyValue("record", record)
                .addKeyValue("flow", act.flow().value())
                .addKeyValue("member", act.actor().value())
                .addKeyValue("result", result)
                .addKeyValue("version", versionOf(answer))
                .addKeyValue("millis", millis)
                .log(
                        "{} {} by {}: {}, {} ms, {}",
                        act.command(),
                        record,
                        act.actor().value(),
                        result,
                        millis,
                        act.id().value());
    }

    private static String resultOf(EngineAnswer answer) {
        return switch (answer) {
            case EngineAnswer.Done done -> done.repeated() ? "repeated" : "done";
            case EngineAnswer.Refused refused ->
                "refused " + refused.rejection().code();
        };
    }

    private static String recordOf(ActWatch.Act act, EngineAnswer answer) {
        return switch (answer) {
            case EngineAnswer.Done done -> done.instance().number();
            case EngineAnswer.Refused refused ->
                refused.instance() == null
                        ? act.flow().value()
                        : refused.instance().number();
        };
    }

    private static long versionOf(EngineAnswer answer) {
        return switch (answer) {
            case EngineAnswer.Done done -> done.instance().version();
            case EngineAnswer.Refused refused ->
                refused.instance() == null ? 0 : refused.instance().version();
        };
    }
}
