package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.im.Card;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
    private final ChatWorld world = ChatWorld.staffed();

    @Test
    void a_picture_before_the_form_is_kept_and_what_is_missing_is_said() {
        world.approved();
        world.sendsPicture(LI, "waybill", "");
        assertThat(world.lastText(LI)).isEqualTo("已收到物流凭证，还差：实际发货时间、物流单号");
        assertThat(evidence("FH-20261123-0001")).isEqualTo(1);
    }

    @Test
    void a_large_file_is_kept_like_any_other_and_one_too_large_is_answered_kindly() {
        world.approved();
        String large = "%PDF-" + "x".repeat(5 * 1024 * 1024);
        world.sendsPicture(LI, large, "");
        assertThat(world.lastText(LI)).startsWith("已收到物流凭证");

        world.sendsPicture(LI, "x".repeat((int) EvidenceHandler.FILE_BYTES_MAX + 1), "");
        assertThat(world.lastText(LI)).doesNotStartWith("已收到");
        assertThat(evidence("FH-20261123-0001")).isEqualTo(1);
    }

    @Test
    void a_picture_nobody_waits_for_is_answered_kindly() {
        world.sendsPicture(STRANGER, "cat", "");
        world.pass(Duration.ofSeconds(2));
        assertThat(world.lastText(STRANGER)).isEqualTo("收到了。现在没有别的事在等照片");
    }

    @Test
    void the_same_picture_twice_is_kept_once() {
        world.approved();
        world.sendsPicture(LI, "waybill", "");
        world.sendsPicture(LI, "waybill", "");
        assertThat(world.lastText(LI)).isEqualTo("这张物流凭证已经收到过了");
        assertThat(evidence("FH-20261123-0001")).isEqualTo(1);
    }

    @Test
    void a_reply_to_a_card_means_its_task() {
        twoTasks();
        Phones.Message second = world.newest(LI, "完成任务");
        assertThat(ChatWorld.card(second).subtitle()).endsWith("FH-20261123-0002");
        world.sendsPicture(LI, "waybill", second.id());
        assertThat(evidence("FH-20261123-0001")).isZero();
        assertThat(evidence("FH-20261123-0002")).isEqualTo(1);
    }

    @Test
    void a_reply_to_any_message_that_carries_the_card_means_its_task() {
        twoTasks();
        Phones.Message first = world.newest(LI, "完成任务");
        world.says(LI, "查看 FH-20261123-0002");
        world.says(LI, "待办");
        world.presses(LI, "打开");
        world.sendsPicture(LI, "waybill", first.id());
        assertThat(evidence("FH-20261123-0002")).isEqualTo(1);
    }

    @Test
    void a_reply_to_a_card_that_is_not_known_yet_waits_for_its_receipt() {
        world.shipped();
        int answers = world.chat(LI).size();
        world.sendsPicture(LI, "second", "om_not_known_yet");
        assertThat(world.chat(LI)).as("answers before the receipt may be there").hasSize(answers);

        world.pass(Duration.ofSeconds(2));
        assertThat(world.lastText(LI)).startsWith("已收到物流凭证");
    }

    @Test
    void a_picture_that_fits_several_is_asked_about_and_the_button_decides() {
        twoTasks();
        world.sendsPicture(LI, "waybill", "");
        Card question = world.lastCard(LI);
        assertThat(question.actions())
                .extracting(Card.Action::label)
                .containsExactly("物流凭证 · FH-20261123-0001", "物流凭证 · FH-20261123-0002");

        assertThat(world.presses(LI, "物流凭证 · FH-20261123-0001").toast().text()).startsWith("已收到物流凭证，还差");
        assertThat(evidence("FH-20261123-0001")).isEqualTo(1);
        assertThat(evidence("FH-20261123-0002")).isZero();
    }

    @Test
    void another_persons_question_binds_nothing() {
        twoTasks();
        world.sendsPicture(LI, "waybill", "");
        assertThat(world.act(STRANGER, world.last(LI), "物流凭证 · FH-20261123-0001")
                        .toast()
                        .text())
                .isEqualTo("收到了。现在没有别的事在等照片");
        assertThat(evidence("FH-20261123-0001")).isZero();
    }

    @Test
    void a_picture_whose_answer_could_not_be_stored_is_bound_and_answered_as_before() {
        twoTasks();
        world.sendsPicture(LI, "first", world.newest(LI, "完成任务").id());
        // Meant for the only field that still waits; once it is bound, both tasks have their picture.
        world.ledger.failNextCommit("evidence");
        world.sendsPicture(LI, "waybill", "");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.lastText(LI)).isEqualTo("已收到物流凭证，还差：实际发货时间、物流单号");
        assertThat(evidence("FH-20261123-0001")).isEqualTo(1);
        assertThat(evidence("FH-20261123-0002")).isEqualTo(1);
    }

    @Test
    void a_file_that_cannot_be_read_is_asked_for_again() {
        world.approved();
        world.phones.broken.add("waybill");
        world.sendsPicture(LI, "waybill", "");
        assertThat(world.lastText(LI)).isEqualTo("这个文件我打不开，请再发一次");
        assertThat(evidence("FH-20261123-0001")).isZero();
    }

    @Test
    void a_file_that_is_no_picture_is_kept_and_said_so_and_a_picture_takes_its_place() {
        world.approved();
        world.sendsFile(LI, "物流单.doc", "一张单子".getBytes(StandardCharsets.UTF_8));
        assertThat(world.lastText(LI)).isEqualTo("收到了文件 物流单.doc，这不是照片。要换的话，再发一张照片就行。\n已收到物流凭证，还差：实际发货时间、物流单号");
        assertThat(evidence("FH-20261123-0001")).isEqualTo(1);

        world.sendsFile(LI, "物流单.png", "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(world.lastText(LI)).isEqualTo("已收到物流凭证，还差：实际发货时间、物流单号");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        FieldValue.Files files = (FieldValue.Files)
                world.record("FH-20261123-0001").data().get("物流凭证").orElseThrow();
        assertThat(files.values()).singleElement().matches(Evidence::picture, "is shown as a picture");
    }

    /** The name is a label of the evidence; the bytes are under their hash, whatever the label says. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/cron.d/x.doc",
                "C:\\Windows\\x.doc",
                "/etc/passwd",
                "CON",
                "LPT1.doc",
                "a\u0000.doc",
                "a\r\nb.doc",
                "cod.\u202e\u2066.doc",
                "a",
                " ",
            })
    void a_hostile_name_is_a_label_and_leads_nowhere(String name) {
        world.approved();
        for (String each : List.of(name, name.repeat(300))) {
            world.sendsFile(LI, each, ("单子" + each.length()).getBytes(StandardCharsets.UTF_8));
            assertThat(world.lastText(LI)).contains("已收到物流凭证，还差：实际发货时间、物流单号");
        }
        world.sendsPicture(LI, "waybill", "");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        assertThat(world.record("FH-20261123-0001").state()).isEqualTo("已发货");
    }

    @Test
    void a_file_that_completes_the_task_is_said_to_be_no_picture_too() {
        draftWaits();
        world.sendsFile(LI, "物流单.doc", "一张单子".getBytes(StandardCharsets.UTF_8));
        assertThat(world.lastText(LI)).startsWith("收到了文件 物流单.doc，这不是照片。要换的话，马上再发一张照片。\n已收到物流凭证，任务已完成。");
    }

    @Test
    void a_paper_is_as_good_as_a_picture() {
        world.approved();
        world.sendsFile(LI, "物流单.pdf", "%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        assertThat(world.lastText(LI)).isEqualTo("已收到物流凭证，还差：实际发货时间、物流单号");
    }

    @Test
    void a_program_is_not_kept_whatever_it_is_called() {
        world.approved();
        world.sendsFile(LI, "物流单.exe", "一张单子".getBytes(StandardCharsets.UTF_8));
        assertThat(world.lastText(LI)).isEqualTo("这种文件我不能收。请拍张照片发给我");
        world.sendsFile(LI, "物流单.jpg", "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8));
        assertThat(world.lastText(LI)).isEqualTo("这种文件我不能收。请拍张照片发给我");
        assertThat(evidence("FH-20261123-0001")).isZero();
    }

    @Test
    void pictures_sent_together_all_belong_to_the_task_the_first_of_them_completes() {
        draftWaits();
        world.sendPictures(LI, "", "first", "second", "third");
        assertThat(world.record("FH-20261123-0001").state()).isEqualTo("已发货");
        assertThat(pictures("FH-20261123-0001", "物流凭证")).isEqualTo(3);
        assertThat(world.chat(LI)).extracting(Phones.Message::text).contains("已收到物流凭证，一起放进去了");
        assertThat(world.chat(LI)).extracting(Phones.Message::text).doesNotContain("收到了。现在没有别的事在等照片");
    }

    @Test
    void the_card_of_a_completed_task_shows_the_pictures_that_came_after() {
        draftWaits();
        Phones.Message card = world.newest(LI, "完成任务");
        world.sendPictures(LI, "", "first", "second");
        assertThat(ChatWorld.card(world.now(card)).pictures()).hasSize(2);
    }

    @Test
    void a_picture_a_minute_and_more_after_the_completion_is_not_added() {
        draftWaits();
        world.sendsPicture(LI, "first", "");
        world.pass(Duration.ofSeconds(61));
        world.sendsPicture(LI, "second", "");
        world.pass(Duration.ofSeconds(2));
        assertThat(world.lastText(LI)).isEqualTo("收到了。现在没有别的事在等照片");
        assertThat(pictures("FH-20261123-0001", "物流凭证")).isEqualTo(1);
    }

    @Test
    void replies_to_one_card_stay_with_it_though_another_task_waits() {
        twoTasks();
        Phones.Message first = world.chat(LI).stream()
                .filter(message -> message.card() != null
                        && ChatWorld.card(message).title().startsWith("完成发货"))
                .findFirst()
                .orElseThrow();
        world.presses(LI, first, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        world.sendPictures(LI, first.id(), "first", "second");
        assertThat(pictures("FH-20261123-0001", "物流凭证")).isEqualTo(2);
        assertThat(evidence("FH-20261123-0002")).isZero();
    }

    @Test
    void a_plain_picture_right_after_a_completion_is_asked_about_if_another_task_waited_before() {
        twoTasks();
        Phones.Message second = world.newest(LI, "完成任务");
        world.presses(LI, second, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        world.pass(Duration.ofMinutes(1));
        world.sendsPicture(LI, "first", second.id());
        world.sendsPicture(LI, "plain", "");
        assertThat(world.lastCard(LI).actions())
                .extracting(Card.Action::label)
                .containsExactlyInAnyOrder("物流凭证 · FH-20261123-0001", "物流凭证 · FH-20261123-0002");
        world.pass(Duration.ofMinutes(10));
        assertThat(world.presses(LI, "物流凭证 · FH-20261123-0002").toast().text()).isEqualTo("已收到物流凭证，一起放进去了");
        assertThat(pictures("FH-20261123-0002", "物流凭证")).isEqualTo(2);
    }

    @Test
    void a_task_that_opened_with_the_completion_does_not_get_its_pictures() {
        world.says(LI, "/start 发货流程");
        world.presses(LI, "提交", "客户名称", "甲公司", "发货内容", "交换机", "数量", "10", "金额", "12800");
        world.presses(ZHANG, "同意");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
        world.sendPictures(LI, "", "first", "second");
        assertThat(world.newest(LI, "完成任务").card()).isNotNull();
        assertThat(pictures("FH-20261123-0001", "物流凭证")).isEqualTo(2);
        assertThat(world.record("FH-20261123-0001").openItems())
                .singleElement()
                .isInstanceOfSatisfying(
                        TodoTask.class,
                        acceptance -> assertThat(acceptance.draft().evidence()).isEmpty());
    }

    @Test
    void a_form_that_waits_for_its_picture_is_asked_about_though_another_was_completed_just_before() {
        twoTasks();
        world.presses(LI, world.newest(LI, "完成任务"), "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1");
        world.sendsPicture(LI, "first", world.newest(LI, "完成任务").id());
        world.presses(LI, world.newest(LI, "完成任务"), "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF2");
        world.sendsPicture(LI, "second", "");
        assertThat(world.lastCard(LI).actions())
                .extracting(Card.Action::label)
                .containsExactly("物流凭证 · FH-20261123-0001", "物流凭证 · FH-20261123-0002");
    }

    @Test
    void a_task_that_is_decided_on_is_not_asked_about_while_another_waits() {
        world.shipped();
        world.pass(Duration.ofMinutes(2));
        world.says(WANG, "/start 发货流程 客户名称=乙公司 发货内容=交换机 数量=1 金额=1");
        world.presses(ZHANG, "同意");
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF2");
        world.sendsPicture(LI, "waybill 2", "");
        world.pass(Duration.ofMinutes(2));
        Phones.Message first = world.chat(WANG).stream()
                .filter(message -> message.card() != null
                        && ChatWorld.card(message).title().startsWith("完成验收")
                        && String.valueOf(ChatWorld.card(message).subtitle()).contains("FH-20261123-0001"))
                .findFirst()
                .orElseThrow();
        world.sendsPicture(WANG, "accepted", first.id());
        world.presses(WANG, first, "完成任务", "客户验收时间", "2026-11-23 10:30");
        world.pass(Duration.ofSeconds(3));
        world.presses(ZHAO, "同意");

        world.sendsPicture(WANG, "the other", "");
        assertThat(world.lastText(WANG)).startsWith("已收到客户验收凭证，还差：客户验收时间");
        assertThat(pictures("FH-20261123-0001", "客户验收凭证")).isEqualTo(1);
    }

    @Test
    void the_approver_sees_all_pictures_that_were_sent_together() {
        world.shipped();
        world.presses(WANG, "完成任务", "客户验收时间", "2026-11-23 10:30");
        world.sendPictures(WANG, "", "first", "second", "third");
        world.pass(Duration.ofSeconds(3));
        assertThat(world.lastCard(ZHAO).title()).isEqualTo("请审批：验收凭证审批");
        assertThat(world.lastCard(ZHAO).pictures()).hasSize(3);
    }

    @Test
    void an_approvers_card_is_not_touched_by_a_picture_that_comes_later() {
        world.shipped();
        world.presses(WANG, "完成任务", "客户验收时间", "2026-11-23 10:30");
        world.sendsPicture(WANG, "first", "");
        world.pass(Duration.ofSeconds(3));
        world.phones.updates.clear();
        world.sendsPicture(WANG, "second", "");
        assertThat(world.phones.updates).doesNotContain(world.last(ZHAO).id());
        world.presses(ZHAO, "看整张单子");
        assertThat(world.lastCard(ZHAO).pictures())
                .filteredOn(picture -> picture.label().equals("客户验收凭证"))
                .hasSize(2);
    }

    @Test
    void a_picture_that_comes_after_the_approval_of_the_others_is_refused_in_words() {
        world.shipped();
        world.presses(WANG, "完成任务", "客户验收时间", "2026-11-23 10:30");
        world.sendsPicture(WANG, "first", "");
        world.pass(Duration.ofSeconds(3));
        world.presses(ZHAO, "同意");
        world.sendsPicture(WANG, "second", "");
        world.pass(Duration.ofSeconds(2));
        assertThat(world.chat(WANG)).extracting(Phones.Message::text).contains("这一步已经办完，这张客户验收凭证没有放进去");
        assertThat(pictures("FH-20261123-0001", "客户验收凭证")).isEqualTo(1);
    }

    private void draftWaits() {
        world.approved();
        world.presses(LI, "完成任务", "实际发货时间", "2026-11-23 10:30", "物流单号", "SF1234567890");
    }

    private int pictures(String number, String field) {
        return ((FieldValue.Files) world.record(number).data().get(field).orElseThrow())
                .values()
                .size();
    }

    private void twoTasks() {
        world.approved();
        world.says(WANG, "/start 发货流程");
        world.presses(WANG, "提交", "客户名称", "乙公司", "发货内容", "路由器", "数量", "1", "金额", "1");
        world.presses(ZHANG, "同意");
    }

    private int evidence(String number) {
        TodoTask task =
                (TodoTask) world.record(number).find(new ItemId("ship", 1)).orElseThrow();
        return task.draft().evidence().values().stream()
                .mapToInt(files -> files.size())
                .sum();
    }
}
