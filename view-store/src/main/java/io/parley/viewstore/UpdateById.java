package io.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An update of one document by its {@code _id} that sets, raises or takes away fields: what projections write, without the searching,
 * copying and comparing of the server's general way. It does exactly what that does, or says that it does not cover the update:
 * all that would be refused, and all in which types meet that compare in a way of their own.
 */
final class UpdateById {
    enum Outcome {
        CHANGED,
        UNCHANGED,
        /** The document may be changed in part, and is of no use. */
        NOT_COVERED
    }

    private static final String ID = "_id";
    private static final Set<String> OPERATORS = Set.of("$set", "$setOnInsert", "$max", "$unset");

    private final Document document;
    private boolean changed;

    private UpdateById(Document document) {
        this.document = document;
    }

    /** The only thing that the selector asks for, where that is a text as {@code _id}; null otherwise. */
    static @Nullable String idOf(Document selector) {
        return selector.size() == 1 && selector.get(ID) instanceof String id ? id : null;
    }

    /** @param document with its {@code _id}; nothing else where it is inserted */
    static Outcome apply(Document document, Document update, boolean inserting) {
        if (!isCovered(update)) {
            return Outcome.NOT_COVERED;
        }
        UpdateById by = new UpdateById(document);
        for (Map.Entry<String, Object> operator : update.entrySet()) {
            for (Map.Entry<String, Object> field : ((Document) operator.getValue()).entrySet()) {
                if (!by.apply(operator.getKey(), field.getKey(), field.getValue(), inserting)) {
                    return Outcome.NOT_COVERED;
                }
            }
        }
        return by.changed ? Outcome.CHANGED : Outcome.UNCHANGED;
    }

    private static boolean isCovered(Document update) {
        Set<String> paths = new HashSet<>();
        boolean nested = false;
        for (Map.Entry<String, Object> operator : update.entrySet()) {
            if (!OPERATORS.contains(operator.getKey()) || !(operator.getValue() instanceof Document fields)) {
                return false;
            }
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                String path = field.getKey();
                if (!isPlain(path) || !paths.add(path) || !isPlain(field.getValue())) {
                    return false;
                }
                nested |= path.indexOf('.') >= 0;
            }
        }
        return !update.isEmpty() && !(nested && paths.stream().anyMatch(path -> isWithinAnother(path, paths)));
    }

    /** No empty name, none that begins with a dollar, none within the {@code _id}. */
    private static boolean isPlain(String path) {
        char before = '.';
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (before == '.' && (c == '.' || c == '$')) {
                return false;
            }
            before = c;
        }
        return before != '.' && !path.equals(ID) && !path.startsWith(ID + ".");
    }

    private static boolean isPlain(@Nullable Object value) {
        return switch (value) {
            case Document fields ->
                fields.entrySet().stream()
                        .allMatch(field -> !field.getKey().startsWith("$") && isPlain(field.getValue()));
            case List<?> elements -> elements.stream().allMatch(UpdateById::isPlain);
            case null, default -> true;
        };
    }

    private static boolean isWithinAnother(String path, Set<String> paths) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            if (paths.contains(path.substring(0, dot))) {
                return true;
            }
        }
        return false;
    }

    private boolean apply(String operator, String path, @Nullable Object value, boolean inserting) {
        return switch (operator) {
            case "$set" -> set(path, value);
            case "$setOnInsert" -> !inserting || set(path, value);
            case "$max" -> max(path, value);
            default -> unset(path);
        };
    }

    private boolean set(String path, @Nullable Object value) {
        return write(path, value, UpdateById::replaced);
    }

    private boolean max(String path, @Nullable Object value) {
        return write(path, value, UpdateById::higher);
    }

    /** @param meeting what becomes of the value that is there and the new one; empty where only the general way can tell */
    private boolean write(String path, @Nullable Object value, Meeting meeting) {
        Document parent = parentOf(path, true);
        if (parent == null) {
            return false;
        }
        String name = nameOf(path);
        if (!parent.containsKey(name)) {
            return put(parent, name, value);
        }
        Object old = parent.get(name);
        Optional<Object> now = meeting.of(old, value);
        return now.isPresent() && (now.get().equals(old) || put(parent, name, now.get()));
    }

    private interface Meeting {
        Optional<Object> of(@Nullable Object old, @Nullable Object value);
    }

    private static Optional<Object> replaced(@Nullable Object old, @Nullable Object value) {
        return old == null || value == null || !areComparable(old, value) ? Optional.empty() : Optional.of(value);
    }

    private static Optional<Object> higher(@Nullable Object old, @Nullable Object value) {
        return old instanceof Long known && value instanceof Long candidate
                ? Optional.of(Math.max(known, candidate))
                : Optional.empty();
    }

    private boolean unset(String path) {
        Document parent = parentOf(path, false);
        if (parent == null) {
            return false;
        }
        String name = nameOf(path);
        if (parent.containsKey(name)) {
            parent.remove(name);
            changed = true;
        }
        return true;
    }

    private boolean put(Document parent, String name, @Nullable Object value) {
        parent.put(name, value);
        changed = true;
        return true;
    }

    /** The document that the path's last name is of; null where something else is in the way, or where it is missing and not to be made. */
    private @Nullable Document parentOf(String path, boolean make) {
        Document parent = document;
        int begin = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', begin)) {
            String name = path.substring(begin, dot);
            if (make && !parent.containsKey(name)) {
                parent.put(name, new Document());
            }
            if (!(parent.get(name) instanceof Document child)) {
                return null;
            }
            parent = child;
            begin = dot + 1;
        }
        return parent;
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    /** Numbers of two kinds may be equal by value, and documents by what is in them. */
    private static boolean areComparable(Object one, Object other) {
        return isPlainScalar(one)
                && isPlainScalar(other)
                && !(one instanceof Number && other instanceof Number && one.getClass() != other.getClass());
    }

    private static boolean isPlainScalar(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Instant;
    }
}
