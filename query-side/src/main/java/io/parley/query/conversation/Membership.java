package io.parley.query.conversation;

import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** The one place that says which entries of a conversation a person may see. */
public final class Membership {
    private final Views views;

    public Membership(Views views) {
        this.views = views;
    }

    @QueryHandler
    GetVisible.Visible handle(GetVisible query) {
        return visible(query.user(), query.conversation());
    }

    public GetVisible.Visible visible(UserId user, ConversationId conversation) {
        return views.find(View.MEMBERSHIPS, Keys.membership(conversation, user))
                .flatMap(membership -> views.find(View.HEADS, conversation.value())
                        .map(head -> visible(membership, head.getLong("s"))))
                .orElse(GetVisible.Visible.NOTHING);
    }

    /** Memberships may be ahead of the head for a moment. */
    private static GetVisible.Visible visible(Document membership, long head) {
        return new GetVisible.Visible(MembershipDocument.stays(membership).stream()
                .filter(stay -> stay.from() <= head)
                .map(stay -> new GetVisible.Range(
                        stay.from(), stay.end() == null ? head : stay.end().seq()))
                .toList());
    }
}
