package io.parley.client.session;

import io.parley.protocol.ServerFrame.Accepted;
import io.parley.protocol.ServerFrame.Attachment;
import io.parley.protocol.ServerFrame.Entry;
import io.parley.protocol.ServerFrame.Error;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The session's conversations, made when first heard of. On the lane. */
final class Conversations {
    /** Acknowledgements that the last process may not have got through; older ones are covered by the next message. */
    private static final int ACKNOWLEDGED_AGAIN = 64;

    private final Map<String, Conversation> byId = new HashMap<>();
    private final Map<String, UUID> lastAccepted;
    private final SessionStore store;
    private final SessionListener listener;
    private final Link link;
    private final Lane lane;
    private final Pulls pulls;
    private final Sends sends;
    private final Duration gapGrace;
    private final Self self;
    private boolean sending;

    /** Who the session is; known once it was greeted for the first time. */
    interface Self {
        @Nullable
        String user();

        @Nullable
        String device();
    }

    Conversations(
            SavedSession saved,
            SessionStore store,
            SessionListener listener,
            Link link,
            Lane lane,
            Pulls pulls,
            Sends sends,
            Duration gapGrace,
            Self self) {
        this.lastAccepted = saved.lastAccepted();
        this.store = store;
        this.listener = listener;
        this.link = link;
        this.lane = lane;
        this.pulls = pulls;
        this.sends = sends;
        this.gapGrace = gapGrace;
        this.self = self;
        saved.seen().forEach((id, seq) -> get(id).feed().startAt(seq));
        saved.seen().entrySet().stream()
                .skip(Math.max(0, saved.seen().size() - ACKNOWLEDGED_AGAIN))
                .forEach(seen -> get(seen.getKey()).acks().delivered(seen.getValue()));
        saved.read().forEach((id, seq) -> get(id).acks().read(seq));
        saved.outbox().forEach(message -> get(message.conversation()).chain().add(message));
    }

    /** Whether entries exist which the app was not given yet. */
    boolean anyBehind() {
        return byId.values().stream().anyMatch(one -> one.feed().isBehind());
    }

    /** A connection begins. */
    void greeted() {
        byId.values().forEach(one -> one.feed().greeted());
    }

    /** The connection is good: what was acknowledged or sent in vain goes again, and what is missing is pulled. */
    void resume() {
        sending = true;
        for (Conversation conversation : List.copyOf(byId.values())) {
            conversation.acks().synced();
            conversation.feed().pullIfBehind();
            conversation.chain().resume();
        }
    }

    void pause() {
        sending = false;
        byId.values().forEach(one -> one.chain().pause());
    }

    Conversation get(String id) {
        return byId.computeIfAbsent(id, this::make);
    }

    private Conversation make(String id) {
        Acks acks = new Acks(id, link, lane);
        Feed feed = new Feed(id, link, lane, pulls, new Taking(id, acks));
        Chain chain = new Chain(id, lastAccepted.get(id), link, lane, new Fates(id));
        if (sending) chain.resume();
        return new Conversation(id, feed, chain, acks);
    }

    void offer(String id, Entry entry) {
        Conversation conversation = get(id);
        conversation.feed().offer(entry, conversation.chain().isOpen() ? gapGrace : Duration.ZERO);
    }

    private final class Taking implements Feed.Taker {
        private final String id;
        private final Acks acks;
        private long newestOfOthers = -1;

        Taking(String id, Acks acks) {
            this.id = id;
            this.acks = acks;
        }

        @Override
        public void take(Entry entry) {
            listener.onMessage(id, entry);
            if (!entry.from().equals(self.user())) newestOfOthers = entry.seq();
        }

        @Override
        public void taken(long last) {
            store.seen(id, last);
            if (newestOfOthers >= 0) acks.delivered(newestOfOthers);
        }
    }

    private final class Fates implements Chain.Fate {
        private final String id;

        Fates(String id) {
            this.id = id;
        }

        @Override
        public void accepted(Outgoing message, Accepted accepted) {
            store.accepted(id, message.mid());
            listener.onAccepted(accepted);
            String user = self.user();
            if (user != null) get(id).feed().offer(entry(message, accepted, user), gapGrace);
            sends.accepted(accepted);
        }

        private Entry entry(Outgoing message, Accepted accepted, String user) {
            Content content = message.content();
            return new Entry(
                    accepted.seq(),
                    content.kind() == null ? "message" : content.kind().text(),
                    user,
                    self.device(),
                    message.mid(),
                    content.kind() != null && content.body().isEmpty() ? null : content.body(),
                    content.target(),
                    content.replyTo(),
                    content.mentions().isEmpty() ? null : content.mentions(),
                    attachments(content),
                    null,
                    null,
                    null,
                    null,
                    null,
                    accepted.time());
        }

        private static @Nullable List<Attachment> attachments(Content content) {
            return content.attachments().isEmpty()
                    ? null
                    : content.attachments().stream()
                            .map(one -> new Attachment(
                                    one.asset(), one.type(), one.size(), one.name(), one.width(), one.height()))
                            .toList();
        }

        @Override
        public void refused(Outgoing message, Error error) {
            store.dropped(message.mid());
            listener.onRefused(message, error);
            sends.refused(message, error);
        }

        @Override
        public void chained(@Nullable UUID mid) {
            store.chained(id, mid);
        }
    }
}
