package io.parley.delivery.redis;

import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.delivery.AnnouncementMetrics;
import io.parley.delivery.Announcer;
import io.parley.delivery.Connection;
import io.parley.delivery.NotAnnouncedException;
import io.parley.delivery.redis.AnnouncementCodec.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/** Passes what is announced on to the edges, by a Redis stream an edge: two or three round trips a batch, and one entry an edge. */
public final class RedisRouter implements Announcer {
    /** Of more recipients it is asked first which are connected at all: of a large group most are not. */
    private static final int MANY = 256;

    private final Redis redis;
    private final AnnouncementMetrics metrics;
    private final AnnouncementCodec codec = new AnnouncementCodec();

    public RedisRouter(Redis redis, AnnouncementMetrics metrics) {
        this.redis = redis;
        this.metrics = metrics;
    }

    @Override
    public void announce(List<Announcement> announcements) {
        try {
            route(announcements);
        } catch (DataAccessException e) {
            throw new NotAnnouncedException("Redis takes no announcements; they wait for it", e);
        }
    }

    private void route(List<Announcement> announcements) {
        Map<UserId, List<Holder>> holders = holders(announcements);
        Map<String, List<Told>> byIncarnation = new LinkedHashMap<>();
        for (Announcement announcement : announcements) {
            if (announcement instanceof Announcement.PresenceChanged) {
                everyEdge()
                        .forEach(incarnation -> byIncarnation
                                .computeIfAbsent(incarnation, any -> new ArrayList<>())
                                .add(Told.of(announcement, List.of())));
                continue;
            }
            Map<String, List<Connection>> connections = new LinkedHashMap<>();
            for (UserId recipient : announcement.recipients()) {
                for (Holder holder : holders.getOrDefault(recipient, List.of())) {
                    connections
                            .computeIfAbsent(holder.incarnation(), any -> new ArrayList<>())
                            .add(holder.connection());
                }
            }
            connections.forEach((incarnation, to) -> byIncarnation
                    .computeIfAbsent(incarnation, any -> new ArrayList<>())
                    .add(Told.of(announcement, to)));
        }
        byIncarnation.forEach(this::deliver);
    }

    private record Holder(String incarnation, Connection connection) {}

    private Map<UserId, List<Holder>> holders(List<Announcement> announcements) {
        Collection<UserId> recipients = connected(announcements);
        if (recipients.isEmpty()) {
            return Map.of();
        }
        List<Map<String, String>> found =
                redis.hashes(recipients.stream().map(Key::user).toList());
        Map<UserId, List<Holder>> holders = new HashMap<>();
        int next = 0;
        for (UserId user : recipients) {
            List<Holder> of = new ArrayList<>();
            found.get(next++)
                    .forEach((id, incarnation) ->
                            of.add(new Holder(incarnation, new Connection(id, user, LocalEdge.nameOf(incarnation)))));
            if (!of.isEmpty()) {
                holders.put(user, of);
            }
        }
        return holders;
    }

    private Collection<UserId> connected(List<Announcement> announcements) {
        Set<UserId> recipients = new LinkedHashSet<>();
        announcements.forEach(announcement -> recipients.addAll(announcement.recipients()));
        if (recipients.size() <= MANY) {
            return recipients;
        }
        return redis
                .membersAmong(
                        Key.CONNECTED, recipients.stream().map(UserId::value).toList())
                .stream()
                .map(UserId::new)
                .toList();
    }

    private Set<String> everyEdge() {
        Set<String> edges = redis.template().opsForZSet().range(Key.EDGES, 0, -1);
        return edges == null ? Set.of() : edges;
    }

    private void deliver(String incarnation, List<Told> told) {
        redis.deliver(incarnation, codec.write(told));
        metrics.sent(told.size());
    }
}
