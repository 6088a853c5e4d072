package io.soprelay.im.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.im.simulator.kit.BotCommand;
import io.soprelay.im.simulator.kit.FeishuKit;
import io.soprelay.im.simulator.kit.Person;
import io.soprelay.im.simulator.kit.PhoneCard;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kit's sentences with a bot that answers what the test says: what holds is silent, what does not shows the phone. */
class FeishuKitTest {
    private final FeishuKit feishu = FeishuKit.start().patience(Duration.ofMillis(50));
    private final FakeBot bot = new FakeBot(feishu.platform().config().encryptKey());
    private final Calls calls = new Calls(feishu.platform());
    private final Person li = feishu.user("库管小李");

    @BeforeEach
    void connect() {
        feishu.bot(bot.address());
    }

    @AfterEach
    void close() {
        feishu.close();
        bot.close();
    }

    @Test
    void a_press_is_told_in_one_sentence() {
        PhoneCard card = shipping();
        bot.answers(200, "{\"toast\":{\"type\":\"success\",\"content\":\"已完成，下一步：验收\"}}");

        li.fills("实际发货时间", "2026-11-22 16:03", "物流单号", "SF1").on(card);
        li.presses("完成任务").on(card).seesToast("已完成", "验收").keepsWhatWasTyped();

        assertThat(bot.last().toString()).contains("\"SF1\"");
    }

    @Test
    void somebody_else_may_press_the_same_card() {
        PhoneCard card = shipping();
        bot.answers(200, "{\"toast\":{\"type\":\"info\",\"content\":\"这一步是库管小李的\"}}");
        Person stranger = feishu.user("路人");

        stranger.fills("实际发货时间", "2026-11-22 16:03", "物流单号", "SF1").on(card);
        stranger.presses("完成任务").on(card).seesToast("小李的");

        assertThat(bot.last().at("/event/operator/open_id").asString())
                .isEqualTo(stranger.phone().accountId());
    }

    @Test
    void another_toast_than_expected_shows_both_and_the_phone() {
        PhoneCard card = shipping();
        bot.answers(200, "{\"toast\":{\"type\":\"info\",\"content\":\"这张卡旧了\"}}");
        card.fills("实际发货时间", "2026-11-22 16:03", "物流单号", "SF1");

        assertThatThrownBy(() -> li.presses("完成任务").on(card).seesToast("已完成"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected for 库管小李: a toast with [已完成]")
                .hasMessageContaining("found: the toast '这张卡旧了'")
                .hasMessageContaining("on the phone of 库管小李, newest last:")
                .hasMessageContaining("完成任务");
    }

    @Test
    void what_does_not_come_is_waited_for_and_then_said_with_what_came() {
        li.says("在吗");

        assertThatThrownBy(() -> li.sees("在的"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a message with [在的]")
                .hasMessageContaining("| 库管小李: 在吗");
        assertThatThrownBy(() -> li.card("完成发货"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a card with [完成发货]");
    }

    @Test
    void a_label_a_button_and_a_value_that_are_not_there_name_those_that_are() {
        PhoneCard card = shipping();

        assertThatThrownBy(() -> card.fills("车牌", "A1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'车牌' takes 'A1'")
                .hasMessageContaining("物流单号");
        assertThatThrownBy(() -> card.presses("同意"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a button '同意'")
                .hasMessageContaining("完成任务");
        assertThatThrownBy(() -> card.offersNot("完成任务")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> card.shows("已完成")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> card.fills("物流单号")).hasMessageContaining("in pairs");
    }

    @Test
    void a_bot_that_takes_nothing_is_named_at_once() {
        bot.answers(500, "{}");

        assertThatThrownBy(() -> li.says("在吗"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the bot takes the event (says 在吗)")
                .hasMessageContaining("500");
        assertThatThrownBy(() -> li.sendsPicture()).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_clock_jumps_forward_only_and_cards_grow_old_by_it() {
        PhoneCard card = shipping();
        Instant before = feishu.clock().now();

        feishu.clock().jumps(Duration.ofDays(15));

        assertThat(Duration.between(before, feishu.clock().now())).isGreaterThanOrEqualTo(Duration.ofDays(15));
        card.presses("求助").isStoppedByThePhone("14 days");
        assertThat(feishu.clock().jumpsToNext("18:00").toString()).contains("T10:00");
        assertThatThrownBy(() -> feishu.clock().jumps(Duration.ofDays(-1))).hasMessageContaining("forward");
    }

    @Test
    void a_bot_is_started_by_a_command_that_learns_the_app_from_its_environment() {
        try (FeishuKit other = FeishuKit.start().bot(echo())) {
            other.user("小安").isAnswered("你好", "你说：你好");
        }
    }

    @Test
    void a_bot_that_ends_at_once_is_quoted() {
        BotCommand broken = BotCommand.of(java(), "-version");

        assertThatThrownBy(() -> FeishuKit.start().bot(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The bot ended")
                .hasMessageContaining("version");
    }

    @Test
    void a_bot_that_does_not_start_leaves_nothing_running_that_would_keep_the_test_program_alive() {
        FeishuKit kit = FeishuKit.start();
        URI platform = kit.platform().baseUrl();

        assertThatThrownBy(() -> kit.bot(BotCommand.of(java(), "-version"))).isInstanceOf(AssertionError.class);

        assertThatThrownBy(() -> new Socket(platform.getHost(), platform.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void a_kit_that_nobody_closes_keeps_no_program_alive() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        FeishuKit left = FeishuKit.start();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(
                        thread -> !before.contains(thread) && thread.getName().startsWith("HTTP-Dispatcher"))
                .hasSize(1)
                .allMatch(Thread::isDaemon);
        left.close();
    }

    private PhoneCard shipping() {
        calls.sendCard(li.onFeishu(), SampleCards.shippingForm());
        return li.card("完成任务");
    }

    private static BotCommand echo() {
        return BotCommand.of(java(), "-Xmx48m", "-cp", System.getProperty("java.class.path"), EchoBot.class.getName())
                .with("PORT", "${port}")
                .with("FEISHU", "${baseUrl}")
                .with("APP_ID", "${appId}")
                .with("APP_SECRET", "${appSecret}")
                .with("ENCRYPT_KEY", "${encryptKey}");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
