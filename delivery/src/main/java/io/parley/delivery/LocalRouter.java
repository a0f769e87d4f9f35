package io.parley.delivery;

import io.parley.api.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Passes each announcement once to every edge that holds a recipient, on the caller's thread. */
public final class LocalRouter implements Announcer {
    private final Directory directory;
    private final LocalEdges edges;
    private final AnnouncementMetrics metrics;

    public LocalRouter(Directory directory, LocalEdges edges, AnnouncementMetrics metrics) {
        this.directory = directory;
        this.edges = edges;
        this.metrics = metrics;
    }

    @Override
    public void announce(List<Announcement> announcements) {
        announcements.forEach(this::route);
    }

    private void route(Announcement announcement) {
        if (announcement instanceof Announcement.PresenceChanged) {
            edges.all().forEach(inbox -> deliver(inbox, announcement, List.of()));
            return;
        }
        Map<String, Collection<Connection>> byEdge = new LinkedHashMap<>();
        for (UserId recipient : announcement.recipients()) {
            for (Connection connection : directory.connectionsOf(recipient)) {
                byEdge.computeIfAbsent(connection.edge(), edge -> new ArrayList<>())
                        .add(connection);
            }
        }
        byEdge.forEach((edge, connections) -> {
            EdgeInbox inbox = edges.inboxOf(edge);
            if (inbox != null) {
                deliver(inbox, announcement, connections);
            }
        });
    }

    private void deliver(EdgeInbox inbox, Announcement announcement, Collection<Connection> connections) {
        metrics.sent(1);
        inbox.deliver(announcement, connections);
    }
}
