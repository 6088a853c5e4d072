package io.soprelay.fuzz;

import io.soprelay.catalog.YamlTarget;
import io.soprelay.catalog.feel.ExpressionsTarget;
import io.soprelay.chat.CommandsTarget;
import io.soprelay.im.dingtalk.DingTalkCallbacksTarget;
import io.soprelay.im.dingtalk.DingTalkTextTarget;
import io.soprelay.im.feishu.FeishuCallbacksTarget;
import io.soprelay.im.feishu.FeishuTextTarget;
import java.util.List;

/** Every target there is. */
final class Targets {
    private Targets() {}

    static List<Target> all() {
        return List.of(
                new FeishuCallbacksTarget(),
                new DingTalkCallbacksTarget(),
                new YamlTarget(),
                new ExpressionsTarget(),
                new CommandsTarget(),
                new FeishuTextTarget(),
                new DingTalkTextTarget());
    }
}
