package io.parley.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The known fields of one client frame as they stood in it. They are checked when asked for, once the whole frame was read:
 * {@code t} and {@code id} may come last, and a refusal should carry the id.
 */
final class ClientFields {
    private static final Object MISTYPED = new Object();
    private static final int UUID_LENGTH = 36;

    private final Map<ClientField, Object> values = new EnumMap<>(ClientField.class);

    void put(ClientField field, String value) {
        values.put(field, value);
    }

    void put(ClientField field, long value) {
        values.put(field, value);
    }

    void put(ClientField field, boolean value) {
        values.put(field, value);
    }

    /** An array; what of it is no text is null. */
    void put(ClientField field, List<@Nullable String> values) {
        this.values.put(field, values);
    }

    /** Nothing that any field takes. */
    void putOther(ClientField field) {
        values.put(field, MISTYPED);
    }

    /** Null where a reply could not carry it. */
    @Nullable
    String usableId() {
        return values.get(ClientField.ID) instanceof String id && isUsableId(id) ? id : null;
    }

    static boolean isUsableId(String id) {
        return !id.isEmpty() && id.length() <= Limits.ID_CHARS && Utf8.isWellFormed(id);
    }

    String text(ClientField field, int maxChars) {
        String value = optionalText(field, maxChars);
        if (value == null) throw missing(field);
        return value;
    }

    @Nullable
    String optionalText(ClientField field, int maxChars) {
        Object value = values.get(field);
        if (value == null) return null;
        if (!(value instanceof String text)) throw refused(field, "must be text");
        if (text.isEmpty() || text.length() > maxChars) {
            throw refused(field, "must have 1 to " + maxChars + " characters");
        }
        if (!Utf8.isWellFormed(text)) throw refused(field, "has half a surrogate pair");
        return text;
    }

    long integer(ClientField field, long min) {
        Long value = optionalInteger(field, min, Long.MAX_VALUE);
        if (value == null) throw missing(field);
        return value;
    }

    @Nullable
    Long optionalInteger(ClientField field, long min, long max) {
        Object value = values.get(field);
        if (value == null) return null;
        if (!(value instanceof Long number)) throw refused(field, "must be an integer of 64 bits");
        if (number < min || number > max) {
            throw refused(field, max == Long.MAX_VALUE ? "must be at least " + min : "must be " + min + " to " + max);
        }
        return number;
    }

    boolean truth(ClientField field) {
        Object value = values.get(field);
        if (value == null) throw missing(field);
        if (!(value instanceof Boolean truth)) throw refused(field, "must be true or false");
        return truth;
    }

    List<String> texts(ClientField field, int most, int maxChars) {
        Object value = values.get(field);
        if (value == null) throw missing(field);
        if (!(value instanceof List<?> list)) throw refused(field, "must be an array of texts");
        if (list.size() > most) throw refused(field, "may have at most " + most + " here");
        List<String> texts = new ArrayList<>(list.size());
        for (Object each : list) {
            if (!(each instanceof String text)
                    || text.isEmpty()
                    || text.length() > maxChars
                    || !Utf8.isWellFormed(text)) {
                throw refused(field, "must be an array of texts of 1 to " + maxChars + " characters");
            }
            texts.add(text);
        }
        return texts;
    }

    UUID uuid(ClientField field) {
        UUID value = optionalUuid(field);
        if (value == null) throw missing(field);
        return value;
    }

    @Nullable
    UUID optionalUuid(ClientField field) {
        Object value = values.get(field);
        if (value == null) return null;
        if (!(value instanceof String text) || !isUuid(text)) throw refused(field, "must be a UUID as text");
        return UUID.fromString(text);
    }

    /** {@link UUID#fromString} takes more than the one form. */
    private static boolean isUuid(String text) {
        if (text.length() != UUID_LENGTH) return false;
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !HexFormat.isHexDigit(c)) return false;
        }
        return true;
    }

    /** Null where the field is absent; never empty. */
    @Nullable
    List<String> optionalTexts(ClientField field, int most, int maxChars) {
        if (values.get(field) == null) return null;
        List<String> texts = texts(field, most, maxChars);
        if (texts.isEmpty()) throw refused(field, "must not be empty");
        return texts;
    }

    void requireAbsent(ClientField field, String why) {
        if (values.containsKey(field)) throw refused(field, "does not belong here: " + why);
    }

    String body(int maxBytes, boolean mayBeEmpty) {
        Object value = values.get(ClientField.BODY);
        if (value == null) throw missing(ClientField.BODY);
        if (!(value instanceof String body)) throw refused(ClientField.BODY, "must be text");
        if (body.isEmpty() && !mayBeEmpty) throw refused(ClientField.BODY, "must not be empty");
        int bytes = Utf8.length(body);
        if (bytes < 0) throw refused(ClientField.BODY, "has half a surrogate pair");
        if (bytes > maxBytes) {
            String sentence = "Field 'body' has " + bytes + " bytes of UTF-8; at most " + maxBytes + " fit.";
            throw new FrameRejected(ErrorCode.BODY_TOO_LARGE, sentence, usableId());
        }
        return body;
    }

    FrameRejected missing(ClientField field) {
        return refused(field, "is missing");
    }

    FrameRejected refused(ClientField field, String why) {
        return new FrameRejected(ErrorCode.BAD_FRAME, "Field '" + field.text() + "' " + why + ".", usableId());
    }
}
