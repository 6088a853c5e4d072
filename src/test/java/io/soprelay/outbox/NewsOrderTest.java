package io.soprelay.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.outbox.Delivery.News;
import io.soprelay.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of news that waits somewhere, and for how long. */
class NewsOrderTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T02:00:00Z"));
    private final Set<String> kept = new HashSet<>();
    private final Set<String> scheduled = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private final NewsOrder order = new NewsOrder(clock, (news, id) -> kept.contains(id));

    @Test
    void the_store_is_asked_once_for_all_earlier_news() {
        order.putBack(news("f1", 1), "n1");
        order.putBack(news("f1", 2), "n2");
        order.putBack(news("f1", 4), "n4");
        scheduled.add("n1");

        assertThat(isBehind(news("f1", 3))).isTrue();
        assertThat(asked).containsExactlyInAnyOrder("n1", "n2");
        assertThat(isBehind(news("f1", 1))).as("nothing is earlier").isFalse();
    }

    @Test
    void what_is_kept_elsewhere_is_remembered_until_nobody_keeps_it_any_more() {
        order.kept(news("f1", 1), "n1");
        kept.add("n1");
        assertThat(isBehind(news("f1", 2))).isFalse();
        scheduled.add("n1");
        assertThat(isBehind(news("f1", 2))).as("it came back").isTrue();

        scheduled.clear();
        kept.clear();
        assertThat(isBehind(news("f1", 2))).isFalse();
        asked.clear();
        isBehind(news("f1", 2));
        assertThat(asked).as("it is forgotten").isEmpty();
    }

    @Test
    void the_last_news_of_a_record_is_forgotten_when_nobody_has_seen_it_for_two_days_unless_it_is_kept() {
        order.putBack(news("f1", 1), "told by another bot");
        order.kept(news("f2", 1), "given up");
        order.kept(news("f3", 1), "kept");
        kept.add("kept");
        aDayPasses("f4");
        aDayPasses("f4");

        List.of("f1", "f2", "f3", "f4").forEach(record -> isBehind(news(record, 2)));
        assertThat(asked).containsExactly("kept", "f4");
    }

    @Test
    void what_comes_back_after_days_is_not_forgotten_in_the_moment_in_which_nobody_keeps_it_any_more() {
        order.kept(news("f1", 1), "n1");
        kept.add("n1");
        aDayPasses("f2");
        aDayPasses("f2");

        kept.clear();
        scheduled.add("n1");
        aDayPasses("f2");

        assertThat(isBehind(news("f1", 2))).isTrue();
    }

    @Test
    void what_waits_is_not_forgotten_in_the_moment_in_which_work_goes_on_after_days() {
        order.putBack(news("f1", 1), "n1");
        scheduled.add("n1");
        aDayPasses("f2");

        assertThat(isBehind(news("f1", 2))).isTrue();
    }

    /** And somebody looks what is old. */
    private void aDayPasses(String record) {
        clock.tick(NewsOrder.REMEMBERED.plus(Duration.ofHours(1)));
        order.putBack(news(record, 1), record);
    }

    private boolean isBehind(News news) {
        return order.isBehind(news, ids -> {
            asked.addAll(ids);
            Set<String> there = new HashSet<>(ids);
            there.retainAll(scheduled);
            return there;
        });
    }

    private static News news(String record, long version) {
        return new Delivery.EndNotice(new FlowId(record), version, new MemberId("wang"));
    }
}
