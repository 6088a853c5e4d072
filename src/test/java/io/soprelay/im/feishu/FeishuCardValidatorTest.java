package io.soprelay.im.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FeishuCardValidatorTest {
    private static final String TEXT = "{'tag':'plain_text','content':'好'}";

    private static String chart(String type, String values) {
        return "{'tag':'chart','chart_spec':{'type':'" + type + "','data':{'values':[" + values
                + "]},'xField':'x','yField':'y'}}";
    }

    private static final String SUBMIT = "{'tag':'button','name':'s','text':" + TEXT + ",'form_action_type':'submit'}";
    private static final String DIV = "{'tag':'div','text':" + TEXT + "}";

    private final FeishuCardValidator validator = new FeishuCardValidator();

    @Test
    void takes_a_card_without_fault() {
        assertThat(problems(
                        DIV,
                        "{'tag':'hr'}",
                        "{'tag':'column_set','columns':[{'tag':'column','width':'weighted','weight':1,'elements':["
                                + DIV + "]}]}",
                        "{'tag':'form','name':'f','elements':[{'tag':'input','name':'i','max_length':10}," + SUBMIT
                                + "]}"))
                .isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("there is no 'note'", "{'tag':'note','elements':[]}"),
                fault("leftover of JSON 1.0", "{'tag':'action','actions':[]}"),
                fault(
                        "button has no property 'value' (a leftover",
                        "{'tag':'button','text':" + TEXT + ",'value':{'a':'b'}}"),
                fault("div has no property 'contents'", "{'tag':'div','contents':" + TEXT + "}"),
                fault("hr has no property 'colour'", "{'tag':'hr','colour':'red'}"),
                fault(
                        "text has no property 'size'",
                        "{'tag':'div','text':{'tag':'plain_text','content':'好','size':'big'}}"),
                fault("markdown needs 'content'", "{'tag':'markdown'}"),
                fault("chart needs 'chart_spec'", "{'tag':'chart'}"),
                fault("there are [bar, line] here, but was 'pie'", chart("pie", "{'x':'a','y':1}")),
                fault("a chart needs data.values", chart("bar", "")),
                fault("needs a text 'x' and a number 'y'", chart("bar", "{'x':'a','y':'1'}")),
                fault(
                        "a chart may not stand in a form",
                        "{'tag':'form','name':'f','elements':[" + chart("bar", "{'x':'a','y':1}") + "," + SUBMIT
                                + "]}"),
                fault(
                        "6 charts, at most 5",
                        String.join(",", Collections.nCopies(6, chart("line", "{'x':'a','y':1}")))),
                fault("must be string", "{'tag':'markdown','content':3}"),
                fault("must be default|primary", "{'tag':'button','text':" + TEXT + ",'type':'loud'}"),
                fault(
                        "must be strings",
                        "{'tag':'button','text':" + TEXT + ",'behaviors':[{'type':'callback','value':'x'}]}"),
                fault(
                        "must be strings",
                        "{'tag':'button','text':" + TEXT + ",'behaviors':[{'type':'callback','value':{'n':1}}]}"),
                fault(
                        "a callback needs a value",
                        "{'tag':'button','text':" + TEXT + ",'behaviors':[{'type':'callback'}]}"),
                fault("confirm needs 'title'", "{'tag':'button','text':" + TEXT + ",'confirm':{'text':" + TEXT + "}}"),
                fault("form_action_type outside a form", SUBMIT),
                fault("a form needs a button", "{'tag':'form','name':'f','elements':[" + DIV + "]}"),
                fault(
                        "a form may only stand at the root",
                        inColumn("{'tag':'form','name':'f','elements':[" + SUBMIT + "]}")),
                fault("a table may only stand at the root", inColumn("{'tag':'table','columns':[],'rows':[]}")),
                fault("a multi_select_static may only stand in a form", "{'tag':'multi_select_static','options':[]}"),
                fault("a input needs a name", "{'tag':'form','name':'f','elements':[{'tag':'input'}," + SUBMIT + "]}"),
                fault("a form needs a name", "{'tag':'form','name':'','elements':[" + SUBMIT + "]}"),
                fault(
                        "the name 's' is used twice",
                        "{'tag':'form','name':'f','elements':[" + SUBMIT + "," + SUBMIT + "]}"),
                fault("element_id 'e' is used twice", "{'tag':'hr','element_id':'e'}", "{'tag':'hr','element_id':'e'}"),
                fault("element_id '1e' must be", "{'tag':'hr','element_id':'1e'}"),
                fault(
                        "text: 101 characters",
                        "{'tag':'button','text':{'tag':'plain_text','content':'" + "好".repeat(101) + "'}}"),
                fault(
                        "placeholder: 101 characters",
                        "{'tag':'input','placeholder':{'tag':'plain_text','content':'" + "好".repeat(101) + "'}}"),
                fault("max_length must be 1 to 1000, but was 1001", "{'tag':'input','max_length':1001}"),
                fault("max_length must be 1 to 1000, but was 0", "{'tag':'input','max_length':0}"),
                fault(
                        "default_value has 3 characters, max_length is 2",
                        "{'tag':'input','max_length':2,'default_value':'abc'}"),
                fault("nested 6 deep", nested(6)),
                fault("6 tables, at most 5", repeated("{'tag':'table','columns':[],'rows':[]}", 6)),
                fault("203 elements, at most 200", repeated(DIV, 101)),
                fault("bytes, at most 30720", "{'tag':'markdown','content':'" + "好".repeat(10_300) + "'}"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void finds_the_fault(String expected, List<String> elements) {
        assertThat(problems(elements.toArray(String[]::new)))
                .anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void finds_faults_of_the_frame_and_names_all_at_once() {
        assertThat(validator.problems(FeishuJson.CARDS.readTree("""
                        {"schema":"1.0","config":{"update_multi":false,"wide_screen_mode":true},"elements":[],"header":
                         {"title":{"tag":"plain_text","content":"x"},"template":"#ff0000"},"body":{"elements":[{"tag":"note"}]}}
                        """)))
                .anySatisfy(problem -> assertThat(problem).startsWith("card.schema must be 2.0"))
                .anySatisfy(problem -> assertThat(problem).contains("update_multi must be true"))
                .anySatisfy(problem -> assertThat(problem).contains("'wide_screen_mode' (a leftover"))
                .anySatisfy(problem -> assertThat(problem).contains("card has no property 'elements' (a leftover"))
                .anySatisfy(problem -> assertThat(problem).contains("card.header.template must be"))
                .anySatisfy(problem -> assertThat(problem).contains("no 'note'"))
                .hasSize(6);
    }

    private List<String> problems(String... elements) {
        String card = "{'schema':'2.0','config':{'update_multi':true},'header':{'title':" + TEXT
                + "},'body':{'elements':[" + String.join(",", elements) + "]}}";
        return validator.problems(FeishuJson.CARDS.readTree(card.replace('\'', '"')));
    }

    private static Arguments fault(String expected, String... elements) {
        return Arguments.of(expected, List.of(elements));
    }

    private static String inColumn(String element) {
        return "{'tag':'column_set','columns':[{'tag':'column','elements':[" + element + "]}]}";
    }

    private static String nested(int depth) {
        String inner = DIV;
        for (int i = 0; i < depth; i++) {
            inner = "{'tag':'interactive_container','behaviors':[],'elements':[" + inner + "]}";
        }
        return inner;
    }

    private static String repeated(String element, int times) {
        return IntStream.range(0, times).mapToObj(i -> element).collect(Collectors.joining(","));
    }
}
