package io.parley.client.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations, the one with the newest entry first.
 *
 * @param next asks for the next page; null on the last
 */
public record Inbox(List<Line> conversations, @Nullable String next) {
    /** @param last the newest entry; null where there is none to see */
    public record Line(
            String conversation,
            String kind,
            long seq,
            long unread,
            List<Member> members,
            @Nullable Last last) {}

    public record Last(
            long seq, String kind, String from, @Nullable String body, Instant time) {}
}
