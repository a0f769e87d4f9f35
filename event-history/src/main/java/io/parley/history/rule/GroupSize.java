package io.parley.history.rule;

import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.id.ConversationId;
import io.parley.history.fold.Turns;
import io.parley.history.source.Occurrence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whoever would have come after the group was full did not; a group that would have been too large from the start never was. */
final class GroupSize implements Rule {
    private final int most;
    private final Map<ConversationId, Set<Object>> members = new HashMap<>();
    private long judged;

    GroupSize(int most) {
        this.most = most;
    }

    @Override
    public Optional<String> refuses(ConversationEvent event, Occurrence at) {
        if (event instanceof DirectStarted) {
            return Optional.empty();
        }
        Set<Object> in = members.get(event.conversation());
        if (in != null) {
            in.removeAll(Turns.go(event));
        }
        var come = Turns.come(event);
        if (come.isEmpty() || (at.seq() > 0 && in == null)) {
            return Optional.empty();
        }
        judged++;
        Set<Object> then = in == null ? new HashSet<>() : new HashSet<>(in);
        then.addAll(come);
        if (then.size() > most) {
            return Optional.of(event.conversation().value());
        }
        members.put(event.conversation(), then);
        return Optional.empty();
    }

    @Override
    public long judged() {
        return judged;
    }
}
