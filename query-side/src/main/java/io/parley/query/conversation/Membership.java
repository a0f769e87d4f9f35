package io.parley.query.conversation;

import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/** The one place that says which entries of a conversation a person may see. */
public final class Membership {
    private final Views views;

    public Membership(Views views) {
        this.views = views;
    }

    @QueryHandler
    GetVisible.Answer handle(GetVisible query) {
        return visible(query.user(), query.conversation())
                .<GetVisible.Answer>map(range -> range)
                .orElseGet(GetVisible.Nothing::new);
    }

    /** Empty for a conversation that does not exist, or that the person is not in. */
    public Optional<GetVisible.Range> visible(UserId user, ConversationId conversation) {
        return views.find(View.MEMBERS, conversation.value())
                .map(members -> members.get("m", Document.class).get(user.value(), Document.class))
                .flatMap(member -> views.find(View.HEADS, conversation.value())
                        .map(head -> new GetVisible.Range(member.getLong("a"), head.getLong("s"))));
    }
}
