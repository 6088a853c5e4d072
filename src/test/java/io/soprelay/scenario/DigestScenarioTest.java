package io.soprelay.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.simulator.kit.PhoneCard;
import io.soprelay.testkit.company.DeliveryStory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** 日报 over the wire: it comes at its time, with numbers, and a nudge from it rings somebody else's phone. */
class DigestScenarioTest extends Scenario {

    /** The admin stays from scenario to scenario, and so would the wish. */
    @AfterEach
    void wishes_end() {
        int mark = admin.mark();
        admin.says("/digest unsubscribe");
        admin.seesAfter(mark, "日报");
    }

    @Test
    void a_subscribed_digest_comes_at_its_time_and_a_nudge_reaches_the_holder_once() {
        company.itIs("08:00");
        DeliveryStory delivery = company.delivery().forCustomer("甲公司").approved();
        delivery.shipping();
        admin.isAnswered("日报 订阅 09:00", "每天 09:00");
        int mark = admin.mark();

        company.itIs("09:00");

        PhoneCard digest = admin.card(mark, "日报", "昨天大家完成", "等得最久", "小李", delivery.number(), "催办", "打开");
        int before = li.mark();
        digest.presses("催办").seesToast("已催");
        li.seesAfter(before, "催一下", delivery.number());
        digest.presses("催办").seesToast("一小时内催过");
        company.settles();
        assertThat(li.count("催一下", delivery.number())).isEqualTo(1);
    }

    @Test
    void a_wish_taken_back_sends_nothing() {
        company.itIs("08:00");
        admin.isAnswered("日报 订阅 09:00", "每天 09:00");
        admin.isAnswered("日报 取消订阅", "不再发日报");
        company.settles();
        long before = admin.count("【日报】");

        company.passes(Duration.ofDays(1).plusHours(2));
        company.settles();

        assertThat(admin.count("【日报】")).isEqualTo(before);
    }

    @Test
    void days_that_were_jumped_over_are_one_digest() {
        company.itIs("08:00");
        admin.isAnswered("日报 订阅 09:00", "每天 09:00");
        int mark = admin.mark();

        company.passes(Duration.ofDays(3));
        admin.card(mark, "日报 ·", "昨天大家完成");
        company.settles();
        long sent = admin.count("日报 ·");
        company.passes(Duration.ofHours(3));
        company.settles();

        assertThat(admin.count("日报 ·")).isEqualTo(sent);
    }
}
