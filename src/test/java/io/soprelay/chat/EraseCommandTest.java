package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.engine.CommandEnvelope;
import io.soprelay.engine.EngineAnswer;
import io.soprelay.flow.model.CommandId;
import io.soprelay.flow.model.FlowCommand;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.MemberId;
import io.soprelay.im.InboundMessage;
import io.soprelay.im.Mention;
import io.soprelay.im.MessageContent;
import io.soprelay.ledger.Lane;
import io.soprelay.ledger.ScheduleChange;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An admin has personal data deleted: asked once whether they are sure, and told what cannot be. */
class EraseCommandTest {
    private static final String NUMBER = "FH-20261123-0001";
    private static final String CANARY = "金丝雀不干了";

    private final ChatWorld world = ChatWorld.staffed();

    private String said(String line) {
        world.says(ZHOU, line);
        return world.lastText(ZHOU);
    }

    private FlowInstance cancelled() {
        FlowInstance record = world.engine.findByNumber(NUMBER).orElseGet(world::started);
        EngineAnswer answer = world.engine.handle(new CommandEnvelope(
                record.id(),
                new CommandId("cancel"),
                new FlowCommand.MoveToState("已取消", CANARY),
                world.id(WANG),
                null));
        world.deliver();
        return ((EngineAnswer.Done) answer).instance();
    }

    @Test
    void a_finished_record_is_erased_after_a_question_and_its_history_says_by_whom() {
        cancelled();
        world.says(WANG, "/show " + NUMBER);
        assertThat(world.lastCard(WANG).toString()).contains(CANARY);

        world.says(ZHOU, "/erase " + NUMBER);
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("删除 " + NUMBER + " 的个人信息？");
        assertThat(world.record(NUMBER).erased()).isNull();
        world.presses(ZHOU, "删除");

        assertThat(world.lastText(ZHOU)).contains(NUMBER + " 的个人信息删掉了");
        world.says(WANG, "/show " + NUMBER);
        assertThat(world.lastCard(WANG).toString()).doesNotContain(CANARY).contains("已取消", "小王", "周管理 删除了个人信息");
        assertThat(said("/audit " + NUMBER)).contains("3 条操作记录，全部完好").doesNotContain(CANARY);
        assertThat(said("/erase " + NUMBER + " 确认")).contains("早就删掉了");
    }

    @Test
    void a_card_that_showed_it_is_drawn_again_without_it() {
        world.started();
        Phones.Message card = world.newest(ZHANG, "同意");
        cancelled();
        assertThat(ChatWorld.card(world.now(card)).toString()).contains(CANARY);

        world.says(ZHOU, "/erase " + NUMBER + " 确认");

        assertThat(ChatWorld.card(world.now(card)).toString())
                .doesNotContain(CANARY)
                .contains("已取消");
    }

    @Test
    void nobody_else_presses_the_button() {
        cancelled();
        world.says(ZHOU, "/erase " + NUMBER);
        assertThat(world.presses(WANG, world.last(ZHOU), "删除").toString()).contains("不是");
        world.deliver();
        assertThat(world.record(NUMBER).erased()).isNull();
    }

    @Test
    void a_record_under_way_is_not_erased() {
        world.approved();
        assertThat(said("/erase " + NUMBER)).isEqualTo(NUMBER + " 还在办（已审批）。办完了才能删");
        assertThat(said("/erase " + NUMBER + " 确认")).isEqualTo(NUMBER + " 还在办（已审批）。办完了才能删");
        assertThat(said("/erase FH-20261123-0099")).contains("没找到");
    }

