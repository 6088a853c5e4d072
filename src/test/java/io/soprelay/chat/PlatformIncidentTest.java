package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.im.Account;
import io.soprelay.im.Card;
import io.soprelay.im.Finding;
import io.soprelay.im.Platform;
import io.soprelay.im.SendResult;
import io.soprelay.incident.IncidentKind;
import io.soprelay.incident.Incidents;
import io.soprelay.incident.Occurrence;
import io.soprelay.incident.Trouble;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A platform that takes nothing is one incident, not one a message; and many incidents are one card. */
class PlatformIncidentTest extends IncidentSpecs {

    @Test
    void a_missing_scope_is_one_incident_and_nothing_is_lost() {
        SendResult refused = new SendResult.Refused(SendResult.Cause.NOT_PERMITTED, "99991672: im:message");
        world.started();
        for (int i = 0; i < 3; i++) {
            world.phones.nextSends.add(refused);
        }
        world.presses(ZHANG, "同意");
        world.phones.state = found(Finding.Kind.PERMISSION);
        world.rescans();
        world.deliver();
        assertThat(onlyOne().trouble().kind()).isEqualTo(IncidentKind.PLATFORM);

        world.phones.nextSends.clear();
        world.phones.state = null;
        world.rescans();
        world.pass(Duration.ofMinutes(6));

        assertThat(world.newest(LI, "完成任务")).isNotNull();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void while_a_platform_permits_nothing_one_try_in_five_minutes_finds_out_for_all() {
        SendResult refused = new SendResult.Refused(SendResult.Cause.NOT_PERMITTED, "99991672: im:message");
        for (int i = 0; i < 20; i++) {
            world.phones.nextSends.add(refused);
        }
        for (int i = 0; i < 10; i++) {
            world.says(ZHOU, "/help");
        }
        int tried = world.phones.createKeys.size();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.phones.createKeys.size() - tried).isBetween(1, 2);
    }

    @Test
    void a_try_that_says_nothing_of_the_platform_lets_the_next_one_out() {
        SendResult refused = new SendResult.Refused(SendResult.Cause.NOT_PERMITTED, "99991672: im:message");
        for (int i = 0; i < 3; i++) {
            world.phones.nextSends.add(refused);
            world.says(ZHOU, "/help");
        }
        world.phones.nextSends.clear();
        world.phones.unreachable.add(LI);
        world.says(LI, "/help");
        world.phones.nextSends.add(new SendResult.Retry(Duration.ofSeconds(2), "too many"));
        world.says(ZHANG, "/help");
        world.phones.nextSends.add(new SendResult.Unknown("no answer"));
        world.says(CHEN, "/help");
        world.says(WANG, "/help");
        assertThat(world.lastCard(WANG).title()).isEqualTo("我能帮你做什么");
    }

