package io.parley.edge.presence;

import io.parley.api.conversation.GetMembers;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.presence.GetPresence;
import io.parley.api.presence.GetPresence.Presence;
import io.parley.edge.request.Bus;
import io.parley.edge.session.Session;
import io.parley.edge.session.Sessions;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.ServerFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose presence which session wants to know. What changes is gathered until the next tick and then read from the views: whoever comes and goes
 * in between costs nothing more, and where there is too much to tell, it is told less often.
 */
public final class Watches {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    /** Of a conversation that is watched as a whole. */
    private static final int MOST_MEMBERS = 256;
    /** People whom one session watches, with those in the conversations that it watches. */
    private static final int MOST_PEOPLE = 1_024;

    private final Map<UserId, Set<String>> watchers = new ConcurrentHashMap<>();
    private final Map<String, Watcher> bySession = new ConcurrentHashMap<>();

    private final Set<UserId> changed = ConcurrentHashMap.newKeySet();
    private final Bus bus;
    private final Sessions sessions;

    public Watches(Bus bus, Sessions sessions) {
        this.bus = bus;
        this.sessions = sessions;
    }

    /** Replaces what the session watches, answers, and pushes the state of each. Blocks. */
    public void watch(Session session, ClientFrame.Watch watch) {
        UserId user = Objects.requireNonNull(session.identity()).user();
        try {
            Set<UserId> people = people(user, watch);
            Watcher watcher = bySession.computeIfAbsent(session.id(), any -> new Watcher());
            synchronized (watcher) {
                replace(session.id(), watcher, people);
                if (session.isClosed()) {
                    bySession.remove(session.id());
                    replace(session.id(), watcher, Set.of());
                    return;
                }
                GetPresence.Presences now = bus.query(new GetPresence(user, people), GetPresence.Presences.class);
                session.reply(new ServerFrame.Ok(watch.id()));
                now.presences().stream().filter(watcher::isNews).forEach(one -> push(session, one));
            }
        } catch (Bus.Unavailable e) {
            LOG.warn("A watch was answered 'unavailable'", e);
            session.reply(ServerFrame.Error.of(watch.id(), ErrorCode.UNAVAILABLE));
        }
    }

    private Set<UserId> people(UserId user, ClientFrame.Watch watch) throws Bus.Unavailable {
        Set<UserId> people = new LinkedHashSet<>();
        watch.people().forEach(one -> people.add(new UserId(one)));
        for (String conversation : watch.conversations()) {
            Set<UserId> members = bus.query(
                            new GetMembers(new ConversationId(conversation), MOST_MEMBERS), GetMembers.Members.class)
                    .members();
            if (members.contains(user) && people.size() + members.size() <= MOST_PEOPLE) {
                people.addAll(members);
            }
        }
        people.remove(user);
        return people;
    }

    private void replace(String session, Watcher watcher, Set<UserId> people) {
        watcher.people().stream().filter(one -> !people.contains(one)).forEach(one -> unwatch(one, session));
        people.forEach(one -> watch(one, session));
        watcher.watch(people);
    }

    private void watch(UserId user, String session) {
        watchers.compute(user, (any, held) -> {
            Set<String> more = held == null ? ConcurrentHashMap.newKeySet(1) : held;
            more.add(session);
            return more;
        });
    }

    private void unwatch(UserId user, String session) {
        watchers.computeIfPresent(user, (any, held) -> {
            held.remove(session);
            return held.isEmpty() ? null : held;
        });
    }

    public void left(Session session) {
        Watcher watcher = bySession.remove(session.id());
        if (watcher != null) {
            synchronized (watcher) {
                replace(session.id(), watcher, Set.of());
            }
        }
    }

    /** Somebody came or went; the views show it. */
    public void changed(UserId user) {
        if (watchers.containsKey(user)) {
            changed.add(user);
        }
    }

    /** Whoever is watched may have come or gone. */
    public void allChanged() {
        changed.addAll(watchers.keySet());
    }

    /** Pushes what changed since the last one. */
    public void tick() {
        Map<String, Set<UserId>> news = new HashMap<>();
        for (UserId user : Set.copyOf(changed)) {
            changed.remove(user);
            watchers.getOrDefault(user, Set.of())
                    .forEach(session -> news.computeIfAbsent(session, any -> new HashSet<>())
                            .add(user));
        }
        news.forEach((id, people) -> {
            Session session = sessions.find(id);
            Watcher watcher = bySession.get(id);
            if (session != null && watcher != null) {
                tell(session, watcher, people);
            }
        });
    }

    private void tell(Session session, Watcher watcher, Set<UserId> people) {
        UserId user = Objects.requireNonNull(session.identity()).user();
        synchronized (watcher) {
            try {
                bus.query(new GetPresence(user, people), GetPresence.Presences.class).presences().stream()
                        .filter(watcher::isNews)
                        .forEach(one -> push(session, one));
            } catch (Bus.Unavailable e) {
                LOG.warn("A session is not told who came and went; it is at the next tick", e);
                changed.addAll(people);
            }
        }
    }

    private static void push(Session session, Presence now) {
        session.push(new ServerFrame.Presence(now.user().value(), now.online(), now.lastSeen()));
    }
}
