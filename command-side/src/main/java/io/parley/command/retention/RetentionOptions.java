package io.parley.command.retention;

import io.parley.api.conversation.Retention;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long messages are kept on this server, whatever people want.
 *
 * @param atMost since they were sent; without it for ever
 * @param atMostMessages of each conversation, the newest; without it all
 * @param sweep time between two looks for messages that are over what people chose; what is over these limits is found within an hour
 */
@ConfigurationProperties("parley.retention")
public record RetentionOptions(
        @Nullable Duration atMost,
        @Nullable Long atMostMessages,
        @DefaultValue("10s") Duration sweep) {
    public RetentionOptions {
        boolean tooShort = atMost != null && atMost.toSeconds() < 1;
        if (tooShort || (atMostMessages != null && atMostMessages < 1) || sweep.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "parley.retention: at-most is at least a second, at-most-messages at least 1, sweep above 0");
        }
    }

    Retention limit() {
        return new Retention(atMost == null ? null : atMost.toSeconds(), atMostMessages);
    }
}
