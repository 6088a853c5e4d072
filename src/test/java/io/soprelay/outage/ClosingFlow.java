package io.soprelay.outage;

import io.soprelay.catalog.FlowFile;
import io.soprelay.flow.model.Conditions;
import io.soprelay.testkit.FlowsAtVersionOne;
import java.util.List;

/** Every shop hands in its day by 18:00; any of the inspectors looks it through; its keeper hears of it. */
final class ClosingFlow extends FlowsAtVersionOne {
    static final String KEY = "closing";
    static final String INSPECTORS = "督导";
    static final String HAND_IN = "交今天的日结";
    static final String LOOK_THROUGH = "看日结";

    private static final String FILE = """
            format: 1
            flow: closing
            name: 门店日结
            prefix: RJ
            title: 门店
            roles: {督导: 看日结，有几位时，任何一位都可以}
            fields:
              门店: {type: text, max: 40}
              营业额: {type: money, min: 0, example: 例如 1200}
              意见: {type: text, max: 100, example: 例如 好}
            start: [门店]
            states:
              待日结: {kind: initial, meaning: 门店还没交日结}
              待看: {kind: normal, meaning: 交了，等督导看}
              已看: {kind: final, meaning: 看过了}
            transitions:
              - {id: handed-in, from: 待日结, to: 待看, when: {filled: [营业额]}}
              - {id: looked-through, from: 待看, to: 已看, when: {filled: [意见]}}
            items:
              hand-in:
                type: task
                title: 交今天的日结
                opens: {entered: 待日结}
                assignee: owner
                due: {at: "18:00"}
                remind: [at-due]
                form: [营业额]
                guide: {steps: [数好钱, 填营业额, 点“完成任务”]}
              look-through:
                type: task
                title: 看日结
                opens: {entered: 待看}
                assignee: {role: 督导}
                due: {plus: PT24H}
                form: [意见]
                guide: {steps: [看营业额对不对, 写意见, 点“完成任务”]}
              told:
                type: notice
                title: 日结看过了
                opens: {entered: 已看}
                to: owner
                text: 督导看过了：{意见}
            sop:
              purpose: 每天的钱当天对上。
              responsibilities: [店长：交日结, 督导：看日结]
              steps: [店长 18:00 前交日结, 督导看日结]
              instructions: [当天交]
              quality: [和收银机一样]
              records: [日结]
              review: 每季度回顾一次。
            """;

    ClosingFlow(Conditions conditions) {
        super(read(conditions, List.of(new FlowFile("closing.yaml", FILE))));
    }
}
