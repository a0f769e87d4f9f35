package io.parley.command.conversation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What slows those down who write to everybody.
 *
 * @param starts conversations of two that one person may start in an hour, with people invited to groups whom they do not know; finding one
 *     that exists does not count
 * @param startsOfNewAccounts the same for accounts that are new
 * @param newFor how long an account is new
 * @param unanswered messages at most to somebody who has neither answered nor accepted so far
 */
@ConfigurationProperties("parley.conversations")
public record StartLimits(
        @DefaultValue("60") int starts,
        @DefaultValue("20") int startsOfNewAccounts,
        @DefaultValue("24h") Duration newFor,
        @DefaultValue("100") int unanswered) {
    public StartLimits {
        if (starts < 1 || startsOfNewAccounts < 1 || newFor.isNegative() || unanswered < 1) {
            throw new IllegalArgumentException("parley.conversations: starts, starts-of-new-accounts and unanswered are"
                    + " above 0, new-for is not below 0");
        }
    }
}
