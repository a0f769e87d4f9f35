package io.parley.history.capsule;

import io.parley.api.Sealed;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.history.source.Parts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes events as the Java source that makes them again, with numbers for people, devices, messages and texts. Times stay. */
public final class Capsule {
    /** A method must not become too large for the compiler. */
    private static final int EVENTS_A_METHOD = 200;

    private final Pseudonyms pseudonyms = new Pseudonyms();
    private final TreeSet<String> imports = new TreeSet<>(List.of("java.util.ArrayList", "java.util.List"));

    /** @param name of the class, in no package */
    public String source(String name, List<Object> events) {
        List<String> expressions = events.stream().map(this::expression).toList();
        StringBuilder methods = new StringBuilder();
        StringBuilder calls = new StringBuilder();
        for (int from = 0; from < expressions.size(); from += EVENTS_A_METHOD) {
            List<String> some = expressions.subList(from, Math.min(from + EVENTS_A_METHOD, expressions.size()));
            calls.append("        from").append(from).append("(events);\n");
            methods.append("\n    private static void from").append(from).append("(List<Object> events) {\n");
            some.forEach(expression ->
                    methods.append("        events.add(").append(expression).append(");\n"));
            methods.append("    }\n");
        }
        return imports.stream().map(type -> "import " + type + ";\n").collect(Collectors.joining())
                + "\n/** From a real history, pseudonymised: fixture.given(" + name
                + ".given()). */\npublic final class " + name
                + " {\n    private " + name
                + "() {}\n\n    public static List<Object> given() {\n        List<Object> events = new ArrayList<>();\n"
                + calls + "        return events;\n    }\n" + methods + "}\n";
    }

    private String expression(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case UserId user -> id(user, "person");
            case DeviceId device -> id(device, "device");
            case ConversationId conversation -> id(conversation, "conversation");
            case Sealed sealed ->
                "new " + imported(Sealed.class) + "(\"key-" + pseudonyms.number("key", sealed.keyId())
                        + "\", \"nonce\", \"text-" + pseudonyms.number("text", sealed) + "\")";
            case UUID uuid -> "new " + imported(UUID.class) + "(0, " + pseudonyms.number("uuid", uuid) + ")";
            case Instant time -> imported(Instant.class) + ".parse(\"" + time + "\")";
            case Enum<?> constant -> imported(constant.getDeclaringClass()) + "." + constant.name();
            case Collection<?> many ->
                many.stream().map(this::expression).collect(Collectors.joining(", ", "List.of(", ")"));
            case Record record ->
                Parts.of(record).values().stream()
                        .map(this::expression)
                        .collect(Collectors.joining(", ", "new " + imported(record.getClass()) + "(", ")"));
            case Long number -> number + "L";
            case Integer number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> "\"" + value.getClass().getSimpleName() + "-" + pseudonyms.number("other", value) + "\"";
        };
    }

    private String id(Object id, String kind) {
        return "new " + imported(id.getClass()) + "(\"" + kind + "-" + pseudonyms.number(kind, id) + "\")";
    }

    private String imported(Class<?> type) {
        imports.add(type.getCanonicalName());
        return type.getSimpleName();
    }
}
