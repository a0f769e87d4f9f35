package io.parley.projections.presence;

import io.parley.api.MetaDataKeys;
import io.parley.api.Region;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.typing.TypingEvent;
import io.parley.api.typing.TypingStarted;
import io.parley.api.typing.TypingStopped;
import io.parley.delivery.Announcement;
import io.parley.projections.batch.ViewBatch;
import io.parley.projections.view.Keys;
import io.parley.projections.view.MembersDocument;
import io.parley.projections.view.MembershipDocument;
import io.parley.projections.view.View;
import io.parley.projections.view.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Tells people in this region who types in another one, as its events say; who types here, the edges here have told already. Whoever began
 * a while ago is left out, as somebody who catches up would be told of typing that is long over.
 */
public final class TypingElsewhere {
    private static final Duration NEWS = Duration.ofSeconds(10);

    private final Region here;
    private final Views views;
    private final Clock clock;

    public TypingElsewhere(Region here, Views views, Clock clock) {
        this.here = here;
        this.views = views;
        this.clock = clock;
    }

    @EventHandler
    void on(TypingStarted event, @MetaDataValue(MetaDataKeys.REGION) @Nullable String region, ViewBatch batch) {
        if (event.time().plus(NEWS).isAfter(clock.instant())) {
            tell(event, region, true, batch);
        }
    }

    @EventHandler
    void on(TypingStopped event, @MetaDataValue(MetaDataKeys.REGION) @Nullable String region, ViewBatch batch) {
        tell(event, region, false, batch);
    }

    private void tell(TypingEvent event, @Nullable String region, boolean on, ViewBatch batch) {
        if (region == null || region.equals(here.name())) {
            return;
        }
        List<UserId> others = members(event.conversation()).stream()
                .filter(member -> !member.equals(event.user()))
                .toList();
        if (!others.isEmpty()) {
            batch.announce(new Announcement.TypingChanged(others, event.conversation(), event.user(), on));
        }
    }

    private List<UserId> members(ConversationId conversation) {
        Document members = views.find(View.MEMBERS, conversation.value()).orElse(null);
        if (members == null) {
            return List.of();
        }
        List<UserId> ever = MembersDocument.byNumber(members);
        Map<String, Document> memberships = views.find(
                View.MEMBERSHIPS,
                ever.stream()
                        .map(member -> Keys.membership(conversation, member))
                        .toList());
        return ever.stream()
                .filter(member -> MembershipDocument.isMember(memberships.get(Keys.membership(conversation, member))))
                .toList();
    }
}
