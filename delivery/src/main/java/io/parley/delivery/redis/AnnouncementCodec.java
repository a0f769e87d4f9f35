package io.parley.delivery.redis;

import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.delivery.Connection;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What one edge is told at once, as JSON text and back. Unknown fields are those of a newer version. Thread-safe. */
final class AnnouncementCodec {
    private static final TypeReference<List<Told>> TOLD = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** An announcement, and the connections of one edge that it goes to. */
    record Told(Announcement announcement, List<To> to) {
        /** Whom else it goes to, only an author's edge needs to know: it counts who has the message. */
        static Told of(Announcement announcement, Collection<Connection> connections) {
            return new Told(
                    countsThere(announcement, connections) ? announcement : announcement.withoutRecipients(),
                    connections.stream()
                            .map(connection -> new To(connection.id(), connection.user()))
                            .toList());
        }

        private static boolean countsThere(Announcement announcement, Collection<Connection> connections) {
            return announcement instanceof Announcement.EntryAdded added
                    && connections.stream()
                            .anyMatch(connection ->
                                    connection.user().equals(added.entry().from()));
        }

        List<Connection> connections(String edge) {
            return to.stream()
                    .map(one -> new Connection(one.id(), one.user(), edge))
                    .toList();
        }
    }

    record To(String id, UserId user) {}

    String write(List<Told> told) {
        return mapper.writerFor(TOLD).writeValueAsString(told);
    }

    /** @throws JacksonException for what this version does not know */
    List<Told> read(String text) {
        return mapper.readValue(text, TOLD);
    }
}
