package io.parley.query.conversation;

import io.parley.api.Refusal;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.axonframework.queryhandling.QueryHandler;

/** Pages of entries: seqs are dense, so a page is a range of ids. */
public final class History {
    private final Views views;
    private final Membership membership;

    public History(Views views, Membership membership) {
        this.views = views;
        this.membership = membership;
    }

    @QueryHandler
    public GetHistory.Answer handle(GetHistory query) {
        GetVisible.Visible visible = membership.visible(query.user(), query.conversation());
        if (visible.isNothing()) {
            return new GetHistory.Refused(Refusal.UNKNOWN_CONVERSATION);
        }
        Pages.Page page = query.after() != null
                ? Pages.above(visible, query.after(), query.limit())
                : Pages.below(visible, Objects.requireNonNullElse(query.before(), Long.MAX_VALUE), query.limit());
        return new GetHistory.Page(entries(query.conversation(), page.seqs()), page.more());
    }

    /** The oldest entries above a seq that the person may see. */
    public GetHistory.Page above(UserId user, ConversationId conversation, long seq, int limit) {
        Pages.Page page = Pages.above(membership.visible(user, conversation), seq, limit);
        return new GetHistory.Page(entries(conversation, page.seqs()), page.more());
    }

    /** In ascending order. */
    private List<EntryView> entries(ConversationId conversation, List<Long> seqs) {
        List<String> ids =
                seqs.stream().map(seq -> Keys.entry(conversation, seq)).toList();
        return views.find(View.ENTRIES, ids).values().stream()
                .map(EntryDocument::read)
                .sorted(Comparator.comparingLong(EntryView::seq))
                .toList();
    }
}
