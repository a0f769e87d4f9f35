package io.parley.client.http;

import io.parley.protocol.OwnSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, the one with the newest entry first.
 *
 * @param next asks for the next page; null on the last
 */
public record Inbox(List<Line> conversations, @Nullable String next) {
    /**
     * @param standing {@code member}, {@code invited}, {@code gone} or {@code blocked}
     * @param title of a group
     * @param request a stranger started it, and the person has neither answered nor agreed
     * @param picture of a group; null where it has none
     * @param members of a direct conversation or a small group
     * @param last the newest message; null where there is none to see
     */
    public record Line(
            String conversation,
            String kind,
            String standing,
            @Nullable String title,
            int size,
            boolean admin,
            long seq,
            long unread,
            boolean request,
            OwnSettings settings,
            @Nullable Picture picture,
            List<Member> members,
            @Nullable Last last) {}

    /** @param seq of the entry that carries it, with which it is fetched */
    public record Picture(String asset, long seq) {}

    public record Last(
            long seq, String kind, String from, @Nullable String body, Instant time) {}
}