    @Test
    void a_colleague_who_left_is_forgotten_after_a_question_and_called_a_former_one() {
        world.says(ZHOU, "/role set 审批人 feishu:chen");
        world.started();
        world.presses(CHEN, "同意");
        world.says(ZHOU, "/role set 审批人 feishu:zhang");
        assertThat(said("/member erase 小陈")).contains("小陈 和没办完的单子 " + NUMBER + " 有关");
        world.engine.handle(new CommandEnvelope(
                world.record(NUMBER).id(),
                new CommandId("cancel"),
                new FlowCommand.MoveToState("已取消", "不要了"),
                world.id(WANG),
                null));
        world.deliver();

        world.says(ZHOU, "/member erase 小陈");
        assertThat(world.lastCard(ZHOU).title()).isEqualTo("注销 小陈？");
        world.presses(ZHOU, "注销");

        assertThat(world.lastText(ZHOU)).isEqualTo("好的，这位同事的名字和账号删掉了");
        assertThat(said("/member list")).doesNotContain("小陈", "feishu:chen").contains("小王");
        assertThat(said("/audit " + NUMBER)).contains("已注销的同事").doesNotContain("小陈");
        assertThat(said("/member erase 小陈")).contains("没找到");
        assertThat(Objects.requireNonNull(world.record(NUMBER).items().getFirst())
                        .parts())
                .containsKey(world.members.of(CHEN).id());
    }

    /** 小陈 agreed, somebody else is the approver now, and the record is over. */
    private void chenHasLeft() {
        world.says(ZHOU, "/role set 审批人 feishu:chen");
        world.started();
        world.presses(CHEN, "同意");
        world.says(ZHOU, "/role set 审批人 feishu:zhang");
        cancelled();
    }

    private void assertNobodyKnowsChen() {
        world.chat.learnNames();
        world.deliver();
        assertThat(world.members.met(CHEN).orElseThrow().isErased()).isTrue();
        assertThat(said("/member list")).doesNotContain("小陈", "feishu:chen");
    }

    @Test
    void a_record_that_is_erased_after_them_brings_a_former_colleague_back_to_nobody() {
        chenHasLeft();
        Phones.Message last = world.last(CHEN);
        Object shown = ChatWorld.card(world.now(last));
        said("/member erase 小陈 确认");
        said("/erase " + NUMBER + " 确认");

        assertThat(world.record(NUMBER).erased()).isNotNull();
        assertThat(ChatWorld.card(world.now(last)))
                .as("nothing goes there any more")
                .isEqualTo(shown);
        assertNobodyKnowsChen();
    }

    @Test
    void an_answer_that_arrives_after_the_erasure_brings_nobody_back() {
        MemberId chen = world.id(CHEN);
        world.inbox.onMessage(new InboundMessage(
                "late",
                CHEN,
                "in-late",
                "chat",
                true,
                null,
                new MessageContent.Text("/help"),
                List.of(),
                world.clock.instant()));
        world.members.erase(chen, world.id(ZHOU), new ScheduleChange.Cancel(Lane.HANDOVER, "nothing"));
        world.deliver();

        assertThat(world.last(CHEN)).isNotNull();
        assertNobodyKnowsChen();
    }

    @Test
    void a_former_colleague_who_is_erased_after_the_record_stays_so_too() {
        chenHasLeft();
        said("/erase " + NUMBER + " 确认");
        said("/member erase 小陈 确认");

        assertNobodyKnowsChen();
    }

    @Test
    void naming_a_former_colleague_brings_nobody_back_but_their_own_word_does() {
        said("/member erase 小陈 确认");
        world.says(ZHOU, "/role set 审批人 @_user_1", new Mention("@_user_1", CHEN, "小陈"));
        assertThat(said("/role set 审批人 feishu:chen")).contains("没找到");

        assertNobodyKnowsChen();

        world.says(CHEN, "/help");
        assertThat(world.members.met(CHEN).orElseThrow().isErased()).isFalse();
    }

    @Test
    void the_button_pressed_again_says_again_that_they_are_erased() {
        String asked = "/member erase @" + world.id(CHEN);
        String again = asked + " 确认";
        String done = said(again);

        assertThat(done).isEqualTo("好的，这位同事的名字和账号删掉了");
        assertThat(said(again)).isEqualTo(done);
        assertThat(said("/member erase feishu:chen 确认")).isEqualTo(done);
        assertThat(said(asked)).contains("没找到");
    }

    @Test
    void who_holds_a_role_or_is_an_admin_is_not_erased() {
        assertThat(said("/member erase 小李")).isEqualTo("小李 还是“库管”。先用 /role set 换人，再注销");
        assertThat(said("/member erase 周管理")).isEqualTo("周管理 是管理员。先从设置里去掉，再注销");
        assertThat(world.members.nameOf(world.id(LI))).contains("小李");
        assertThat(world.members.nameOf(world.id(ZHANG))).contains("张总");
    }
}
