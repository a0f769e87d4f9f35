package io.parley.protocol;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Frames to JSON text and back. Thread-safe; one serves a whole process. */
public final class FrameCodec {
    private final ObjectWriter clientWriter;
    private final ObjectWriter serverWriter;
    private final ObjectReader serverReader;

    public FrameCodec() {
        JsonMapper mapper = JsonMapper.builder()
                .annotationIntrospector(new RequiredUnlessNullable())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
                .build();
        clientWriter = mapper.writerFor(ClientFrame.class);
        serverWriter = mapper.writerFor(ServerFrame.class);
        serverReader = mapper.readerFor(ServerFrame.class);
    }

    /** {@code t} comes first, then the record's components in their order; absent ones are left out. */
    public String encode(Frame frame) {
        return writer(frame).writeValueAsString(frame);
    }

    /** As {@link #encode}, in UTF-8. */
    public byte[] encodeToBytes(Frame frame) {
        return writer(frame).writeValueAsBytes(frame);
    }

    private ObjectWriter writer(Frame frame) {
        return switch (frame) {
            case ClientFrame client -> clientWriter;
            case ServerFrame server -> serverWriter;
        };
    }

    /**
     * For servers: unknown fields are ignored, everything else must be exactly right.
     *
     * @throws FrameRejected and nothing else, whatever the text
     */
    public ClientFrame decodeClient(CharSequence text) {
        return ClientFrameReader.read(text.toString());
    }

    /**
     * For clients: unknown fields are ignored, and a frame of an unknown type is empty.
     *
     * @throws FrameRejected when it is not JSON, or a known frame lacks a field or has a mistyped one
     */
    public Optional<ServerFrame> decodeServer(String text) {
        try {
            return Optional.ofNullable(serverReader.readValue(text));
        } catch (JacksonException e) {
            throw new FrameRejected(ErrorCode.BAD_FRAME, "The server's frame cannot be read.", null);
        }
    }
}
