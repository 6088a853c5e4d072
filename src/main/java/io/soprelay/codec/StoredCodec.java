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
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.module.SimpleModule;

/**
 * Values to bytes and back: one format byte, then JSON, and before it what is personal under a {@link Veil}. Sealed types
 * carry their record's simple name in {@code type}, so renaming a stored record needs a new format. Safe for concurrent use.
 */
public final class StoredCodec {
    /** Raise it with each change that old readers or old bytes cannot follow, and keep reading the old ones. */
    private static final byte FORMAT = '1';

    /**
     * Personal texts stand apart: the format, how many bytes they are under their {@link Veil} (four bytes), these, and the
     * JSON. The character between the two is the seal's.
     */
    private static final byte VEILED = '3';

    private static final int TEXTS_FROM = 1 + Integer.BYTES;

    /** A mapper learns each type at its first use, which costs more than a thousand uses after it: one for everybody. */
    private static final Map<List<Class<?>>, Learned> MAPPERS = new ConcurrentHashMap<>();

    private static final byte[] NOTHING = new byte[0];

    private final JsonMapper mapper;
    private final Map<Class<?>, ObjectReader> readers;

    /** @param readers by type: making one costs as much as reading a small value */
    private record Learned(JsonMapper mapper, Map<Class<?>, ObjectReader> readers) {
        private Learned(JsonMapper mapper) {
            this(mapper, new ConcurrentHashMap<>());
        }
    }

    /** @param sealedTypes further sealed interfaces whose records are stored by name */
    public StoredCodec(Class<?>... sealedTypes) {
        this(MAPPERS.computeIfAbsent(List.of(sealedTypes), types -> new Learned(mapper(types, Map.of()))));
    }

    /** @param marks by type, an interface that has {@link Hidden} on the components that say something of a person */
    public StoredCodec(Map<Class<?>, Class<?>> marks) {
        this(MAPPERS.computeIfAbsent(List.copyOf(marks.values()), any -> new Learned(mapper(List.of(), marks))));
    }

    private StoredCodec(Learned learned) {
        mapper = learned.mapper;
        readers = learned.readers;
    }

    private static JsonMapper mapper(List<Class<?>> sealedTypes, Map<Class<?>, Class<?>> marks) {
        SimpleModule ids = new SimpleModule("sop-relay-ids") {
            @Override
            public void setupModule(SetupContext context) {
                super.setupModule(context);
                context.addValueInstantiators(new RecordMakers());
                context.addSerializerModifier(new RecordParts());
            }
        };
        plain(ids, MemberId.class, MemberId::new, MemberId::value);
        plain(ids, FlowId.class, FlowId::new, FlowId::value);
        ids.addSerializer(BigDecimal.class, new DecimalAsText());
        ids.addSerializer(Instant.class, new MomentAsText());
        ids.addDeserializer(Instant.class, new MomentFromText());
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
        PersonalTexts.MARKS.forEach(builder::addMixIn);
        marks.forEach(builder::addMixIn);
        return builder.build();
    }

    /** Whether personal texts of it, if there are any, are under a veil. */
    public static boolean isVeiled(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VEILED;
    }

    /** In the open. */
    public byte[] write(Object value) {
        byte[] json = mapper.writeValueAsBytes(value);
        return ByteBuffer.allocate(1 + json.length).put(FORMAT).put(json).array();
    }

    /**
     * With its personal texts under a veil.
     *
     * @param personal ids of the fields that are personal; reasons, comments and names of files always are
     */
    public byte[] write(Object value, Set<String> personal, Veil veil) {
        HiddenTexts hidden = HiddenTexts.toHide(personal);
        byte[] json = mapper.writer().withAttribute(HiddenTexts.class, hidden).writeValueAsBytes(value);
        byte[] texts = hidden.all().isEmpty() ? NOTHING : veil.hide(mapper.writeValueAsBytes(hidden.all()));
        return ByteBuffer.allocate(TEXTS_FROM + texts.length + json.length)
                .put(VEILED)
                .putInt(texts.length)
                .put(texts)
                .put(json)
                .array();
    }

    /** Whoever has no key reads no personal text: there stands nothing. */
    public <T> T read(byte[] bytes, Class<T> type) {
        return read(bytes, type, Veil.ERASED, "");
    }

    /**
     * @param erased what personal texts read as that are erased, or were hidden with another key
     * @throws IllegalStateException if the bytes have another format or do not fit the type
     */
    public <T> T read(byte[] bytes, Class<T> type, Veil veil, String erased) {
        try {
            if (bytes.length > 0 && bytes[0] == FORMAT) {
                return reader(type).readValue(bytes, 1, bytes.length - 1);
            }
            if (bytes.length >= TEXTS_FROM && bytes[0] == VEILED) {
                int json = Math.addExact(TEXTS_FROM, ByteBuffer.wrap(bytes).getInt(1));
                byte[] texts = veil.show(Arrays.copyOfRange(bytes, TEXTS_FROM, json));
                List<String> shown = texts == null ? null : List.of(mapper.readValue(texts, String[].class));
                return reader(type)
                        .withAttribute(HiddenTexts.class, HiddenTexts.toShow(shown, erased))
                        .readValue(bytes, json, bytes.length - json);
            }
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalStateException("Stored " + type.getSimpleName() + " does not fit this release", e);
        }
        throw unknownFormat(type);
    }

    private ObjectReader reader(Class<?> type) {
        ObjectReader known = readers.get(type);
        return known == null ? readers.computeIfAbsent(type, mapper::readerFor) : known;
    }

    /**
     * Reads values that were written one by one and in the open, in their order, as if they were one: made for many.
     *
     * @throws IllegalStateException as {@link #read}; those before the wrong one were handed on
     */
    public <T> void readAll(List<byte[]> stored, Class<T> type, Consumer<T> each) {
        stored.forEach(bytes -> requireOpen(bytes, type));
        try (MappingIterator<T> values = reader(type).readValues((InputStream) new StoredStream(stored, Byte.BYTES))) {
            while (values.hasNextValue()) {
                each.accept(values.nextValue());
            }
        } catch (JacksonException e) {
            throw new IllegalStateException("Stored " + type.getSimpleName() + " does not fit this release", e);
        }
    }

    private static void requireOpen(byte[] bytes, Class<?> type) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw unknownFormat(type);
        }
    }

    private static IllegalStateException unknownFormat(Class<?> type) {
        return new IllegalStateException("Stored " + type.getSimpleName() + " has an unknown format; this version"
                + " reads formats " + (char) FORMAT + " and " + (char) VEILED
                + ". Was the data written by a newer release?");
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

    private static final class MomentAsText extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator gen, SerializationContext ctx) {
            gen.writeString(Moments.write(value));
        }
    }

    private static final class MomentFromText extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext ctx) {
            String text = parser.getString();
            try {
                return Moments.read(text);
            } catch (DateTimeException noMoment) {
                return (Instant) ctx.handleWeirdStringValue(Instant.class, text, "not a moment");
            }
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface TypeTagged {}
}
