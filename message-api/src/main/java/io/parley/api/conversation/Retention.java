package io.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long messages are kept; where both are given, for as long as both allow.
 *
 * @param seconds since they were sent, at least 1; null for no end
 * @param messages how many, the newest, at least 1; null for all
 */
public record Retention(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long seconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long messages) {
    public static final Retention FOREVER = new Retention(null, null);

    @JsonIgnore
    public boolean isForever() {
        return equals(FOREVER);
    }

    /** What both allow. */
    public Retention and(Retention other) {
        return new Retention(lower(seconds, other.seconds), lower(messages, other.messages));
    }

    private static @Nullable Long lower(@Nullable Long one, @Nullable Long other) {
        return Stream.of(one, other)
                .filter(limit -> limit != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
