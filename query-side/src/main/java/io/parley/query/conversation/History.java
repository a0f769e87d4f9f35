package io.parley.query.conversation;

import io.parley.api.Refusal;
import io.parley.api.conversation.EntryView;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.GetVisible;
import io.parley.api.id.ConversationId;
import io.parley.projections.view.EntryDocument;
import io.parley.projections.view.Keys;
import io.parley.projections.view.View;
import io.parley.query.view.Views;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
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
        return membership
                .visible(query.user(), query.conversation())
                .<GetHistory.Answer>map(visible -> page(query, visible))
                .orElseGet(() -> new GetHistory.Refused(Refusal.UNKNOWN_CONVERSATION));
    }

    private GetHistory.Page page(GetHistory query, GetVisible.Range visible) {
        long from;
        long to;
        boolean more;
        if (query.after() != null) {
            from = Math.max(visible.from(), Math.min(visible.to(), query.after()) + 1);
            to = Math.min(visible.to(), from + query.limit() - 1);
            more = to < visible.to();
        } else {
            to = query.before() == null
                    ? visible.to()
                    : Math.min(visible.to(), Math.max(visible.from(), query.before()) - 1);
            from = Math.max(visible.from(), to - query.limit() + 1);
            more = from > visible.from() && to >= visible.from();
        }
        return new GetHistory.Page(entries(query.conversation(), from, to), more);
    }

    /** Both inclusive, in ascending order. */
    public List<EntryView> entries(ConversationId conversation, long from, long to) {
        List<String> ids = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> Keys.entry(conversation, seq))
                .toList();
        return views.find(View.ENTRIES, ids).values().stream()
                .map(EntryDocument::read)
                .sorted(Comparator.comparingLong(EntryView::seq))
                .toList();
    }
}
