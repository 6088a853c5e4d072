package io.soprelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema helps editors; it must never refuse what the reader takes, and should know its shapes. */
class FlowSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"delivery.yaml", "return.yaml"})
    void the_shipped_flows_fit(String name) throws IOException {
        assertThat(problems(ShippedFlowsTest.file(name).text())).isEmpty();
    }

    @Test
    void shapes_the_reader_takes_fit() throws IOException {
        String text = ShippedFlowsTest.file("delivery.yaml")
                .text()
                .replace("policy: any-of", "policy: {quorum: 2}")
                .replace("remind: [at-due]", "remind: [at-due, {before: PT2H}, {after: P1D}]")
                .replace("due: {at: \"18:00\"}", "due: {plus: PT4H}")
                .replace("to: owner", "to: {manager: owner}")
                .replace("出库负责人: {type: person}", "出库负责人: {type: person}\n  优先级: {type: choice, options: [高, 低]}");

        assertThat(new FlowReader(new io.soprelay.catalog.feel.FeelConditions())
                        .read(List.of(new FlowFile("x.yaml", text), ShippedFlowsTest.file("return.yaml")))
                        .getFirst()
                        .problems())
                .isEmpty();
        assertThat(problems(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: settled|kind: setled",
                "prefix: FH|prefix: fh",
                "type: money|type: monney",
                "{type: person}|{type: person, max: 3}",
                "assignee: participant|assignee: 小李",
                "at: \"18:00\"|at: 6pm",
                "opens: {completed: accept}|opens: {finished: accept}",
                "format: 1 |format: 2 ",
                "flow: delivery |flow: 发货 ",
                "by: [owner, admins], label: 取消这张单子|by: [owner, admins]"
            })
    void slips_in_shape_are_found(String right, String wrong) throws IOException {
        String text = ShippedFlowsTest.file("delivery.yaml").text();
        assertThat(text).contains(right);

        assertThat(problems(text.replace(right, wrong))).isNotEmpty();
    }

    private static List<Error> problems(String yaml) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("config/flows/flow.schema.json")));
        return schema.validate(yaml, InputFormat.YAML);
    }
}
