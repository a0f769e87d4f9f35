package io.parley.projections.view;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A document of {@link View#MEMBERSHIPS}. What changes is kept by seq, and the newest counts: writing it again changes nothing. */
public final class MembershipDocument {
    private MembershipDocument() {}

    /**
     * Where a conversation stood for a member when they came or went.
     *
     * @param messages in the conversation, up to and including {@code seq}
     * @param own of them by the member
     * @param lastMessage seq of the last one, -1 for none
     * @param time of the entry at {@code seq}, in milliseconds since 1970
     */
    public record Stand(long seq, long messages, long own, long lastMessage, long time) {
        public Document document() {
            return new Document("n", messages)
                    .append("o", own)
                    .append("l", lastMessage)
                    .append("t", time);
        }

        private static Stand read(long seq, Document document) {
            return new Stand(
                    seq, document.getLong("n"), document.getLong("o"), document.getLong("l"), document.getLong("t"));
        }
    }

    /**
     * A time in the conversation, both ends seen.
     *
     * @param from the first entry that they see; {@code messages} of {@code start} are those before
     * @param end null while it lasts
     */
    public record Stay(long from, Stand start, @Nullable Stand end) {}

    /** In their order. */
    public static List<Stay> stays(Document membership) {
        NavigableMap<Long, Stand> starts = stands(membership.get("j", new Document()));
        NavigableMap<Long, Stand> ends = stands(membership.get("l", new Document()));
        List<Stay> stays = new ArrayList<>(starts.size());
        starts.forEach((from, start) -> {
            var end = ends.ceilingEntry(from);
            stays.add(new Stay(from, start, end == null ? null : end.getValue()));
        });
        return stays;
    }

    private static NavigableMap<Long, Stand> stands(Document bySeq) {
        NavigableMap<Long, Stand> stands = new TreeMap<>();
        bySeq.forEach(
                (seq, stand) -> stands.put(Long.parseLong(seq), Stand.read(Long.parseLong(seq), (Document) stand)));
        return stands;
    }

    /** Whether they see that entry. */
    public static boolean sees(Document membership, long seq) {
        return stays(membership).stream()
                .anyMatch(stay -> stay.from() <= seq
                        && (stay.end() == null || seq <= stay.end().seq()));
    }

    /** Whether they are in it; a membership that is not there yet is none. */
    public static boolean isMember(@Nullable Document membership) {
        return membership != null && newest(membership, "j") > newest(membership, "l");
    }

    /** Whether they were in it once, and are not any more. */
    public static boolean isOver(@Nullable Document membership) {
        return membership != null && newest(membership, "j") >= 0 && !isMember(membership);
    }

    /** Whether they agreed to be written to by the other one of two. */
    public static boolean hasAgreed(Document membership) {
        return membership.containsKey("a");
    }

    /** Whether they were asked to join and have not answered. */
    public static boolean isInvited(Document membership) {
        return newest(membership, "v") > newest(membership, "w");
    }

    /** When, in milliseconds since 1970, somebody was asked to join last. */
    public static long invitedAt(Document membership) {
        return membership.get("v", Document.class).getLong(String.valueOf(newest(membership, "v")));
    }

    public static boolean isAdmin(Document membership) {
        Document roles = membership.get("r", new Document());
        long newest = newest(membership, "r");
        return newest >= 0 && roles.getBoolean(String.valueOf(newest)) && newest(membership, "l") < newest;
    }

    /** Seq of the newest message that mentions them; null where none does. */
    public static @Nullable Long mentioned(Document membership) {
        return membership.getLong("q");
    }

    private static long newest(Document membership, String field) {
        return membership.get(field, new Document()).keySet().stream()
                .mapToLong(Long::parseLong)
                .max()
                .orElse(-1);
    }
}
