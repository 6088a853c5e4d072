package io.soprelay.codec;

import io.soprelay.flow.model.Evidence;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowInstance;
import io.soprelay.flow.model.RecordData;
import io.soprelay.flow.model.WorkItem;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Where what people wrote stands in stored records: reasons, comments, names of files, and fields. The core knows neither
 * JSON nor keys, so it is said here. What a linked record told is not among them: the linter lets no personal field be told.
 */
final class PersonalTexts {
    /** By type, an interface whose methods name the components that are hidden. */
    static final Map<Class<?>, Class<?>> MARKS = Map.ofEntries(
            Map.entry(FlowInstance.Moved.class, Reason.class),
            Map.entry(FlowEvent.StateChanged.class, Reason.class),
            Map.entry(FlowEvent.ApprovalRejected.class, Reason.class),
            Map.entry(WorkItem.SentBack.class, Reason.class),
            Map.entry(FlowEvent.ApprovalGranted.class, Comment.class),
            Map.entry(WorkItem.Verdict.class, Comment.class),
            Map.entry(Evidence.class, Name.class),
            Map.entry(RecordData.class, Values.class),
            Map.entry(FlowEvent.FieldsFilled.class, Values.class),
            Map.entry(FlowEvent.TaskCompleted.class, Values.class),
            Map.entry(WorkItem.Draft.class, Forms.class),
            Map.entry(FlowEvent.DraftSaved.class, Forms.class),
            Map.entry(FlowEvent.TaskOpened.class, Prefill.class),
            Map.entry(WorkItem.TodoTask.class, Task.class));

    private PersonalTexts() {}

    private interface Reason {
        @Hidden
        String reason();
    }

    private interface Comment {
        @Hidden
        String comment();
    }

    private interface Name {
        @Hidden
        String name();
    }

    private interface Values {
        @JsonSerialize(using = HiddenTexts.ValuesWriter.class)
        @JsonDeserialize(using = HiddenTexts.ValuesReader.class)
        Map<String, FieldValue> values();
    }

    private interface Forms {
        @JsonSerialize(using = HiddenTexts.FormsWriter.class)
        @JsonDeserialize(using = HiddenTexts.FormsReader.class)
        Map<String, List<String>> values();
    }

    private interface Prefill {
        @JsonSerialize(using = HiddenTexts.FormsWriter.class)
        @JsonDeserialize(using = HiddenTexts.FormsReader.class)
        Map<String, List<String>> prefill();
    }

    private interface Task extends Prefill {
        @JsonSerialize(using = HiddenTexts.ValuesWriter.class)
        @JsonDeserialize(using = HiddenTexts.ValuesReader.class)
        Map<String, FieldValue> result();
    }
}
