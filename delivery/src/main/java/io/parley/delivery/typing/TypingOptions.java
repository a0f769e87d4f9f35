package io.parley.delivery.typing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of typing.
 *
 * @param ttl after which somebody who does not say so again no longer types
 * @param pause between two changes of one person in one conversation that others are told
 * @param members of a conversation at most in which typing is shown
 */
@ConfigurationProperties("parley.typing")
public record TypingOptions(
        @DefaultValue("5s") Duration ttl,
        @DefaultValue("3s") Duration pause,
        @DefaultValue("256") int members) {
    public TypingOptions {
        if (!ttl.isPositive() || pause.isNegative() || members < 2) {
            throw new IllegalArgumentException(
                    "parley.typing: ttl must be positive, pause not negative, members at least 2");
        }
    }
}
