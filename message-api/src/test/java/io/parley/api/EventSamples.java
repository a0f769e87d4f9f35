package io.parley.api;

import io.parley.api.account.device.DeviceRevoked;
import io.parley.api.account.device.LogInEnded;
import io.parley.api.account.device.LogInStarted;
import io.parley.api.account.device.RefreshRotated;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.user.Audience;
import io.parley.api.account.user.AvatarChanged;
import io.parley.api.account.user.DeviceAdded;
import io.parley.api.account.user.DeviceRemoved;
import io.parley.api.account.user.ErasureCompleted;
import io.parley.api.account.user.NameChanged;
import io.parley.api.account.user.Privacy;
import io.parley.api.account.user.PrivacyChanged;
import io.parley.api.account.user.UserErased;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.asset.AssetRemoved;
import io.parley.api.asset.AssetStored;
import io.parley.api.asset.Attachment;
import io.parley.api.asset.Thumbnail;
import io.parley.api.audit.About;
import io.parley.api.audit.HistoryRead;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.Retention;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.ReportId;
import io.parley.api.id.UserId;
import io.parley.api.id.UsesId;
import io.parley.api.moderation.ReportEvent;
import io.parley.api.moderation.Resolution;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.WentOffline;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.retention.MessagesExpired;
import io.parley.api.settings.Settings;
import io.parley.api.settings.SettingsChanged;
import io.parley.api.typing.TypingStarted;
import io.parley.api.typing.TypingStopped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of each event, with nothing left out. */
final class EventSamples {
    private static final UserId ALICE = new UserId("0197f2a0-0000-7000-8000-00000000000a");
    private static final UserId BOB = new UserId("0197f2a0-0000-7000-8000-00000000000b");
    private static final DeviceId PHONE = new DeviceId("0197f2a0-0000-7000-8000-0000000000d1");
    private static final ConversationId TALK = ConversationId.direct(ALICE, BOB);
    private static final HandleKey HANDLE = new HandleKey("handle:9mN7xUQ0b3m8Zk1cV2yT5rW4sE6pL0aJ9hG8fD7kK2Q");
    private static final AssetId PICTURE = new AssetId("0197f2a0-0000-7000-8000-0000000000a5");
    private static final Instant TIME = Instant.parse("2026-11-24T12:34:56.789Z");

    private static final Map<Class<?>, Object> BY_TYPE = Stream.of(
                    new DirectStarted(TALK, ALICE, BOB, TIME),
                    new NameChanged(ALICE, sealed("name"), TIME),
                    new ReportEvent.MessageReported(
                            ReportId.of(BOB, TALK, 2), BOB, TALK, 2, ALICE, sealed("body"), sealed("reason"), TIME),
                    new ReportEvent.ReportResolved(ReportId.of(BOB, TALK, 2), ALICE, Resolution.DELETED, TIME),
                    new DirectEvent.PeerBlocked(TALK, BOB, TIME),
                    new DirectEvent.PeerUnblocked(TALK, BOB, TIME),
                    new DirectEvent.RequestAccepted(TALK, BOB, TIME),
                    new SettingsChanged(
                            ALICE, TALK, PHONE, new Settings(TIME, true, true, true, sealed("draft")), TIME),
                    new MessageSent(
                            TALK,
                            new UUID(1, 2),
                            ALICE,
                            PHONE,
                            sealed("body"),
                            List.of(new Attachment(PICTURE, "image/png", 1_234, sealed("name"), 640, 480)),
                            3L,
                            List.of(BOB),
                            TIME),
                    new MessageEdited(TALK, new UUID(1, 3), ALICE, PHONE, 2, sealed("body"), TIME),
                    new MessageDeleted(TALK, new UUID(1, 4), ALICE, PHONE, 2, sealed("reason"), TIME),
                    new MessageReacted(TALK, new UUID(1, 5), ALICE, PHONE, 2, sealed("reaction"), TIME),
                    new GroupEvent.GroupCreated(TALK, ALICE, sealed("title"), List.of(ALICE, BOB), TIME),
                    new GroupEvent.GroupRenamed(TALK, ALICE, sealed("title"), TIME),
                    new GroupEvent.GroupPictured(
                            TALK, ALICE, new Attachment(PICTURE, "image/png", 1_234, sealed("name"), 640, 480), TIME),
                    new GroupEvent.MembersAdded(TALK, ALICE, List.of(BOB), TIME),
                    new GroupEvent.MembersInvited(TALK, ALICE, List.of(BOB), TIME),
                    new GroupEvent.InvitationAccepted(TALK, BOB, TIME),
                    new GroupEvent.InvitationDeclined(TALK, BOB, TIME),
                    new GroupEvent.InvitationWithdrawn(TALK, ALICE, BOB, TIME),
                    new GroupEvent.MemberRemoved(TALK, ALICE, BOB, sealed("reason"), TIME),
                    new GroupEvent.MemberLeft(TALK, BOB, TIME),
                    new GroupEvent.AdminSet(TALK, ALICE, BOB, true, TIME),
                    new RetentionChanged(TALK, ALICE, new Retention(86_400L, 100L), TIME),
                    new MessagesExpired(TALK, 9, List.of(2L, 3L, 7L), TIME),
                    new ReceiptsAdvanced(TALK, List.of(new ReceiptsAdvanced.Moved(BOB, 1, 3, 0, 2, true)), TIME),
                    new HandleClaimed(HANDLE, ALICE, TIME),
                    new UserRegistered(ALICE, HANDLE, sealed("handle"), sealed("name"), sealed("hash"), TIME),
                    new DeviceAdded(ALICE, PHONE, sealed("phone"), TIME),
                    new DeviceRemoved(ALICE, PHONE, TIME),
                    new AvatarChanged(ALICE, PICTURE, TIME),
                    new PrivacyChanged(ALICE, new Privacy(Audience.EVERYBODY, Audience.NOBODY, false), TIME),
                    new UserErased(ALICE, BOB, TIME),
                    new ErasureCompleted(ALICE, TIME),
                    new LogInStarted(PHONE, ALICE, 7, TIME),
                    new RefreshRotated(PHONE, ALICE, 7, 3, TIME),
                    new LogInEnded(PHONE, ALICE, 7, LogInEnded.Reason.LOGGED_OUT, TIME),
                    new DeviceRevoked(PHONE, ALICE, TIME),
                    new AssetStored(
                            PICTURE,
                            ALICE,
                            "image/png",
                            1_234,
                            sealed("name"),
                            sealed("key"),
                            640,
                            480,
                            new Thumbnail(321, sealed("other key")),
                            TIME),
                    new AssetRemoved(PICTURE, ALICE, TIME),
                    new HistoryRead(
                            UsesId.of(TIME),
                            ALICE,
                            "root",
                            "show",
                            new About(
                                    List.of(BOB),
                                    List.of(TALK),
                                    UUID.fromString("5f0c2f0e-5c3c-4a57-9f0b-6d0c1f6f7a11")),
                            true,
                            TIME),
                    new TypingStarted(TALK, BOB, TIME),
                    new TypingStopped(TALK, BOB, TIME),
                    new CameOnline(ALICE, 7, TIME),
                    new WentOffline(ALICE, 7, TIME))
            .collect(Collectors.toMap(Object::getClass, Function.identity()));

    private EventSamples() {}

    static Object of(Class<?> type) {
        Object sample = BY_TYPE.get(type);
        if (sample == null) {
            throw new AssertionError("no sample of " + type + "; add one");
        }
        return sample;
    }

    private static Sealed sealed(String what) {
        return new Sealed("key-of-alice", "bm9uY2U=", what);
    }
}
