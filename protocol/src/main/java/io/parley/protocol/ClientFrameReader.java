package io.parley.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads what clients send in one pass and trusts none of it. */
final class ClientFrameReader {
    private static final int NESTING = 16;
    private static final int NAME_CHARS = 256;
    private static final int NUMBER_CHARS = 100;
    /** No field that is kept whole has more; unknown ones are skipped, but not without bound either. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(NESTING)
            .maxNameLength(NAME_CHARS)
            .maxNumberLength(NUMBER_CHARS)
            .maxStringLength(Limits.FRAME_BYTES)
            .build();

    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonFactory LOOSE =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    private ClientFrameReader() {}

    static ClientFrame read(String text) {
        if (isTooLarge(text, Limits.FRAME_BYTES)) throw tooLarge(text, "A frame", Limits.FRAME_BYTES);
        ClientFields fields;
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), text)) {
            fields = fields(parser, text);
        } catch (StreamConstraintsException e) {
            throw rejected(
                    ErrorCode.BAD_FRAME, "The frame is nested too deeply, or a name or number is too long.", text);
        } catch (JacksonException e) {
            throw unreadable(e, text);
        }
        ClientFrame frame = ClientFrameTypes.build(fields);
        if (frame instanceof ClientFrame.Hello && isTooLarge(text, Limits.HELLO_BYTES)) {
            throw tooLarge(text, "hello", Limits.HELLO_BYTES);
        }
        return frame;
    }

    private static ClientFields fields(JsonParser parser, String text) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw rejected(ErrorCode.BAD_JSON, ErrorCode.BAD_JSON.sentence(), text);
        }
        ClientFields fields = new ClientFields();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            ClientField field = ClientField.named(name);
            if (field == null) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_STRING) {
                fields.put(field, parser.getString());
            } else if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
                fields.put(field, parser.getLongValue());
            } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
                fields.put(field, token == JsonToken.VALUE_TRUE);
            } else if (token == JsonToken.START_ARRAY) {
                fields.put(field, texts(parser));
            } else if (token != JsonToken.VALUE_NULL) {
                fields.putOther(field);
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new FrameRejected(
                    ErrorCode.BAD_JSON, "Something follows the frame's JSON object.", fields.usableId());
        }
        return fields;
    }

    /** Bounded by the frame; null for what is no text. */
    private static List<@Nullable String> texts(JsonParser parser) {
        List<@Nullable String> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            texts.add(token == JsonToken.VALUE_STRING ? parser.getString() : null);
            parser.skipChildren();
        }
        return texts;
    }

    private static FrameRejected unreadable(JacksonException e, String text) {
        String reason = e.getOriginalMessage();
        if (reason != null && reason.startsWith("Duplicate ")) {
            return rejected(ErrorCode.BAD_FRAME, "The frame has two fields of one name in one object.", text);
        }
        return rejected(ErrorCode.BAD_JSON, "The frame is not one JSON object: it breaks" + place(e) + ".", text);
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null ? "" : " at character " + e.getLocation().getCharOffset();
    }

    private static FrameRejected tooLarge(String text, String what, int bytes) {
        return rejected(ErrorCode.FRAME_TOO_LARGE, what + " may have at most " + bytes + " bytes.", text);
    }

    private static boolean isTooLarge(String text, int bytes) {
        if (text.length() * 3L <= bytes) return false;
        return text.length() > bytes || Utf8.length(text) > bytes;
    }

    private static FrameRejected rejected(ErrorCode code, String sentence, String text) {
        return new FrameRejected(code, sentence, idOf(text));
    }

    /** The id of a frame that cannot be read to its end: the first one on its outermost level. */
    private static @Nullable String idOf(String text) {
        try (JsonParser parser = LOOSE.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) return null;
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                if (name.equals(ClientField.ID.text())) {
                    return token == JsonToken.VALUE_STRING && ClientFields.isUsableId(parser.getString())
                            ? parser.getString()
                            : null;
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
