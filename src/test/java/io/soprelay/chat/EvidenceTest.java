package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.STRANGER;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.ItemId;
import io.soprelay.flow.model.WorkItem.TodoTask;
import io.soprelay.im.Card;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
