package io.parley.query.conversation;

import io.parley.api.Refusal;
import io.parley.api.asset.GetAttachment;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.GetVisible.Visible;
import io.parley.api.conversation.SyncInbox.Picture;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.projections.view.GroupDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.axonframework.queryhandling.QueryHandler;

/** Pages of entries: seqs are dense, so a page is a range of ids. */
public final class History {
    private final Views views;
    private final Entries entries;
    private final Membership membership;

    public History(Views views, Membership membership) {
        this.views = views;
        this.entries = new Entries(views);
        this.membership = membership;
    }

    @QueryHandler
    public GetHistory.Answer handle(GetHistory query) {
        Visible visible = membership.visible(query.user(), query.conversation());
        if (visible.isNothing()) {
            return new GetHistory.Refused(Refusal.UNKNOWN_CONVERSATION);
        }
        Pages.Page page = query.after() != null
                ? Pages.above(visible, query.after(), query.limit())
                : Pages.below(visible, Objects.requireNonNullElse(query.before(), Long.MAX_VALUE), query.limit());
        return new GetHistory.Page(entries.of(query.user(), query.conversation(), page.seqs(), visible), page.more());
    }

    /** Whoever may see an entry may fetch what it carries, as long as it carries it; and what the group looks like, whoever sees the group. */
    @QueryHandler
    GetAttachment.Answer handle(GetAttachment query) {
        Visible visible = membership.visible(query.user(), query.conversation());
        return new GetAttachment.Answer(isCarried(query, visible) || isPicture(query, visible));
    }

    private boolean isCarried(GetAttachment query, Visible visible) {
        return visible.contains(query.seq())
                && entries.of(query.user(), query.conversation(), List.of(query.seq()), visible).stream()
                        .flatMap(entry -> entry.attachments().stream())
                        .anyMatch(attachment -> attachment.asset().equals(query.asset()));
    }

    private boolean isPicture(GetAttachment query, Visible visible) {
        OptionalLong last = visible.clip(Long.MAX_VALUE);
        return last.isPresent()
                && views.find(View.GROUPS, query.conversation().value())
                        .map(group -> GroupDocument.picture(group, last.getAsLong()))
                        .filter(new Picture(query.asset(), query.seq())::equals)
                        .isPresent();
    }

    /** The oldest entries above a seq that the person may see. */
    public GetHistory.Page above(UserId user, ConversationId conversation, long seq, int limit) {
        Visible visible = membership.visible(user, conversation);
        Pages.Page page = Pages.above(visible, seq, limit);
        return new GetHistory.Page(entries.of(user, conversation, page.seqs(), visible), page.more());
    }
}
