package io.soprelay.codec;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Asks records for their components by a plain call of the accessor: the mapper's own way goes through a method handle that
 * no compiler sees into, which was half of writing. Writes the very same bytes.
 */
final class RecordParts extends ValueSerializerModifier {
    private static final long serialVersionUID = 1;

    @Override
    public List<BeanPropertyWriter> changeProperties(
            SerializationConfig config, BeanDescription.Supplier type, List<BeanPropertyWriter> usual) {
        if (!type.getBeanClass().isRecord()) {
            return usual;
        }
        List<BeanPropertyWriter> plain = new ArrayList<>();
        usual.forEach(part -> plain.add(plain(part)));
        return plain;
    }

    private static BeanPropertyWriter plain(BeanPropertyWriter usual) {
        boolean isCommon = usual.getClass() == BeanPropertyWriter.class && usual.willSuppressNulls();
        return isCommon && usual.getMember() instanceof AnnotatedMethod accessor
                ? new Part(usual, accessor(accessor.getAnnotated()))
                : usual;
    }

    @SuppressWarnings("unchecked") // what the factory makes is what it was asked for
    private static Function<Object, @Nullable Object> accessor(Method method) {
        try {
            MethodHandles.Lookup inside =
                    MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup());
            MethodHandle handle = inside.unreflect(method);
            return (Function<Object, @Nullable Object>) LambdaMetafactory.metafactory(
                            inside,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            handle,
                            handle.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("A stored record's accessor can be called: " + method, e);
        }
    }

    private static final class Part extends BeanPropertyWriter {
        private static final long serialVersionUID = 1;

        private final transient Function<Object, @Nullable Object> accessor;

        private Part(BeanPropertyWriter usual, Function<Object, @Nullable Object> accessor) {
            super(usual);
            this.accessor = accessor;
        }

        @Override
        public void serializeAsProperty(Object record, JsonGenerator json, SerializationContext context)
                throws Exception {
            Object value = accessor.apply(record);
            if (value == null) {
                return;
            }
            ValueSerializer<Object> serializer = _serializer == null ? dynamic(value, context) : _serializer;
            json.writeName(_name);
            if (_typeSerializer == null) {
                serializer.serialize(value, json, context);
            } else {
                serializer.serializeWithType(value, json, context, _typeSerializer);
            }
        }

        private ValueSerializer<Object> dynamic(Object value, SerializationContext context) {
            ValueSerializer<Object> known = _dynamicSerializers.serializerFor(value.getClass());
            return known == null ? _findAndAddDynamic(_dynamicSerializers, value.getClass(), context) : known;
        }
    }
}
