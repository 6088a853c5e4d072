package io.soprelay.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.soprelay.flow.model.FlowCommit;
import io.soprelay.flow.model.FlowInstance;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every place in a stored record where a text can stand is hidden, or known to hold no words of a person. */
class PersonalTextsTest {

    /** Names that flows, the bot or hashes give; and what {@code PersonalTexts} says why it is none. */
    private static final Set<String> NO_WORDS_OF_PERSONS = Set.of(
            "Basis.role",
            "Choices.values",
            "CommandId.value",
            "Evidence.sha256",
            "EvidenceAdded.field",
            "EvidenceAttached.field",
            "FieldsCleared.fields",
            "FlowId.value",
            "FlowInstance.flow",
            "FlowInstance.number",
            "FlowInstance.state",
            "FlowStarted.flow",
            "FlowStarted.number",
            "FlowStarted.state",
            "ItemId.key",
            "Link.flow",
            "Link.number",
            "LinkedRecord.flow",
            "LinkedRecord.number",
            "LinkedRecord.state",
            "LinkedRecord.values",
            "MemberId.value",
            "NoticeGiven.notice",
            "StateChanged.from",
            "StateChanged.rule",
            "StateChanged.to",
            // Hidden where the field is personal, by whatever holds it.
            "Text.value");

    @Test
    void a_new_text_in_a_stored_record_has_to_be_decided_upon() {
        Set<String> texts = new TreeSet<>();
        Set<Class<?>> seen = new java.util.HashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>(List.of(FlowInstance.class, FlowCommit.class));
        while (!open.isEmpty()) {
            Class<?> type = open.pop();
            if (!seen.add(type)) {
                continue;
            }
            if (type.isSealed()) {
                open.addAll(List.of(type.getPermittedSubclasses()));
            }
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    look(type, component, texts, open);
                }
            }
        }

        assertThat(seen).hasSizeGreaterThan(40);
        assertThat(texts).isSubsetOf(NO_WORDS_OF_PERSONS);
    }

    private static void look(Class<?> holder, RecordComponent component, Set<String> texts, Deque<Class<?>> open) {
        Type type = component.getGenericType();
        boolean hidden = PersonalTexts.MARKS.containsKey(holder)
                && Arrays.stream(PersonalTexts.MARKS.get(holder).getMethods())
                        .anyMatch(method -> method.getName().equals(component.getName()));
        boolean fields = type instanceof ParameterizedType map
                && map.getRawType().equals(Map.class)
                && map.getActualTypeArguments()[0].equals(String.class)
                && (map.getTypeName().contains("FieldValue")
                        || map.getTypeName().contains("List<java.lang.String>"));
        boolean words = type.equals(String.class) || type.getTypeName().equals("java.util.List<java.lang.String>");
        if (!hidden && (words || fields)) {
            texts.add(holder.getSimpleName() + "." + component.getName());
        }
        parts(type, open);
    }

    /** The types that a type is made of. */
    private static void parts(Type type, Deque<Class<?>> open) {
        if (type instanceof ParameterizedType of) {
            Arrays.stream(of.getActualTypeArguments()).forEach(argument -> parts(argument, open));
        } else if (type instanceof Class<?> known && known.getName().startsWith("io.soprelay")) {
            open.add(known);
        }
    }
}
