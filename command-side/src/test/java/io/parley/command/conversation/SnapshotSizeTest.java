package io.parley.command.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.Sealed;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.UserId;
import io.parley.api.serialization.NamedEventSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Axon Server takes no snapshot of more than 4 MB as it is set up. */
class SnapshotSizeTest {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MEMBERS = 10_000;
    private static final Sealed BODY = new Sealed("key", "nonce", "body");

    @Test
    void aGroupOfTenThousandWhoHaveAllSentAsManyAsAreRemembered() {
        ConversationId group = new ConversationId("0197f2a0-0000-7000-8000-0000000000aa");
        Instant time = Instant.parse("2026-11-24T12:00:00Z");
        List<UserId> members =
                IntStream.range(0, MEMBERS).mapToObj(any -> UserId.create()).toList();
        Conversation conversation = new Conversation();
        conversation.on(new GroupCreated(group, members.getFirst(), BODY, members, time), 0, group.value());
        long seq = 1;
        for (UserId member : members) {
            DeviceId device = DeviceId.create();
            for (int message = 0; message < SentMessages.REMEMBERED; message++) {
                time = time.plus(Duration.ofMillis(40 * seq % 1_000));
                conversation.on(new MessageSent(group, UUID.randomUUID(), member, device, BODY, time), seq);
                seq++;
            }
        }

        byte[] snapshot = NamedEventSerializer.create()
                .serialize(conversation, byte[].class)
                .getData();

        assertThat(snapshot).hasSizeLessThan(MOST_BYTES);
        System.out.println("SnapshotSizeTest: " + snapshot.length + " bytes");
    }
}
