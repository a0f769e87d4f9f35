package io.parley.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.conversation.EntryView;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.delivery.Announcement;
import io.parley.delivery.Announcement.EntryAdded;
import io.parley.delivery.Announcement.ReceiptsMoved;
import io.parley.delivery.Announcement.Watermark;
import io.parley.delivery.Connection;
import io.parley.delivery.redis.AnnouncementCodec.Told;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnnouncementCodecTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final ConversationId TALK = new ConversationId("talk");
    private static final Announcement ENTRY = new EntryAdded(
            List.of(ALICE, BOB), TALK, EntryView.of(7, "renamed", ALICE, null, List.of(), Instant.EPOCH), "origin");
    private static final Announcement RECEIPTS =
            new ReceiptsMoved(List.of(ALICE), Set.of(ALICE), TALK, 2, List.of(new Watermark(BOB, 7, 7, true, null)));

    private final AnnouncementCodec codec = new AnnouncementCodec();

    private JsonNode written(Announcement announcement) {
        return JsonMapper.shared()
                .readTree(codec.write(List.of(Told.of(announcement, List.of(new Connection("1", BOB, "edge"))))))
                .get(0)
                .get("announcement");
    }

    private Announcement crossed(Announcement announcement) {
        return codec.read(codec.write(List.of(Told.of(announcement, List.of(new Connection("1", ALICE, "edge"))))))
                .getFirst()
                .announcement();
    }

    @Test
    void whatIsNotTracedIsWrittenAsBeforeThereWereTraces() {
        assertThat(written(ENTRY).propertyNames())
                .containsExactlyInAnyOrder("t", "recipients", "conversation", "entry", "origin");
        assertThat(written(RECEIPTS).propertyNames())
                .containsExactlyInAnyOrder("t", "recipients", "authors", "conversation", "size", "moved");
    }

    @Test
    void aTraceGoesAlongAlsoWithoutTheRecipients() {
        assertThat(written(ENTRY.after(TRACE)).path("trace").asString()).isEqualTo(TRACE);
        assertThat(written(RECEIPTS.after(TRACE)).path("trace").asString()).isEqualTo(TRACE);
        assertThat(crossed(ENTRY.after(TRACE))).isEqualTo(ENTRY.after(TRACE));
        assertThat(crossed(RECEIPTS.after(TRACE)))
                .isEqualTo(RECEIPTS.after(TRACE).withoutRecipients());
        assertThat(crossed(ENTRY)).isEqualTo(ENTRY);
    }
}