    @Test
    void a_platform_that_is_away_for_an_hour_is_one_incident_and_not_one_a_message() {
        SendResult away = new SendResult.Unknown("no answer");
        for (int i = 0; i < 2000; i++) {
            world.phones.nextSends.add(away);
        }
        for (int i = 0; i < 20; i++) {
            world.says(WANG, "/help");
        }
        for (int minute = 0; minute < 60; minute++) {
            world.pass(Duration.ofMinutes(1));
            world.rescans();
        }
        assertThat(onlyOne().trouble().kind()).isEqualTo(IncidentKind.AWAY);
        assertThat(world.incidents.openByKind()).containsEntry(IncidentKind.AWAY, 1);

        world.phones.nextSends.clear();
        world.pass(Duration.ofMinutes(6));
        world.rescans();
        world.pass(Duration.ofMinutes(6));
        assertThat(world.incidents.open()).isEmpty();
        assertThat(world.chat(ZHOU).stream()
                        .filter(message -> message.card() != null
                                && ChatWorld.card(message).title().contains("发不出去")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void while_a_platform_is_away_one_call_in_six_seconds_finds_out_for_all() {
        for (int i = 0; i < 5000; i++) {
            world.phones.nextSends.add(new SendResult.Retry(Duration.ofSeconds(5), "HTTP 502"));
        }
        for (int i = 0; i < 30; i++) {
            world.says(ChatWorld.account("asks" + i), "/help");
        }
        seconds(60);
        world.phones.createKeys.clear();

        seconds(600);

        assertThat(world.phones.createKeys).hasSizeBetween(85, 101);
        world.phones.nextSends.clear();
        seconds(10);
        assertThat(world.ledger.backlog().values()).allMatch(waiting -> waiting == 0);
    }

    @Test
    void the_longer_it_is_away_the_fewer_calls_find_out() {
        for (int i = 0; i < 5000; i++) {
            world.phones.nextSends.add(new SendResult.Retry(Duration.ofSeconds(5), "HTTP 502"));
        }
        for (int i = 0; i < 30; i++) {
            world.says(ChatWorld.account("asks" + i), "/help");
        }
        seconds(60);
        world.pass(Duration.ofHours(5));
        world.phones.createKeys.clear();

        seconds(600);

        assertThat(world.phones.createKeys).hasSizeBetween(18, 21);
    }

    @Test
    void one_chat_that_takes_nothing_keeps_nobody_else_waiting() {
        for (int i = 0; i < 1000; i++) {
            world.phones.nextSends.add(new SendResult.Retry(Duration.ofSeconds(5), "this chat is busy"));
        }
        world.says(LI, "/help");
        seconds(300);
        world.phones.nextSends.clear();
        int before = world.chat(WANG).size();

        world.says(WANG, "/help");

        assertThat(world.chat(WANG)).hasSize(before + 1);
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            world.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void what_waits_for_a_platform_goes_out_when_it_is_back_and_not_when_its_own_wait_is_over() {
        for (int i = 0; i < 2000; i++) {
            world.phones.nextSends.add(new SendResult.Retry(Duration.ofMinutes(5), "HTTP 502"));
        }
        int before = world.chat(WANG).size();
        for (int i = 0; i < 20; i++) {
            world.says(WANG, "/help");
        }
        for (int minute = 0; minute < 30; minute++) {
            world.pass(Duration.ofMinutes(1));
        }
        world.phones.nextSends.clear();
        world.phones.createKeys.clear();

        world.says(STRANGER, "/help");

        assertThat(world.phones.createKeys)
                .as("one arrived, and all others with it")
                .hasSizeGreaterThanOrEqualTo(21);
        assertThat(world.chat(WANG)).hasSize(before + 20);
        assertThat(world.ledger.backlog().values()).allMatch(waiting -> waiting == 0);
    }

    @Test
    void a_used_up_month_is_an_incident_until_something_arrives_again() {
        world.dingTalk.state = found(Platform.DINGTALK, Finding.Kind.QUOTA);
        world.rescans();
        world.deliver();
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("钉钉这个月的次数用完了");

        world.dingTalk.state = null;
        world.rescans();
        assertThat(world.incidents.open()).hasSize(1);

        world.says(new Account(Platform.DINGTALK, "li-ding"), "/help");
        world.rescans();
        world.deliver();
        assertThat(world.incidents.open()).isEmpty();
        assertThat(world.lastCard(ZHOU).tone()).isEqualTo(Card.Tone.DONE);
    }

    @Test
    void an_admin_with_two_accounts_hears_of_one_platform_over_the_other() {
        Account onDingTalk = new Account(Platform.DINGTALK, "zhou-ding");
        world.says(ZHOU, "/member link feishu:zhou dingtalk:zhou-ding");
        int before = world.chat(ZHOU).size();
        world.phones.state = found(Finding.Kind.PERMISSION);
        world.rescans();
        world.deliver();

        assertThat(world.lastCard(onDingTalk).title()).contains("飞书");
        assertThat(world.chat(ZHOU)).hasSize(before);

        world.phones.state = null;
        world.rescans();
        world.deliver();
        assertThat(world.lastCard(onDingTalk).tone())
                .as("its end is told where it was told of")
                .isEqualTo(Card.Tone.DONE);
    }

    @Test
    void one_message_that_failed_long_ago_is_no_outage() {
        world.phones.nextSends.add(new SendResult.Retry(Duration.ofHours(1), "busy"));
        world.says(ZHOU, "/help");
        world.pass(Duration.ofMinutes(20));
        world.rescans();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void what_was_found_before_a_restart_is_over_when_nobody_meets_it_for_an_hour() {
        world.incidents.occurred(new Trouble.PlatformRefuses("feishu", "permission"), Occurrence.of("99991672"));
        world.rescans();
        world.pass(Duration.ofMinutes(59));
        world.rescans();
        assertThat(world.incidents.open()).hasSize(1);
        world.pass(Duration.ofMinutes(1));
        world.rescans();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void pushes_that_are_used_up_come_back_with_the_next_month() {
        world.incidents.occurred(
                new Trouble.PlatformRefuses("dingtalk", Trouble.PlatformRefuses.PUSHES), Occurrence.of("2026-11"));
        world.deliver();
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("钉钉这个月的推送用完了");
        assertThat(world.lastCard(ZHOU).paragraphs().getFirst()).startsWith("这个月的消息推送用完了");
        assertThat(world.lastCard(ZHOU).paragraphs()).anyMatch(line -> line.contains("relay.dingtalk.monthly-pushes"));
        world.pass(Duration.ofDays(7));
        world.rescans();
        assertThat(world.incidents.open()).hasSize(1);
        world.pass(Duration.ofDays(1));
        world.rescans();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void a_clock_that_is_off_keeps_nothing_from_going_on() {
        world.phones.state = found(Finding.Kind.CLOCK);
        world.rescans();
        assertThat(world.incidents.open()).isEmpty();
    }

    @Test
    void many_at_once_share_one_card_that_counts_down() {
        int people = 40;
        for (int i = 0; i < people; i++) {
            world.incidents.occurred(new Trouble.EmptyRole("角色" + i), Occurrence.of(""));
        }
        world.deliver();
        world.pass(Duration.ofSeconds(30));

        assertThat(world.chat(ZHOU).stream().filter(message -> message.card() != null))
                .hasSize(Incidents.OWN_CARDS_MAX + 1);
        Card many = world.lastCard(ZHOU);
        assertThat(many.title()).isEqualTo("有 36 件事做不下去");
        assertThat(labels(many)).contains("看全部");

        for (int i = 0; i < people; i++) {
            world.incidents.healed(new Trouble.EmptyRole("角色" + i));
        }
        world.deliver();
        world.pass(Duration.ofSeconds(30));
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("做不下去的事都好了");
        assertThat(world.chat(ZHOU).stream().filter(message -> message.card() != null))
                .hasSize(Incidents.OWN_CARDS_MAX + 1);
    }
}
