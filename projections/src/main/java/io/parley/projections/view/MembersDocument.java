package io.parley.projections.view;

import io.parley.api.id.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** A document of {@link View#MEMBERS}. */
public final class MembersDocument {
    private MembersDocument() {}

    /** Whether it is the conversation of two people: both are in it, whatever they decided about each other. */
    public static boolean isDirect(Document members) {
        return "direct".equals(members.getString("k"));
    }

    /** Everybody who ever was in it, in the order in which they first joined. */
    public static List<UserId> byNumber(Document members) {
        Document numbers = members.get("m", new Document());
        return numbers.keySet().stream()
                .sorted(Comparator.comparingInt(numbers::getInteger))
                .map(UserId::new)
                .toList();
    }

    /** Ids of everybody who ever was invited, whatever came of it. */
    public static Set<String> everInvited(Document members) {
        return members.get("i", new Document()).keySet();
    }
}
