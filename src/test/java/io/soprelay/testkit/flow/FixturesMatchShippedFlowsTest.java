package io.soprelay.testkit.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.catalog.FlowFile;
import io.soprelay.catalog.FlowReader;
import io.soprelay.catalog.feel.FeelConditions;
import io.soprelay.flow.definition.FieldDefinition;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.StateDefinition;
import io.soprelay.flow.definition.TaskGuide;
import io.soprelay.flow.definition.WorkItemDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the core's tests prove about the fixtures holds for the shipped files: they differ in words only. */
class FixturesMatchShippedFlowsTest {
    private static final Path FOLDER = Path.of("config/flows");

    @Test
    void the_fixtures_behave_as_the_shipped_flows() throws IOException {
        List<FlowDefinition> shipped = new FlowReader(new FeelConditions())
                .read(List.of(file("delivery.yaml"), file("return.yaml"))).stream()
                        .map(read -> wordless(read.definition().orElseThrow()))
                        .toList();
        assertThat(shipped.get(0)).isEqualTo(wordless(DeliveryFlow.definition()));
        assertThat(shipped.get(1)).isEqualTo(wordless(ReturnFlow.definition()));
    }

    private static FlowFile file(String name) throws IOException {
        return new FlowFile(name, Files.readString(FOLDER.resolve(name)));
    }

    private static FlowDefinition wordless(FlowDefinition flow) {
        return new FlowDefinition(
                flow.key(),
                1,
                flow.name(),
                flow.aliases(),
                flow.numberPrefix(),
                flow.titleField(),
                Definitions.NO_SOP,
                flow.fields().stream()
                        .map(field -> new FieldDefinition(field.id(), field.id(), field.kind(), ""))
                        .toList(),
                flow.startForm(),
                flow.participant(),
                flow.states().stream()
                        .map(state -> new StateDefinition(state.id(), state.kind(), List.of(), ""))
                        .toList(),
                flow.transitions(),
                flow.items().stream()
                        .map(FixturesMatchShippedFlowsTest::wordless)
                        .toList(),
                flow.linkedStarts());
    }

    private static WorkItemDefinition wordless(WorkItemDefinition item) {
        return switch (item) {
            case WorkItemDefinition.Task task ->
                new WorkItemDefinition.Task(
                        task.key(),
                        task.title(),
                        task.openers(),
                        task.assignee(),
                        task.creator(),
                        task.due(),
                        task.reminders(),
                        TaskGuide.NONE,
                        task.form(),
                        List.of(),
                        "",
                        task.closesWithState());
            case WorkItemDefinition.Approval approval ->
                new WorkItemDefinition.Approval(
                        approval.key(),
                        approval.title(),
                        approval.openers(),
                        approval.approvers(),
                        approval.policy(),
                        approval.due(),
                        approval.reminders(),
                        TaskGuide.NONE,
                        List.of(),
                        approval.closesWithState());
            case WorkItemDefinition.Notice notice ->
                new WorkItemDefinition.Notice(notice.key(), notice.title(), notice.openers(), notice.to(), "");
        };
    }
}
