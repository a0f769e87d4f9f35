package io.parley.server.options;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A row for each option of a record: its name, its default as bound, and its meaning from the record's comment. */
final class OptionRows {
    private static final Map<String, String> NEEDED = Map.of("parley.accounts.keys", "keys");

    private final String source;
    private final List<String> rows = new ArrayList<>();

    private OptionRows(String source) {
        this.source = source;
    }

    static List<String> of(Class<? extends Record> type, String source) {
        String prefix = type.getAnnotation(ConfigurationProperties.class).value();
        Record bound = new Binder(new MapConfigurationPropertySource(NEEDED)).bindOrCreate(prefix, Bindable.of(type));
        OptionRows rows = new OptionRows(source);
        rows.add(prefix, bound);
        return rows.rows;
    }

    private void add(String prefix, Record options) {
        for (RecordComponent component : options.getClass().getRecordComponents()) {
            String name = prefix + "." + kebab(component.getName());
            Object value = value(options, component);
            if (value instanceof Record nested) {
                add(name, nested);
            } else if (!NEEDED.containsKey(name)) {
                rows.add("| `" + name + "` | " + text(value) + " | " + meaning(options, component.getName()) + " |");
            }
        }
    }

    private static @Nullable Object value(Record options, RecordComponent component) {
        try {
            return component.getAccessor().invoke(options);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("options are records with accessors", e);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Duration duration -> duration.toString().equals("PT2160H") ? "90d" : units(duration);
            case List<?> list when list.isEmpty() -> "none";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }

    private static String units(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** From {@code @param} of the comment in front of the record. */
    private String meaning(Record options, String component) {
        String declared = "record " + options.getClass().getSimpleName() + "(";
        String before = source.substring(0, source.indexOf(declared));
        int comments = before.lastIndexOf("/**");
        String comment = before.substring(comments, before.indexOf("*/", comments));
        return Arrays.stream(comment.split("@param ", -1))
                .filter(one -> one.startsWith(component + " "))
                .map(one -> one.substring(component.length()).replaceAll("\\s*\\n\\s*\\*", " "))
                .map(one -> one.replaceAll("\\{@code ([^}]*)}", "`$1`")
                        .replaceAll("\\s+", " ")
                        .strip())
                .findFirst()
                .orElseThrow(() -> new AssertionError(declared + component + " has no @param"));
    }
}
