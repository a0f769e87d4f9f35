package io.parley.client.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What others may know of the caller; in a change, null leaves things as they are.
 *
 * @param presence and {@code lastSeen}: {@code everybody}, {@code contacts} or {@code nobody}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Privacy(
        @Nullable String presence,
        @Nullable String lastSeen,
        @Nullable Boolean readReceipts) {}
