package io.soprelay.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.soprelay.flow.model.FieldValue;
import io.soprelay.flow.model.FlowEvent;
import io.soprelay.flow.model.FlowId;
import io.soprelay.flow.model.MemberId;
import io.soprelay.flow.model.WorkItem;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * Values to bytes and back: one format byte, then JSON. Sealed types carry their record's simple name in {@code type},
 * so renaming a stored record needs a new format. Safe for concurrent use.
 */
public final class StoredCodec {
    /** Raise it with each change that old readers or old bytes cannot follow, and keep reading the old ones. */
    private static final byte FORMAT = '1';

    /** A mapper learns each type at its first use, which costs more than a thousand uses after it: one for everybody. */
    private static final Map<List<Class<?>>, JsonMapper> MAPPERS = new ConcurrentHashMap<>();

    private final JsonMapper mapper;

    /** @param sealedTypes further sealed interfaces whose records are stored by name */
    public StoredCodec(Class<?>... sealedTypes) {
        mapper = MAPPERS.computeIfAbsent(List.of(sealedTypes), StoredCodec::mapper);
    }

    private static JsonMapper mapper(List<Class<?>> sealedTypes) {
        SimpleModule ids = new SimpleModule("sop-relay-ids");
        plain(ids, MemberId.class, MemberId::new, MemberId::value);
        plain(ids, FlowId.class, FlowId::new, FlowId::value);
        ids.addSerializer(BigDecimal.class, new DecimalAsText());
        ids.addDeserializer(Instant.class, new InstantReader());
        ids.setValueInstantiators(RecordMaker.forRecords());
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(ids)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultPropertyInclusion(incl -> incl.withValueInclusion(JsonInclude.Include.NON_NULL))
                // Records are stored by their components alone; a method that looks like a getter is not one.
                .changeDefaultVisibility(
                        v -> v.withVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE));
        for (Class<?> type : new Class<?>[] {FieldValue.class, FlowEvent.class, WorkItem.class}) {
            named(builder, type);
        }
        for (Class<?> type : sealedTypes) {
            named(builder, type);
        }
        return builder.build();
    }

    public byte[] write(Object value) {
        byte[] json = mapper.writeValueAsBytes(value);
        byte[] bytes = new byte[json.length + 1];
        bytes[0] = FORMAT;
        System.arraycopy(json, 0, bytes, 1, json.length);
        return bytes;
    }

    /** @throws IllegalStateException if the bytes have another format or do not fit the type */
    public <T> T read(byte[] bytes, Class<T> type) {
        requireFormat(bytes, type);
        try {
            return mapper.readValue(bytes, 1, bytes.length - 1, type);
        } catch (JacksonException e) {
            throw new IllegalStateException("Stored " + type.getSimpleName() + " does not fit this release", e);
        }
    }

    /**
     * Reads values that were written one by one, in their order. A reader is made once for all of them, which costs more
     * than reading a small value: made for many.
     *
     * @throws IllegalStateException as {@link #read}; those before the wrong one were handed on
     */
    public <T> void readAll(List<byte[]> stored, Class<T> type, Consumer<T> each) {
        stored.forEach(bytes -> requireFormat(bytes, type));
        try (MappingIterator<T> values =
                mapper.readerFor(type).readValues((InputStream) new StoredStream(stored, Byte.BYTES))) {
            while (values.hasNextValue()) {
                each.accept(values.nextValue());
            }
        } catch (JacksonException e) {
            throw new IllegalStateException("Stored " + type.getSimpleName() + " does not fit this release", e);
        }
    }

    private static void requireFormat(byte[] bytes, Class<?> type) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new IllegalStateException("Stored " + type.getSimpleName() + " has an unknown format; this version"
                    + " reads format " + (char) FORMAT + ". Was the data written by a newer release?");
        }
    }

    private static void named(JsonMapper.Builder builder, Class<?> sealed) {
        builder.addMixIn(sealed, TypeTagged.class);
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(permitted, permitted.getSimpleName()));
        }
    }

    private static <T> void plain(
            SimpleModule module,
            Class<T> type,
            java.util.function.Function<String, T> read,
            java.util.function.Function<T, String> write) {
        module.addSerializer(type, new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator gen, SerializationContext ctx) {
                gen.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext ctx) {
                return read.apply(parser.getString());
            }
        });
        module.addKeySerializer(type, new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator gen, SerializationContext ctx) {
                gen.writeName(write.apply(value));
            }
        });
        module.addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext ctx) {
                return read.apply(key);
            }
        });
    }

    /** A JSON number would lose the scale the person typed. */
    private static final class DecimalAsText extends ValueSerializer<BigDecimal> {
        @Override
        public void serialize(BigDecimal value, JsonGenerator gen, SerializationContext ctx) {
            gen.writeString(value.toPlainString());
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface TypeTagged {}
}
