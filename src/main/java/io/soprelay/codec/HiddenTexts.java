package io.soprelay.codec;

import io.soprelay.flow.model.FieldValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * The personal texts of one document, in the order in which they stand in it. In the document itself stands the number of
 * each in its place, where a text in the open would stand as a text. Used for one document by one thread.
 */
final class HiddenTexts {
    /** What erased texts read as; empty where none can be. */
    private final String erased;

    private final Set<String> personal;
    private final List<String> texts;

    private HiddenTexts(Set<String> personal, List<String> texts, String erased) {
        this.personal = personal;
        this.texts = texts;
        this.erased = erased;
    }

    /** @param personal ids of the fields whose values are hidden */
    static HiddenTexts toHide(Set<String> personal) {
        return new HiddenTexts(personal, new ArrayList<>(), "");
    }

    /** @param texts null if they are erased */
    static HiddenTexts toShow(@Nullable List<String> texts, String erased) {
        return new HiddenTexts(Set.of(), texts == null ? List.of() : texts, erased);
    }

    List<String> all() {
        return texts;
    }

    private int hide(String text) {
        texts.add(text);
        return texts.size() - 1;
    }

    private String show(int number) {
        return number < texts.size() ? texts.get(number) : erased;
    }

    private boolean isPersonal(String field) {
        return personal.contains(field);
    }

    private static @Nullable HiddenTexts of(SerializationContext context) {
        return (HiddenTexts) context.getAttribute(HiddenTexts.class);
    }

    private static void write(String text, JsonGenerator json, @Nullable HiddenTexts hidden) {
        if (hidden == null || text.isEmpty()) {
            json.writeString(text);
        } else {
            json.writeNumber(hidden.hide(text));
        }
    }

    private static String read(JsonParser json, DeserializationContext context) {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            return json.getString();
        }
        HiddenTexts hidden = (HiddenTexts) context.getAttribute(HiddenTexts.class);
        return hidden == null ? "" : hidden.show(json.getIntValue());
    }

    /** A reason, a comment, the name of a file. */
    static final class Writer extends ValueSerializer<String> {
        @Override
        public void serialize(String text, JsonGenerator json, SerializationContext context) {
            write(text, json, of(context));
        }
    }

    static final class Reader extends ValueDeserializer<String> {
        @Override
        public String deserialize(JsonParser json, DeserializationContext context) {
            return read(json, context);
        }
    }

    /** Values by field: those of personal fields are texts. */
    static final class ValuesWriter extends ValueSerializer<Map<String, FieldValue>> {
        @Override
        public void serialize(Map<String, FieldValue> values, JsonGenerator json, SerializationContext context) {
            HiddenTexts hidden = of(context);
            json.writeStartObject();
            values.forEach((field, value) -> {
                json.writeName(field);
                if (hidden != null && hidden.isPersonal(field) && value instanceof FieldValue.Text text) {
                    write(text.value(), json, hidden);
                } else {
                    context.writeValue(json, value);
                }
            });
            json.writeEndObject();
        }
    }

    static final class ValuesReader extends ValueDeserializer<Map<String, FieldValue>> {
        /** Null until it is known where it is used: looking for it anew costs more than reading the values. */
        private final @Nullable ValueDeserializer<Object> open;

        /** For the mapper. */
        ValuesReader() {
            this(null);
        }

        private ValuesReader(@Nullable ValueDeserializer<Object> open) {
            this.open = open;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            return new ValuesReader(context.findRootValueDeserializer(context.constructType(FieldValue.class)));
        }

        @Override
        public Map<String, FieldValue> deserialize(JsonParser json, DeserializationContext context) {
            Map<String, FieldValue> values = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                boolean isOpen = json.nextToken() == JsonToken.START_OBJECT;
                values.put(
                        field,
                        isOpen
                                ? (FieldValue) Objects.requireNonNull(open).deserialize(json, context)
                                : new FieldValue.Text(read(json, context)));
            }
            return values;
        }
    }

    /** Forms as they were typed, by field. */
    static final class FormsWriter extends ValueSerializer<Map<String, List<String>>> {
        @Override
        public void serialize(Map<String, List<String>> form, JsonGenerator json, SerializationContext context) {
            HiddenTexts hidden = of(context);
            json.writeStartObject();
            form.forEach((field, typed) -> {
                json.writeName(field);
                json.writeStartArray();
                typed.forEach(text -> write(text, json, hidden != null && hidden.isPersonal(field) ? hidden : null));
                json.writeEndArray();
            });
            json.writeEndObject();
        }
    }

    static final class FormsReader extends ValueDeserializer<Map<String, List<String>>> {
        @Override
        public Map<String, List<String>> deserialize(JsonParser json, DeserializationContext context) {
            Map<String, List<String>> form = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = json.currentName();
                List<String> typed = new ArrayList<>();
                json.nextToken();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    typed.add(read(json, context));
                }
                form.put(field, typed);
            }
            return form;
        }
    }
}
