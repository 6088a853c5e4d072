package io.soprelay.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.module.SimpleValueInstantiators;

/**
 * Makes records by their constructor as a handle that is fitted once. Jackson 3 fits it again for each record it reads,
 * which took a third of all that reading a small one costs. Thread safe.
 */
final class RecordMaker extends StdValueInstantiator {
    private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);

    /** Takes one array with an argument for each component. */
    private final transient MethodHandle maker;

    private RecordMaker(StdValueInstantiator usual, MethodHandle maker) {
        super(usual);
        this.maker = maker;
    }

    /** For all records; everything else is made as usual. */
    static SimpleValueInstantiators forRecords() {
        return new SimpleValueInstantiators() {
            @Override
            public ValueInstantiator modifyValueInstantiator(
                    DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator usual) {
                return usual instanceof StdValueInstantiator known
                                && known.getValueClass().isRecord()
                                && known.getWithArgsCreator() instanceof AnnotatedConstructor constructor
                        ? new RecordMaker(known, fitted(constructor.getAnnotated()))
                        : usual;
            }
        };
    }

    private static MethodHandle fitted(Constructor<?> constructor) {
        try {
            // Stored records may be private to their room.
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(FROM_ARRAY);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("It was made accessible", impossible);
        }
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] components) {
        try {
            return (Object) maker.invokeExact(components);
        } catch (Throwable refused) {
            return context.handleInstantiationProblem(getValueClass(), components, rewrapCtorProblem(context, refused));
        }
    }
}
