package io.parley.command.conversation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What slows those down who write to everybody.
 *
 * @param starts conversations of two that one person may start in an hour; finding one that exists does not count
 */
@ConfigurationProperties("parley.conversations")
public record StartLimits(@DefaultValue("60") int starts) {
    public StartLimits {
        if (starts < 1) {
            throw new IllegalArgumentException("parley.conversations.starts must be above 0");
        }
    }
}
