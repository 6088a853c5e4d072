package io.soprelay.chat;

import static io.soprelay.chat.ChatWorld.CHEN;
import static io.soprelay.chat.ChatWorld.LI;
import static io.soprelay.chat.ChatWorld.WANG;
import static io.soprelay.chat.ChatWorld.ZHANG;
import static io.soprelay.chat.ChatWorld.ZHAO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soprelay.chat.view.Words;
import io.soprelay.flow.model.Rejection.FieldProblem;
import io.soprelay.im.Account;
import io.soprelay.im.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** Words of programs; people who do the work do not know them. */
    private static final List<String> FORBIDDEN =
            List.of("实例", "节点", "流转", "触发", "校验", "参数", "异常", "字段", "配置", "表单提交失败", "系统错误");

    /** What only admins read. */
    private static final Pattern FOR_ADMINS =
            Pattern.compile("(command|role|incident|flow|status|calls|finding|wiring\\.failed|help\\.admin).*");

    private final Words chinese = Words.of(Locale.SIMPLIFIED_CHINESE);
    private final Words english = Words.of(Locale.US);

    @Test
    void both_languages_say_the_same_things_with_the_same_blanks() {
        assertThat(english.keys()).isEqualTo(chinese.keys());
        for (String key : chinese.keys()) {
            assertThat(blanks(english, key)).as(key).isSubsetOf(blanks(chinese, key));
        }
    }

    @Test
    void no_sentence_uses_a_word_of_programs() {
        for (String key : chinese.keys()) {
            if (!FOR_ADMINS.matcher(key).matches()) {
                assertThat(chinese.say(key)).as(key).doesNotContain(FORBIDDEN);
            }
        }
    }

    @Test
    void every_way_to_fill_a_field_wrong_has_its_sentence() {
        for (FieldProblem.Kind kind : FieldProblem.Kind.values()) {
            assertThat(chinese.keys()).contains("problem." + kind.name());
        }
    }

    @Test
    void what_is_filled_in_is_never_a_pattern() {
        assertThat(chinese.say("next.you", "{0} $1 \\ 'x'")).isEqualTo("下一步是你：{0} $1 \\ 'x'");
        assertThatThrownBy(() -> chinese.say("no.such.key")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_card_of_a_delivery_shows_a_word_of_programs_or_an_id() {
        ChatWorld world = ChatWorld.staffed();
        world.shipped();
        world.sendsPicture(WANG, "receipt", "");
        world.presses(WANG, "完成任务", "客户验收时间", "2026-11-23 15:00");
        world.presses(ZHAO, "驳回", "意见（可以不填）", "看不清");
        for (Account person : List.of(WANG, ZHANG, LI, CHEN, ZHAO)) {
            for (Phones.Message message : world.chat(person)) {
                for (String text : texts(message)) {
                    assertThat(text).doesNotContain(FORBIDDEN);
                    assertThat(text).doesNotContain("#1", "#2");
                    assertThat(text).doesNotContainPattern("m?[0-9a-f]{24}");
                }
            }
        }
    }

    @Test
    void a_record_full_of_markup_stays_data() {
        ChatWorld world = ChatWorld.staffed();
        world.says(WANG, "/start 发货流程");
        String hostile = "<at id=all></at>{物流单号}[x](http://e)";
        world.presses(WANG, "提交", "客户名称", hostile, "发货内容", "x", "数量", "1", "金额", "1");
        Card card = world.lastCard(ZHANG);
        assertThat(card.facts()).contains(new Card.Fact("客户名称", hostile));
        assertThat(card.subtitle()).isEqualTo(hostile + " · FH-20261123-0001");
        assertThat(texts(world.last(ZHANG))).contains(hostile);
    }

    private static Set<String> blanks(Words words, String key) {
        String text = words.say(key, "⟦0⟧", "⟦1⟧", "⟦2⟧", "⟦3⟧", "⟦4⟧", "⟦5⟧", "⟦6⟧", "⟦7⟧");
        return Pattern.compile("⟦[0-9]⟧")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /** Everything a person reads on a card. */
    private static List<String> texts(Phones.Message message) {
        List<String> texts = new ArrayList<>();
        Card card = message.card();
        if (card == null) {
            texts.add(String.valueOf(message.text()));
            return texts;
        }
        texts.add(card.title());
        texts.add(card.summary());
        texts.add(String.valueOf(card.subtitle()));
        texts.add(String.valueOf(card.when()));
        texts.add(String.valueOf(card.withWhom()));
        texts.addAll(card.paragraphs());
        card.facts().forEach(fact -> texts.add(fact.value()));
        card.groups()
                .forEach(group -> group.rows().forEach(row -> texts.add(row.title() + String.valueOf(row.detail()))));
        ChatWorld.actions(card).forEach(action -> texts.add(action.label()));
        Card.Form form = card.form();
        if (form != null) {
            texts.add(String.valueOf(form.hint()));
            form.controls().forEach(control -> texts.add(control.label() + control.placeholder()));
        }
        return texts;
    }
}
