package io.parley.api;

/** Keys of command and event metadata. */
public final class MetaDataKeys {
    /** The id of the person who asked. */
    public static final String ACTOR = "actor";

    /** The id of the device that asked. */
    public static final String DEVICE = "device";

    /** The name of the region where it happened, where there are several. */
    public static final String REGION = "region";

    /** Where a trace goes on, as a W3C {@code traceparent}; only of what is sampled. */
    public static final String TRACE = "traceparent";

    private MetaDataKeys() {}
}
