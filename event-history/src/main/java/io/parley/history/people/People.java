package io.parley.history.people;

import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.history.source.History;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is who, looked up in the events of each; what people write is a handle or an id. */
public final class People {
    private static final int REMEMBERED = 10_000;

    private final History history;
    private final Map<UserId, String> names = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    public People(History history) {
        this.history = history;
    }

    /** Their handle, or their id where it is erased. */
    public String name(UserId user) {
        return names.computeIfAbsent(user, this::readName);
    }

    private String readName(UserId user) {
        return history.isPseudonymous()
                ? user.value()
                : registration(user)
                        .flatMap(registered -> history.text(registered.readableHandle()))
                        .orElse(user.value());
    }

    private Optional<UserRegistered> registration(UserId user) {
        return first(user.value(), UserRegistered.class);
    }

    /** @throws HistoryException where nobody has that handle or id */
    public UserId find(String handleOrId) {
        Optional<UserRegistered> byId = registration(new UserId(handleOrId));
        if (byId.isPresent()) {
            return byId.get().user();
        }
        return HandleName.parse(handleOrId.startsWith("@") ? handleOrId.substring(1) : handleOrId)
                .map(history.handleKeys()::of)
                .flatMap(key -> first(key.value(), HandleClaimed.class))
                .map(HandleClaimed::user)
                .orElseThrow(() -> new HistoryException("There is nobody with the handle or id '" + handleOrId + "'."));
    }

    /**
     * @param idOrPair an id, or two people: {@code alice,bob}
     * @throws HistoryException where there is no such conversation
     */
    public ConversationId conversation(String idOrPair) {
        int comma = idOrPair.indexOf(',');
        ConversationId conversation = comma < 0
                ? new ConversationId(idOrPair)
                : ConversationId.direct(
                        original(find(idOrPair.substring(0, comma))), original(find(idOrPair.substring(comma + 1))));
        return first(conversation.value(), ConversationEvent.class)
                .map(ConversationEvent::conversation)
                .orElseThrow(() -> new HistoryException(
                        "There is no conversation '" + idOrPair + "'; name it by its id, or two people as alice,bob."));
    }

    private UserId original(UserId user) {
        return new UserId(history.original(user.value()));
    }

    private <T> Optional<T> first(String aggregate, Class<T> type) {
        return history.of(aggregate, 0, history.head())
                .limit(1)
                .map(Occurrence::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
