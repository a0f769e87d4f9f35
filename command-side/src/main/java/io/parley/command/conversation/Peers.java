package io.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectEvent.PeerBlocked;
import io.parley.api.conversation.DirectEvent.PeerUnblocked;
import io.parley.api.conversation.DirectEvent.RequestAccepted;
import io.parley.api.id.UserId;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the two people of a direct conversation stand to each other: a fold over its events. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
final class Peers {
    private final Set<UserId> blocking = new LinkedHashSet<>();
    /** To whom a stranger wrote who waits for an answer. */
    private @Nullable UserId asked;

    private int unanswered;

    boolean isBlocking(UserId user) {
        return blocking.contains(user);
    }

    boolean isAsked(UserId user) {
        return user.equals(asked);
    }

    void started(UserId with) {
        asked = with;
    }

    void wrote(UserId user) {
        if (isAsked(user)) {
            asked = null;
        } else if (asked != null) {
            unanswered++;
        }
    }

    /** Of whoever began, to somebody who has neither answered nor accepted. */
    int unanswered(UserId by) {
        return asked == null || isAsked(by) ? 0 : unanswered;
    }

    void on(DirectEvent event) {
        switch (event) {
            case PeerBlocked blocked -> blocking.add(blocked.by());
            case PeerUnblocked unblocked -> blocking.remove(unblocked.by());
            case RequestAccepted accepted -> asked = null;
        }
    }

    /** Axon's fixtures compare an aggregate with one made of its events. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Peers that
                && blocking.equals(that.blocking)
                && Objects.equals(asked, that.asked)
                && unanswered == that.unanswered;
    }

    @Override
    public int hashCode() {
        return Objects.hash(blocking, asked, unanswered);
    }
}
