package io.soprelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.SopDocument;
import io.soprelay.flow.definition.StateKind;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedFlowsTest {
    private static final Path FOLDER = Path.of("config/flows");

    @Test
    void both_lint_clean() throws IOException {
        for (FlowReader.Read read : read()) {
            assertThat(read.problems()).isEmpty();
            assertThat(read.definition()).isPresent();
        }
    }

    @Test
    void whatever_stands_in_the_folder_lints_clean_together() throws IOException {
        List<FlowFile> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (Path path : all.filter(each -> each.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.add(file(path.getFileName().toString()));
            }
        }
        assertThat(problems(files)).isEmpty();
    }

    @Test
    void the_flow_of_the_how_to_lints_clean_as_it_stands_there() throws IOException {
        String page = Files.readString(Path.of("docs/how-to.md"));
        String block = page.substring(page.indexOf("```yaml") + 8, page.indexOf("   ```\n2. **Check it**"));
        String flow = block.lines().map(line -> line.replaceFirst("^   ", "")).collect(Collectors.joining("\n"));

        assertThat(flow).contains("flow: purchase");
        assertThat(problems(List.of(file("delivery.yaml"), file("return.yaml"), new FlowFile("purchase.yaml", flow))))
                .isEmpty();
    }

    private static List<String> problems(List<FlowFile> files) {
        return new FlowReader(new FeelConditions())
                .read(files).stream()
                        .flatMap(read -> read.problems().stream())
                        .map(Object::toString)
                        .toList();
    }

    @Test
    void the_delivery_is_as_the_design_settles_it() throws IOException {
        FlowDefinition delivery = read().getFirst().definition().orElseThrow();

        assertThat(delivery.initialState().id()).isEqualTo("待审批");
        assertThat(delivery.state("已审批").aliases()).containsExactly("审批通过");
        assertThat(delivery.state("已验收").kind()).isEqualTo(StateKind.SETTLED);
        assertThat(delivery.startForm()).extracting(field -> field.field()).containsExactly("客户名称", "发货内容", "数量", "金额");
        assertThat(delivery.transitions())
                .extracting(rule -> rule.id())
                .containsExactly("approved", "shipped", "delivered", "accepted", "cancelled", "returned");
    }

    @Test
    void every_task_and_approval_says_how() throws IOException {
        for (FlowReader.Read read : read()) {
            for (WorkItemDefinition item : read.definition().orElseThrow().items()) {
                List<String> steps = switch (item) {
                    case WorkItemDefinition.Task task -> task.guide().steps();
                    case WorkItemDefinition.Approval approval ->
                        approval.guide().steps();
                    case WorkItemDefinition.Notice notice -> List.of(notice.text());
                };
                assertThat(steps).as(item.key()).isNotEmpty();
            }
        }
    }

    @Test
    void the_sop_document_has_all_seven_parts() throws IOException {
        for (FlowReader.Read read : read()) {
            SopDocument sop = read.definition().orElseThrow().sop();
            assertThat(sop.purposeAndScope()).isNotBlank();
            assertThat(sop.responsibilities()).isNotEmpty();
            assertThat(sop.steps()).isNotEmpty();
            assertThat(sop.instructions()).isNotEmpty();
            assertThat(sop.qualityControl()).isNotEmpty();
            assertThat(sop.recordsAndDocuments()).isNotEmpty();
            assertThat(sop.reviewAndApproval()).isNotBlank();
        }
    }

    static List<FlowReader.Read> read() throws IOException {
        return new FlowReader(new FeelConditions()).read(List.of(file("delivery.yaml"), file("return.yaml")));
    }

    static FlowFile file(String name) throws IOException {
        return new FlowFile(name, Files.readString(FOLDER.resolve(name)));
    }
}
