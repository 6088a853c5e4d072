package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHOU;
import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.incident.IncidentKind;
import io.soprelay.ledger.AggregateId;
import io.soprelay.ledger.Basis;
import io.soprelay.ledger.Commit;
import io.soprelay.ledger.StoredHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An admin asks whether what is stored is what happened. */
class AuditCommandTest {
    private static final String NUMBER = "FH-20261123-0001";

    private final ChatWorld world = ChatWorld.staffed();
    private AggregateId id;

    @BeforeEach
    void an_approved_delivery() {
        world.approved();
        id = new AggregateId(
                AggregateId.Kind.FLOW, world.engine.idOf(NUMBER).orElseThrow().value());
    }

    private String said(String line) {
        world.says(ZHOU, line);
        // An incident's card may come after the answer.
        return world.chat(ZHOU).stream()
                .map(message -> message.text())
                .filter(Objects::nonNull)
                .toList()
                .getLast();
    }

    private void changeEntry(int at) {
        StoredHistory stored = world.ledger.inspect(id);
        List<byte[]> entries = new ArrayList<>(stored.entries());
        byte[] changed = entries.get(at).clone();
        changed[changed.length - 3] ^= 1;
        entries.set(at, changed);
        world.ledger.overwrite(id, new StoredHistory(stored.version(), stored.state(), stored.seal(), entries));
    }

    @Test
    void every_entry_is_listed_and_said_to_be_as_it_was_written() {
        assertThat(said("/audit " + NUMBER))
                .startsWith(NUMBER + "：2 条操作记录，全部完好\n1. ")
                .contains("小王", "\n2. ", "张总")
                .doesNotContain("⚠️");
        assertThat(said("/审计" + NUMBER)).contains("全部完好");
        assertThat(said("/audit FH-20261123-0099")).contains("没找到");
        assertThat(said("/audit")).contains("这样写", "/audit verify");
    }

    @Test
    void an_entry_that_was_changed_is_named_also_when_it_cannot_be_read() {
        changeEntry(0);
        assertThat(said("/audit " + NUMBER))
                .startsWith(NUMBER + "：2 条操作记录，有的不是原来的样子\n⚠️ 第 1 条被改过")
                .contains("\n⚠️ 1. ")
                .doesNotContain("⚠️ 2. ");
    }

    @Test
    void a_state_that_cannot_be_read_does_not_keep_its_history_from_being_looked_at() {
        StoredHistory stored = world.ledger.inspect(id);
        world.ledger.overwrite(
                id, new StoredHistory(stored.version(), new byte[] {'1', '{'}, stored.seal(), stored.entries()));
        assertThat(said("/audit " + NUMBER)).contains("现在的内容不是最后一条留下的", "2 条操作记录");
    }

    @Test
    void all_histories_are_looked_at_and_what_was_changed_is_an_incident() {
        assertThat(said("/audit verify")).startsWith("查完了：").endsWith("全部完好");
        assertThat(world.incidents.open()).isEmpty();

        changeEntry(1);

        assertThat(said("/audit verify")).contains("有对不上的", NUMBER + "：第 2 条被改过");
        assertThat(world.incidents.openByKind()).containsEntry(IncidentKind.HISTORY, 1);
        assertThat(said("/审计 核对")).contains("第 2 条被改过");
        assertThat(world.incidents.openByKind()).containsEntry(IncidentKind.HISTORY, 1);
    }

    @Test
    void a_record_that_is_gone_is_missed() {
        said("/audit verify");
        world.ledger.overwrite(id, new StoredHistory(0, null, null, List.of()));
        assertThat(said("/audit verify")).contains("应该有", "有的被删了");
        assertThat(world.incidents.openByKind()).containsEntry(IncidentKind.HISTORY, 1);
    }

    @ParameterizedTest
    @EnumSource(AggregateId.Kind.class)
    void a_history_of_any_kind_that_does_not_fit_is_called_by_a_word(AggregateId.Kind kind) {
        AggregateId one = new AggregateId(kind, "x");
        byte[] opaque = {'1'};
        world.ledger.commit(new Commit(one, "c", Basis.NEW, opaque, opaque, "made", false, List.of()));
        StoredHistory stored = world.ledger.inspect(one);
        world.ledger.overwrite(one, new StoredHistory(2, stored.state(), stored.seal(), stored.entries()));

        assertThat(said("/audit verify")).contains("：应该有 2 条，现在有 1 条").doesNotContain(kind.name());
    }

    @Test
    void nobody_else_is_told_anything() {
        world.says(WANG, "/audit " + NUMBER);
        assertThat(world.lastText(WANG)).contains("管理员").doesNotContain("完好");
    }
}
