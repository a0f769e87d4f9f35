package io.parley.edge.typing;

import io.parley.api.Region;
import io.parley.api.conversation.GetInboxConversations;
import io.parley.api.conversation.GetMembers;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.delivery.Announcer;
import io.parley.delivery.NotAnnouncedException;
import io.parley.delivery.typing.TypingCache;
import io.parley.delivery.typing.TypingOptions;
import io.parley.edge.request.Bus;
import io.parley.edge.request.TypingNow;
import io.parley.edge.session.Identity;
import io.parley.edge.session.Session;
import io.parley.edge.typing.TypingLine.Step;
import io.parley.edge.typing.TypingLine.What;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ServerFrame;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who types, from the frames of this edge's sessions to the pushes. Nothing here blocks whoever calls it, and messages never wait for it;
 * what is lost heals, since typing ends by itself.
 */
public final class Typing implements TypingNow {
    private static final Logger LOG = LoggerFactory.getLogger(Typing.class);
    private static final int LOCKS = 64;

    private final Map<String, TypingLine> lines = new ConcurrentHashMap<>();
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final TypingCache cache;
    private final TypingOptions options;
    private final Bus bus;
    private final Announcer announcer;
    private final TypingHistory history;
    private final Clock clock;

    public Typing(
            TypingCache cache,
            TypingOptions options,
            Bus bus,
            Announcer announcer,
            EventBus events,
            Region region,
            Clock clock) {
        this.cache = cache;
        this.options = options;
        this.bus = bus;
        this.announcer = announcer;
        this.history = new TypingHistory(events, region);
        this.clock = clock;
    }

    public void said(Session session, ClientFrame.Typing frame) {
        TypingLine line = lines.computeIfAbsent(session.id(), any -> new TypingLine());
        enter(session, line, new Step(new ConversationId(frame.conversation()), frame.on() ? What.ON : What.OFF));
    }

    /** The session's person has sent a message there, which was accepted. */
    public void sent(Session session, ConversationId conversation) {
        TypingLine line = lines.get(session.id());
        UserId user = Objects.requireNonNull(session.identity()).user();
        if (line != null || (!cache.isQuiet() && cache.isTyping(conversation, user))) {
            enter(session, line == null ? new TypingLine() : line, new Step(conversation, What.SENT));
        }
    }

    /** The session is over. */
    public void left(Session session) {
        TypingLine line = lines.remove(session.id());
        if (line != null) {
            line.conversations().forEach(conversation -> enter(session, line, new Step(conversation, What.LEFT)));
        }
    }

    /** What has become due meanwhile; called now and then. */
    public void tick() {
        cache.due().forEach(change -> Thread.startVirtualThread(() -> tell(change)));
    }

    private void enter(Session session, TypingLine line, Step step) {
        if (line.add(step)) {
            Thread.startVirtualThread(() -> run(session, line));
        }
    }

    private void run(Session session, TypingLine line) {
        UserId user = Objects.requireNonNull(session.identity()).user();
        for (Step step = line.next(); step != null; step = line.next()) {
            ConversationId conversation = step.conversation();
            try {
                switch (step.what()) {
                    case ON -> start(session, line, conversation, user);
                    case OFF, LEFT -> {
                        line.forget(conversation);
                        cache.stop(conversation, user, session.id()).ifPresent(this::tell);
                    }
                    case SENT -> {
                        line.forget(conversation);
                        cache.sent(conversation, user).ifPresent(this::tell);
                    }
                }
            } catch (RuntimeException e) {
                LOG.error("A step of typing broke; the next one follows", e);
            }
        }
    }

    private void start(Session session, TypingLine line, ConversationId conversation, UserId user) {
        if (session.isClosed()) {
            return;
        }
        if (!line.isChecked(conversation, clock.instant(), options.ttl())) {
            if (!members(conversation).contains(user)) {
                line.forget(conversation);
                cache.stop(conversation, user, session.id()).ifPresent(this::tell);
                return;
            }
            if (!line.check(conversation, clock.instant())) {
                return;
            }
        }
        cache.type(conversation, user, session.id()).ifPresent(this::tell);
        if (session.isClosed()) {
            line.forget(conversation);
            cache.stop(conversation, user, session.id()).ifPresent(this::tell);
        }
    }

    private Set<UserId> members(ConversationId conversation) {
        try {
            return bus.query(new GetMembers(conversation, options.members()), GetMembers.Members.class)
                    .members();
        } catch (Bus.Unavailable e) {
            LOG.warn("Nobody is told who types in {} now", conversation, e);
            return Set.of();
        }
    }

    /** Says what holds by now, so that of two changes at once the later one has the last word. */
    private void tell(TypingCache.Change change) {
        ConversationId conversation = change.conversation();
        UserId user = change.user();
        List<UserId> others = members(conversation).stream()
                .filter(member -> !member.equals(user))
                .toList();
        if (!others.isEmpty()) {
            synchronized (locks[Math.floorMod(Arrays.asList(conversation, user).hashCode(), LOCKS)]) {
                announce(
                        new Announcement.TypingChanged(others, conversation, user, cache.isTyping(conversation, user)));
            }
        }
        history.add(change);
    }

    private void announce(Announcement.TypingChanged changed) {
        try {
            announcer.announce(List.of(changed));
        } catch (NotAnnouncedException e) {
            LOG.warn("Nobody is told who types in {} now", changed.conversation(), e);
        }
    }

    @Override
    public List<ServerFrame.Typists> seenBy(Identity identity) throws Bus.Unavailable {
        if (cache.isQuiet()) {
            return List.of();
        }
        UserId user = identity.user();
        Map<ConversationId, Set<UserId>> typing =
                cache.typing(bus.query(new GetInboxConversations(user), GetInboxConversations.Conversations.class)
                        .conversations());
        List<ServerFrame.Typists> seen = new ArrayList<>();
        typing.forEach((conversation, typists) -> {
            List<String> others = typists.stream()
                    .filter(typist -> !typist.equals(user))
                    .map(UserId::value)
                    .toList();
            if (!others.isEmpty() && members(conversation).contains(user)) {
                seen.add(new ServerFrame.Typists(conversation.value(), others));
            }
        });
        return seen;
    }

    @Override
    public boolean isTyping(String conversation, String user) {
        return cache.isTyping(new ConversationId(conversation), new UserId(user));
    }
}
