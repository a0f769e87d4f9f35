package io.parley.api.trace;

import io.opentelemetry.api.common.AttributeKey;

/** What spans say: ids and numbers, never what people write or are called. */
public final class SpanKeys {
    public static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("parley.conversation");
    public static final AttributeKey<String> MID = AttributeKey.stringKey("parley.mid");
    public static final AttributeKey<Long> SEQ = AttributeKey.longKey("parley.seq");
    public static final AttributeKey<String> SESSION = AttributeKey.stringKey("parley.session");
    public static final AttributeKey<String> EDGE = AttributeKey.stringKey("parley.edge");

    /** A refusal's code, as in the {@code error} frame. */
    public static final AttributeKey<String> CODE = AttributeKey.stringKey("parley.code");

    /** Messages or watermarks that a command holds. */
    public static final AttributeKey<Long> ENTRIES = AttributeKey.longKey("parley.entries");

    /** The processing group. */
    public static final AttributeKey<String> GROUP = AttributeKey.stringKey("parley.group");

    /** Events in a batch. */
    public static final AttributeKey<Long> BATCH = AttributeKey.longKey("parley.batch");

    /** Sessions that were pushed to. */
    public static final AttributeKey<Long> SESSIONS = AttributeKey.longKey("parley.sessions");

    /** The class of a failure, as OpenTelemetry calls it. */
    public static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private SpanKeys() {}
}
