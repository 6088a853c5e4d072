package io.soprelay.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;

/**
 * Makes records by a plain call of their constructor: the mapper's own way adapts a method handle at each call, which was
 * a quarter of reading.
 */
final class RecordMakers extends ValueInstantiators.Base {
    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator usual) {
        return type.getBeanClass().isRecord()
                        && usual instanceof StdValueInstantiator known
                        && known.getWithArgsCreator() instanceof AnnotatedConstructor creator
                ? new Maker(known, creator.getAnnotated())
                : usual;
    }

    private static final class Maker extends StdValueInstantiator {
        private final Constructor<?> constructor;

        private Maker(StdValueInstantiator usual, Constructor<?> constructor) {
            super(usual);
            this.constructor = constructor;
            constructor.setAccessible(true);
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException refused) {
                return context.handleInstantiationProblem(
                        _valueClass, arguments, rewrapCtorProblem(context, refused.getCause()));
            } catch (ReflectiveOperationException e) {
                return context.handleInstantiationProblem(_valueClass, arguments, rewrapCtorProblem(context, e));
            }
        }
    }
}
