package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a pressed form carries, in the words of the core. */
class FeishuFormValuesTest {

    @Test
    void several_choices_are_several_texts() {
        assertThat(read("{\"包装\":[\"箱\",\"托\"],\"备注\":\"轻放\"}"))
                .isEqualTo(Map.of("包装", List.of("箱", "托"), "备注", List.of("轻放")));
    }

    @Test
    void emptied_fields_are_left_out_however_the_platform_says_it() {
        assertThat(read("{\"a\":\"\",\"b\":[],\"c\":null,\"d\":[\"\"]}")).isEmpty();
    }

    @Test
    void what_was_picked_keeps_its_day_and_its_offset() {
        assertThat(read("{\"day\":\"2026-05-01 +0800\",\"moment\":\"2026-05-01 09:30 +0800\"}"))
                .isEqualTo(Map.of("day", List.of("2026-05-01"), "moment", List.of("2026-05-01 09:30 +08:00")));
    }

    private static Map<String, List<String>> read(String formValue) {
        return FeishuFormValues.of(FeishuJson.CARDS.readTree(formValue));
    }
}
