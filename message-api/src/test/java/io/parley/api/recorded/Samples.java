package io.parley.api.recorded;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Samples of a type made of records, sealed types, words, collections and plain values: so many that each component is there once and, where it may be
 * null, is null once; that of each sealed type every record is there; and that a collection holds one of each. Always the same.
 */
public final class Samples {
    private static final Instant TIME = Instant.parse("2026-11-24T12:34:56.789Z");
    private static final UUID ID = UUID.fromString("0197f2a0-0000-7000-8000-00000000000a");

    private Samples() {}

    public static List<Object> of(Class<?> type) {
        return plain(type, type.getSimpleName());
    }

    /** @param name what texts say */
    private static List<Object> plain(Class<?> type, String name) {
        if (type == String.class) {
            return List.of(name);
        } else if (type == long.class || type == Long.class) {
            return List.of(7L);
        } else if (type == int.class || type == Integer.class) {
            return List.of(3);
        } else if (type == boolean.class || type == Boolean.class) {
            return List.of(true, false);
        } else if (type == Instant.class) {
            return List.of(TIME);
        } else if (type == UUID.class) {
            return List.of(ID);
        } else if (type.isEnum()) {
            return List.of(type.getEnumConstants()[0]);
        } else if (type.isRecord()) {
            return records(type, name);
        } else if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses())
                    .flatMap(one -> plain(one, name).stream())
                    .toList();
        }
        throw new AssertionError("What is a sample of " + type + "?");
    }

    private static List<Object> records(Class<?> type, String name) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<Object>> values = Arrays.stream(components)
                .map(component -> component(component, components.length == 1 ? name : component.getName()))
                .toList();
        int most = values.stream().mapToInt(List::size).max().orElse(1);
        List<Object> samples = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            int sample = i;
            samples.add(make(
                    type,
                    components,
                    values.stream().map(of -> of.get(sample % of.size())).toArray()));
        }
        return samples;
    }

    private static List<Object> component(RecordComponent component, String name) {
        List<Object> values = new ArrayList<>(typed(component.getAnnotatedType(), name));
        if (isNullable(component)) {
            values.add(null);
        }
        return values;
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static List<Object> typed(AnnotatedType annotated, String name) {
        if (annotated instanceof AnnotatedParameterizedType) {
            ParameterizedType type = (ParameterizedType) annotated.getType();
            Collection<Object> elements = plain((Class<?>) type.getActualTypeArguments()[0], name);
            if (type.getRawType() == List.class) {
                return List.of(elements);
            } else if (type.getRawType() == Set.class) {
                return List.of(Collections.unmodifiableSet(new LinkedHashSet<>(elements)));
            }
        } else if (annotated.getType() instanceof Class<?> type) {
            return plain(type, name);
        }
        throw new AssertionError("What is a sample of " + annotated + "?");
    }

    private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + " refuses its sample", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record is not what it seems", e);
        }
    }

    /** The types of words that values of that type may have in them. */
    public static Set<Class<?>> words(Class<?> type) {
        Set<Class<?>> seen = new LinkedHashSet<>();
        see(type, seen);
        seen.removeIf(one -> !one.isEnum());
        return seen;
    }

    private static void see(Class<?> type, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .flatMap(component -> classes(component.getGenericType()))
                    .forEach(one -> see(one, seen));
        } else if (type.isSealed()) {
            Arrays.stream(type.getPermittedSubclasses()).forEach(one -> see(one, seen));
        }
    }

    private static Stream<Class<?>> classes(Type type) {
        return type instanceof ParameterizedType of
                ? Arrays.stream(of.getActualTypeArguments()).flatMap(Samples::classes)
                : Stream.of((Class<?>) type);
    }

    /** Fails where something is null that may not be, at any depth: what was read lacked it. */
    public static void assertWhole(@Nullable Object value) {
        switch (value) {
            case null -> throw new AssertionError("null");
            case Collection<?> elements -> elements.forEach(Samples::assertWhole);
            case Record one ->
                Arrays.stream(one.getClass().getRecordComponents()).forEach(component -> assertWhole(one, component));
            default -> {}
        }
    }

    private static void assertWhole(Record one, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(one);
            if (value != null) {
                assertWhole(value);
            } else if (!isNullable(component)) {
                throw new AssertionError(
                        one.getClass() + " was read without " + component.getName()
                                + ": what a release before this one wrote may lack it, so it is @Nullable, or its record fills it in");
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record is not what it seems", e);
        }
    }
}
