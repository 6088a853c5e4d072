package io.soprelay.im.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the company pays for is counted, kept, and told in time. */
class MonthlyCallsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final List<String> told = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private boolean unheard;
    private CallBook stored = CallBook.inMemory();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @Test
    void a_restart_and_a_second_node_go_on_counting_where_the_first_stopped() {
        MonthlyCalls first = calls(1000);
        MonthlyCalls second = calls(1000);
        count(first, 3);
        count(second, 4);
        assertThat(first.used().calls()).isEqualTo(3);
        first.close();
        second.close();

        MonthlyCalls restarted = calls(1000);
        restarted.begin();

        assertThat(restarted.used()).isEqualTo(new CallMeter.Used(NOVEMBER, 7, 1000, false));
    }

    @Test
    void few_calls_are_written_down_together_a_little_later() {
        List<Integer> commits = new ArrayList<>();
        CallBook book = stored;
        stored = (month, change) -> {
            commits.add(1);
            return book.change(month, change);
        };
        MonthlyCalls calls = calls(1000);
        count(calls, 5);
        assertThat(commits).isEmpty();
        assertThat(later).hasSize(1);

        later.remove().run();

        assertThat(commits).hasSize(1);
        assertThat(calls.used().calls()).isEqualTo(5);
    }

    @Test
    void calls_are_not_forgotten_while_they_are_being_written_down() {
        List<Long> seen = new ArrayList<>();
        List<MonthlyCalls> made = new ArrayList<>();
        CallBook book = stored;
        stored = (month, change) -> {
            made.forEach(calls -> seen.add(calls.used().calls()));
            return book.change(month, change);
        };
        MonthlyCalls calls = calls(1000);
        made.add(calls);
        count(calls, 5);

        calls.flush();

        assertThat(seen).containsExactly(5L);
        assertThat(calls.used().calls()).isEqualTo(5);
    }

    @Test
    void calls_that_cannot_be_written_down_now_are_written_down_with_the_next() {
        CallBook book = stored;
        boolean[] away = {true};
        stored = (month, change) -> {
            if (away[0]) {
                throw new IllegalStateException("away");
            }
            return book.change(month, change);
        };
        MonthlyCalls calls = calls(1000);
        count(calls, 2);
        calls.flush();
        away[0] = false;
        count(calls, 1);
        calls.flush();

        assertThat(calls.used().calls()).isEqualTo(3);
        assertThat(book.change(NOVEMBER, same -> same).calls()).isEqualTo(3);
    }

    @Test
    void a_month_begins_at_the_companys_midnight() {
        MonthlyCalls calls = calls(1000);
        count(calls, 2);
        now = Instant.parse("2026-11-30T15:59:59Z");
        assertThat(calls.used().calls()).isEqualTo(2);
        assertThat(calls.waitWhenSpent()).isEqualTo(Duration.ofSeconds(1));

        now = Instant.parse("2026-11-30T16:00:00Z");
        count(calls, 1);
        calls.flush();

        assertThat(calls.used()).isEqualTo(new CallMeter.Used(YearMonth.of(2026, 12), 1, 1000, false));
        assertThat(stored.change(NOVEMBER, same -> same).calls())
                .as("counted where it belongs")
                .isEqualTo(2);
    }

    @Test
    void admins_hear_once_a_month_that_four_fifths_are_used() {
        MonthlyCalls calls = calls(10);
        count(calls, 7);
        calls.flush();
        assertThat(told).isEmpty();
        count(calls, 1);
        calls.flush();
        count(calls, 1);
        calls.flush();
        MonthlyCalls restarted = calls(10);
        count(restarted, 1);
        restarted.flush();

        assertThat(told).containsExactly("near 8/10");
    }

    @Test
    void news_that_was_not_heard_is_told_again() {
        unheard = true;
        MonthlyCalls calls = calls(10);
        count(calls, 9);
        calls.flush();
        unheard = false;
        count(calls, 1);
        calls.flush();

        assertThat(told).containsExactly("near 9/10", "near 10/10");
    }

    @Test
    void a_used_up_month_is_over_only_with_the_month_or_when_more_is_bought() {
        MonthlyCalls calls = calls(10);
        calls.refused();
        calls.refused();

        assertThat(told).containsExactly("spent 0/10");
        assertThat(calls.isSpent()).isTrue();
        assertThat(calls.waitWhenSpent()).isEqualTo(Duration.ofHours(1));
        assertThat(calls.whySpent()).contains("2026-11", "2026-12", "about an hour after more is bought");
        MonthlyCalls restarted = calls(10);
        restarted.begin();
        assertThat(restarted.isSpent()).as("after a restart").isTrue();
        MonthlyCalls bought = calls(5_000_000);
        bought.begin();
        assertThat(bought.isSpent()).as("after more was bought").isFalse();

        now = Instant.parse("2026-11-30T16:00:00Z");
        assertThat(calls.isSpent()).isFalse();
    }

    @Test
    void one_call_an_hour_finds_out_whether_more_was_bought() {
        MonthlyCalls calls = calls(10);
        MonthlyCalls other = calls(10);
        assertThat(calls.mayProbe()).as("nothing to find out").isFalse();
        calls.refused();
        assertThat(calls.mayProbe()).isFalse();
        now = now.plus(Duration.ofHours(1));
        assertThat(calls.mayProbe()).isTrue();
        assertThat(calls.mayProbe()).as("one alone").isFalse();
        calls.refused();
        assertThat(calls.isSpent()).isTrue();
        assertThat(told).as("it is no news").containsExactly("spent 0/10");

        now = now.plus(Duration.ofHours(1));
        assertThat(calls.mayProbe()).isTrue();
        calls.probed();

        assertThat(calls.isSpent()).isFalse();
        other.begin();
        assertThat(other.isSpent()).as("on the other node").isFalse();
    }

    @Test
    void whatever_waits_is_due_with_the_call_that_finds_out_and_not_an_hour_after_its_own_try() {
        MonthlyCalls calls = calls(10);
        calls.refused();
        now = now.plus(Duration.ofMinutes(40));
        assertThat(calls.waitWhenSpent()).isEqualTo(Duration.ofMinutes(20));

        now = now.plus(Duration.ofMinutes(20));
        assertThat(calls.mayProbe()).isTrue();
        assertThat(calls.waitWhenSpent()).as("while it finds out").isEqualTo(Duration.ofMinutes(1));
        calls.refused();

        now = now.plus(Duration.ofMinutes(1));
        assertThat(calls.mayProbe()).isFalse();
        assertThat(calls.waitWhenSpent()).as("it was in vain").isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void messages_without_words_are_told_once() {
        MonthlyCalls calls = calls(10);
        calls.pushesCut();
        calls.pushesCut();
        calls(10).pushesCut();

        assertThat(told).containsExactly("cut 0/10");
    }

    private static void count(MonthlyCalls calls, int times) {
        for (int i = 0; i < times; i++) {
            calls.count();
        }
    }

    @Test
    void a_refusal_on_the_first_day_may_be_about_the_month_before_and_is_asked_about_again() {
        now = Instant.parse("2026-10-31T16:05:00Z");
        MonthlyCalls calls = calls(10);

        calls.refused();

        assertThat(calls.isSpent()).isTrue();
        assertThat(told).as("nobody knows yet that the month is used up").isEmpty();
        now = now.plus(calls.waitWhenSpent());
        assertThat(calls.isSpent()).isFalse();

        now = Instant.parse("2026-11-01T16:00:00Z");
        calls.refused();
        now = now.plus(Duration.ofDays(20));
        assertThat(calls.isSpent()).isTrue();
        assertThat(told).containsExactly("spent 0/10");
    }

    private MonthlyCalls calls(int limit) {
        CallNews news = new CallNews() {
            @Override
            public void nearlyUsed(CallMeter.Used used) {
                told.add("near " + used.calls() + "/" + used.limit());
                if (unheard) {
                    throw new IllegalStateException("the store is away");
                }
            }

            @Override
            public void spent(CallMeter.Used used) {
                told.add("spent " + used.calls() + "/" + used.limit());
            }

            @Override
            public void pushesCut(CallMeter.Used used) {
                told.add("cut " + used.calls() + "/" + used.limit());
            }
        };
        return new MonthlyCalls("calls", SHANGHAI, limit, stored, news, () -> now, later::add);
    }
}
