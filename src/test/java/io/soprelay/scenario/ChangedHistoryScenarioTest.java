package io.soprelay.scenario;

import io.soprelay.testkit.company.DeliveryStory;
import org.junit.jupiter.api.Test;

/** What happened is changed in the database, past the bot: an admin sees which entry. */
class ChangedHistoryScenarioTest extends Scenario {

    @Test
    void an_entry_that_was_changed_in_the_database_is_named() {
        DeliveryStory changed = company.delivery().forCustomer("丁公司").approved();
        DeliveryStory other = company.delivery().forCustomer("丙公司").approved();
        admin.isAnswered("/audit " + changed.number(), changed.number(), "2 条操作记录，全部完好", "小王");

        company.changesHistory(changed.number(), 1, "丁公司", "戊公司");

        admin.isAnswered("/audit " + changed.number(), "有的不是原来的样子", "⚠️ 第 1 条被改过");
        admin.isAnswered("/audit " + other.number(), "2 条操作记录，全部完好");
        admin.isAnswered("/audit verify", "有对不上的", changed.number() + "：第 1 条被改过");
        admin.sees("有历史记录被改过");
        wang.isAnswered("/audit " + changed.number(), "只有管理员");
    }
}
