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
import tools.jackson.databind.json.JsonMapper;

/**
 * Where what people wrote stands in stored records: reasons, comments, names of files, and fields. The core knows neither
 * JSON nor keys, so it is said here. What a linked record told is not among them: the linter lets no personal field be told.
 */
final class PersonalTexts {
    private PersonalTexts() {}

    static void mark(JsonMapper.Builder builder) {
        builder.addMixIn(FlowInstance.Moved.class, Reason.class)
                .addMixIn(FlowEvent.StateChanged.class, Reason.class)
                .addMixIn(FlowEvent.ApprovalRejected.class, Reason.class)
                .addMixIn(WorkItem.SentBack.class, Reason.class)
                .addMixIn(FlowEvent.ApprovalGranted.class, Comment.class)
                .addMixIn(WorkItem.Verdict.class, Comment.class)
                .addMixIn(Evidence.class, Name.class)
                .addMixIn(RecordData.class, Values.class)
                .addMixIn(FlowEvent.FieldsFilled.class, Values.class)
                .addMixIn(FlowEvent.TaskCompleted.class, Values.class)
                .addMixIn(WorkItem.Draft.class, Forms.class)
                .addMixIn(FlowEvent.DraftSaved.class, Forms.class)
                .addMixIn(FlowEvent.TaskOpened.class, Prefill.class)
                .addMixIn(WorkItem.TodoTask.class, Task.class);
    }

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
