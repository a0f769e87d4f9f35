package io.parley.history.source;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of events, whatever events there are. */
public final class Parts {
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            List<RecordComponent> components = List.of(type.getRecordComponents());
            components.forEach(component -> component.getAccessor().setAccessible(true));
            return components;
        }
    };

    private Parts() {}

    public static List<RecordComponent> of(Class<?> record) {
        return COMPONENTS.get(record);
    }

    public static @Nullable Object get(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an event's component can always be read", e);
        }
    }

    public static Map<String, @Nullable Object> of(Object record) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        of(record.getClass()).forEach(component -> parts.put(component.getName(), get(record, component)));
        return parts;
    }

    /** Whether an id stands anywhere in it. */
    public static boolean mention(@Nullable Object value, Object id) {
        return switch (value) {
            case null -> false;
            case Collection<?> many -> many.stream().anyMatch(one -> mention(one, id));
            case Record record ->
                record.equals(id)
                        || of(record.getClass()).stream().anyMatch(component -> mention(get(record, component), id));
            default -> false;
        };
    }
}
