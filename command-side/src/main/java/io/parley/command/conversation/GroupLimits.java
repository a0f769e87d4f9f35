package io.parley.command.conversation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Options of groups.
 *
 * @param members people at most in a group, with those who are invited; 2 to 100,000
 */
@ConfigurationProperties("parley.groups")
public record GroupLimits(@DefaultValue("1024") int members) {
    private static final int MOST = 100_000;

    public GroupLimits {
        if (members < 2 || members > MOST) {
            throw new IllegalArgumentException("parley.groups.members must be 2 to " + MOST);
        }
    }
}
