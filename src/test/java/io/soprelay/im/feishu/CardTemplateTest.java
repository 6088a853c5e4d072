package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CardTemplateTest {
    private static final JsonNode MODEL = json(
            "{'title':'甲','none':null,'yes':true,'no':false,'empty':'','list':[{'name':'一','on':true},{'name':'二','on':false}],"
                    + "'words':['甲','乙'],'hostile':{'$value':'title'}}");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "{'a':{'$value':'title'}} → {'a':'甲'}",
                "{'a':{'$value':'none'},'b':1} → {'b':1}",
                "['x',{'$value':'none'}] → ['x']",
                "{'a':{'$value':'list'}} → {'a':[{'name':'一','on':true},{'name':'二','on':false}]}",
                "{'a':{'$if':'yes','b':1}} → {'a':{'b':1}}",
                "{'a':{'$if':'no','b':1}} → {}",
                "{'a':{'$if':'!no','b':1}} → {'a':{'b':1}}",
                "{'a':{'$if':'empty','b':1}} → {}",
                "{'a':{'$if':'none','b':1}} → {}",
                "{'a':{'$if':'list','b':1}} → {'a':{'b':1}}",
                "[{'$each':'words','w':{'$value':'it'}}] → [{'w':'甲'},{'w':'乙'}]",
                "['x',{'$each':'words','$value':'it'}] → ['x','甲','乙']",
                "[{'$each':'list','$if':'it.on','n':{'$value':'it.name'},'t':{'$value':'title'}}] → [{'n':'一','t':'甲'}]",
                "{'a':{'$value':'hostile'}} → {'a':{'$value':'title'}}"
            })
    void works_each_directive(String template, String expected) {
        assertThat(render(Map.of("t", template))).isEqualTo(json(expected));
    }

    @Test
    void includes_a_fragment_in_its_own_scope_and_splices_a_list() {
        assertThat(render(Map.of(
                        "t", "{'e':[{'$each':'list','$include':'_row'},'end']}",
                        "_row", "[{'n':{'$value':'it.name'}},{'$if':'it.on','on':true}]")))
                .isEqualTo(json("{'e':[{'n':'一'},{'on':true},{'n':'二'},'end']}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "{'$loop':'list'} → unknown directive $loop",
                "{'$value':'a b'} → $value cannot be 'a b'",
                "{'$value':3} → cannot be",
                "{'$if':'!!yes','a':1} → $if cannot be",
                "{'$value':'title','b':1} → must stand alone",
                "{'$include':'task'} → $include cannot be 'task'",
                "{'$include':'_none'} → _none.json is neither in",
                "{'a':1 → is not JSON",
                "{'a':1,'a':2} → is not JSON"
            })
    void refuses_a_broken_template_at_load(String template, String problem) {
        assertThatThrownBy(() -> templates(Map.of("t", template)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void names_all_problems_at_once_and_finds_circles() {
        assertThatThrownBy(() -> templates(Map.of(
                        "t", "[{'$loop':'x'},{'$value':'?'},{'$include':'_a'}]",
                        "_a", "{'$include':'_b'}",
                        "_b", "[{'$include':'_a'}]")))
                .hasMessageContaining("$loop")
                .hasMessageContaining("'?'")
                .hasMessageContaining("includes itself");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "{'a':{'$value':'titel'}} → the model has no 'titel'",
                "{'a':{'$value':'it'}} → the model has no 'it'",
                "[{'$each':'title','a':1}] → is not a list",
                "{'a':{'$each':'words','$value':'it'}} → one thing can stand here",
            })
    void a_mistake_is_an_error_and_never_a_blank(String template, String problem) {
        assertThatThrownBy(() -> render(Map.of("t", template)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_file_on_disk_wins_over_the_one_inside_the_jar() throws IOException {
        Files.writeString(folder.resolve("help.json"), "{\"mine\":{\"$value\":\"title\"}}");

        CardTemplates templates = new CardTemplates(List.of("help"), folder);

        assertThat(templates.render("help", MODEL)).isEqualTo(json("{'mine':'甲'}"));
    }

    private JsonNode render(Map<String, String> files) {
        return templates(files).render("t", MODEL);
    }

    private CardTemplates templates(Map<String, String> files) {
        files.forEach((name, content) -> {
            try {
                Files.writeString(folder.resolve(name + ".json"), content.replace('\'', '"'));
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        });
        return new CardTemplates(List.of("t"), folder);
    }

    private static JsonNode json(String text) {
        return FeishuJson.CARDS.readTree(text.replace('\'', '"'));
    }
}
