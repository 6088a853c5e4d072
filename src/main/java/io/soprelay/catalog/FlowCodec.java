package io.soprelay.catalog;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.soprelay.flow.definition.ApprovalPolicy;
import io.soprelay.flow.definition.DueRule;
import io.soprelay.flow.definition.FieldKind;
import io.soprelay.flow.definition.FlowDefinition;
import io.soprelay.flow.definition.Opener;
import io.soprelay.flow.definition.PeopleVariable;
import io.soprelay.flow.definition.TransitionGuard;
import io.soprelay.flow.definition.WorkItemDefinition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored form of a definition: JSON with keys in the order of the components and sorted maps, the same text for the same definition on every machine. The
 * version is kept beside it, so that a file which did not change has the hash it had before.
 */
public final class FlowCodec {
    /** Raised with every change that an older release could not read. */
    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .changeDefaultPropertyInclusion(
                    any -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .addMixIn(FieldKind.class, FieldKinds.class)
            .addMixIn(PeopleVariable.class, PeopleVariables.class)
            .addMixIn(DueRule.class, DueRules.class)
            .addMixIn(Opener.class, Openers.class)
            .addMixIn(ApprovalPolicy.class, ApprovalPolicies.class)
            .addMixIn(WorkItemDefinition.class, WorkItems.class)
            .addMixIn(TransitionGuard.class, Questions.class)
            .addMixIn(FieldKind.Text.class, Questions.class)
            .build();

    private FlowCodec() {}

    public static String write(FlowDefinition flow) {
        ObjectNode definition = JSON.valueToTree(flow);
        definition.remove("version");
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("format", FORMAT);
        envelope.set("flow", definition);
        return JSON.writeValueAsString(envelope);
    }

    /** @throws IllegalArgumentException if the text is not a definition in a format this release knows */
    public static FlowDefinition read(String canonical, int version) {
        try {
            JsonNode envelope = JSON.readTree(canonical);
            int format = envelope.path("format").asInt(0);
            if (format != FORMAT || !(envelope.get("flow") instanceof ObjectNode definition)) {
                throw new IllegalArgumentException(
                        "Stored flow has format " + format + ", this release reads " + FORMAT);
            }
            definition.put("version", version);
            return JSON.treeToValue(definition, FlowDefinition.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Stored flow cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    // The core knows no Jackson: how its sealed types are told apart in JSON stands here.

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = FieldKind.Text.class, name = "text"),
        @JsonSubTypes.Type(value = FieldKind.Number.class, name = "number"),
        @JsonSubTypes.Type(value = FieldKind.Money.class, name = "money"),
        @JsonSubTypes.Type(value = FieldKind.Date.class, name = "date"),
        @JsonSubTypes.Type(value = FieldKind.DateTime.class, name = "datetime"),
        @JsonSubTypes.Type(value = FieldKind.Choice.class, name = "choice"),
        @JsonSubTypes.Type(value = FieldKind.MultiChoice.class, name = "multi-choice"),
        @JsonSubTypes.Type(value = FieldKind.Person.class, name = "person"),
        @JsonSubTypes.Type(value = FieldKind.Attachment.class, name = "attachment"),
        @JsonSubTypes.Type(value = FieldKind.Reference.class, name = "reference"),
        @JsonSubTypes.Type(value = FieldKind.RollUp.class, name = "rollup")
    })
    private interface FieldKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PeopleVariable.Owner.class, name = "owner"),
        @JsonSubTypes.Type(value = PeopleVariable.Participant.class, name = "participant"),
        @JsonSubTypes.Type(value = PeopleVariable.Role.class, name = "role"),
        @JsonSubTypes.Type(value = PeopleVariable.PersonField.class, name = "person"),
        @JsonSubTypes.Type(value = PeopleVariable.Manager.class, name = "manager"),
        @JsonSubTypes.Type(value = PeopleVariable.Admins.class, name = "admins")
    })
    private interface PeopleVariables {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = DueRule.AtTime.class, name = "at"),
        @JsonSubTypes.Type(value = DueRule.AfterField.class, name = "after-field"),
        @JsonSubTypes.Type(value = DueRule.After.class, name = "after")
    })
    private interface DueRules {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Opener.Entered.class, name = "entered"),
        @JsonSubTypes.Type(value = Opener.Completed.class, name = "completed"),
        @JsonSubTypes.Type(value = Opener.Rejected.class, name = "rejected")
    })
    private interface Openers {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ApprovalPolicy.InSequence.class, name = "in-sequence"),
        @JsonSubTypes.Type(value = ApprovalPolicy.AnyOf.class, name = "any-of"),
        @JsonSubTypes.Type(value = ApprovalPolicy.AllOf.class, name = "all-of"),
        @JsonSubTypes.Type(value = ApprovalPolicy.Quorum.class, name = "quorum")
    })
    private interface ApprovalPolicies {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = WorkItemDefinition.Task.class, name = "task"),
        @JsonSubTypes.Type(value = WorkItemDefinition.Approval.class, name = "approval"),
        @JsonSubTypes.Type(value = WorkItemDefinition.Notice.class, name = "notice")
    })
    private interface WorkItems {}

    /** {@code isManual()} is a question, not the property {@code manual}; so is {@code isPersonal()}. */
    @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
    private interface Questions {}
}
