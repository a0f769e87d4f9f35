package io.parley.protocol;

import org.jspecify.annotations.Nullable;

/** A frame that is refused as it stands. An outcome rather than a fault: it has no stack trace and costs no more than its sentence. */
public final class FrameRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String sentence;
    private final @Nullable String id;

    FrameRejected(ErrorCode code, String sentence, @Nullable String id) {
        super(code.code() + ": " + sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
        this.id = id;
    }

    public ErrorCode code() {
        return code;
    }

    /** Names the field and what would be right; holds nothing of the frame's content but names of fields and types. */
    public String sentence() {
        return sentence;
    }

    /** The refused frame's own id; null where it had none that can be answered. */
    public @Nullable String id() {
        return id;
    }

    /** The frame to answer with. */
    public ServerFrame.Error toFrame() {
        return ServerFrame.Error.of(id, code, sentence);
    }
}
