package io.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** At least one good frame of every type, with and without what may be absent. */
public final class FrameExamples {
    private static final UUID MID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
    private static final UUID AFTER = UUID.fromString("0198c0de-0000-7000-8000-000000000000");
    private static final Instant TIME = Instant.parse("2026-11-24T10:15:30.123Z");

    private FrameExamples() {}

    private static final ServerFrame.Attachment PICTURE =
            new ServerFrame.Attachment("a1", "image/png", 1_234, "view.png", 640, 480);
    private static final ServerFrame.Attachment FILE =
            new ServerFrame.Attachment("a2", "application/pdf", 5, null, null, null);

    private static final ServerFrame.Reaction REACTION = new ServerFrame.Reaction("carol", null);

    public static List<ClientFrame> client() {
        return List.of(
                new ClientFrame.Hello("1", "token", "device", "mark", "parley-chat/1"),
                new ClientFrame.Hello("1", "token", null, null, "bot"),
                new ClientFrame.Auth("2", "token"),
                new ClientFrame.Sync("3", "mark", "page"),
                new ClientFrame.Sync("3", null, null),
                new ClientFrame.History("4", "c1", 17L, null, 100),
                new ClientFrame.History("4", "c1", null, -1L, 1),
                new ClientFrame.History("4", "c1", null, null, null),
                new ClientFrame.Send("5", "c1", MID, AFTER, "Grüße 👋 \"quoted\" \\ \n\u0001"),
                new ClientFrame.Send("5", "c1", MID, null, "hello"),
                new ClientFrame.Send("5", "c1", MID, null, null, null, "", List.of("a.grant"), null, null),
                new ClientFrame.Send("5", "c1", MID, null, null, null, "@bob yes", null, 3L, List.of("bob")),
                new ClientFrame.Send("5", "c1", MID, AFTER, ClientFrame.Kind.EDITED, 3L, "better", null, null, null),
                new ClientFrame.Send("5", "c1", MID, AFTER, ClientFrame.Kind.DELETED, 3L, "", null, null, null),
                new ClientFrame.Send("5", "c1", MID, null, ClientFrame.Kind.DELETED, 3L, "spam", null, null, null),
                new ClientFrame.Send("5", "c1", MID, null, ClientFrame.Kind.REACTED, 3L, "👍", null, null, null),
                new ClientFrame.Send("5", "c1", MID, null, ClientFrame.Kind.REACTED, 3L, "", null, null, null),
                new ClientFrame.Watch("6", List.of("bob", "carol"), List.of("c1")),
                new ClientFrame.Watch("6", List.of(), List.of()),
                new ClientFrame.Delivered("c1", 12),
                new ClientFrame.Read("c1", 0),
                new ClientFrame.Typing("c1", true),
                new ClientFrame.Typing("c1", false),
                new ClientFrame.Pong());
    }

    public static List<ServerFrame> server() {
        return List.of(
                new ServerFrame.Welcome(
                        "1",
                        "alice",
                        "d1",
                        "s1",
                        "mark",
                        25_000,
                        new ServerFrame.LimitsInForce(65_536, 16_384, 100, 64, 16),
                        TIME),
                new ServerFrame.Ok("2"),
                new ServerFrame.Synced("3", ServerFrame.Outcome.COMPLETE, List.of(), null, null, "mark"),
                new ServerFrame.Synced(
                        "3",
                        ServerFrame.Outcome.CHANGED,
                        List.of(new ServerFrame.Head(
                                "c1",
                                "direct",
                                ServerFrame.Standing.MEMBER,
                                null,
                                2,
                                false,
                                12,
                                3,
                                11L,
                                true,
                                new OwnSettings(TIME, true, false, true, "half a mess"),
                                new ServerFrame.Retention(86_400L, 100L),
                                7L,
                                new ServerFrame.Picture("a1", 4),
                                List.of("alice", "bob"),
                                List.of(
                                        new ServerFrame.Watermark("alice", 12, 9),
                                        new ServerFrame.Watermark("bob", -1, -1)))),
                        null,
                        "page",
                        "mark"),
                new ServerFrame.Synced(
                        "3",
                        ServerFrame.Outcome.RESET,
                        List.of(),
                        List.of(new ServerFrame.Typists("c1", List.of("bob"))),
                        null,
                        "mark"),
                new ServerFrame.Messages(
                        "4",
                        "c1",
                        List.of(
                                new ServerFrame.Entry(0, "started", "alice", null, null, null, null, TIME),
                                new ServerFrame.Entry(1, "message", "alice", "d1", MID, "hello", null, TIME),
                                new ServerFrame.Entry(
                                        2,
                                        "message",
                                        "alice",
                                        "d1",
                                        MID,
                                        "",
                                        null,
                                        1L,
                                        List.of("bob"),
                                        List.of(PICTURE, FILE),
                                        null,
                                        null,
                                        TIME,
                                        null,
                                        List.of(new ServerFrame.Reaction("bob", "👍"), REACTION),
                                        TIME),
                                new ServerFrame.Entry(
                                        3, "message", "alice", "d1", MID, null, null, null, null, null, null, null,
                                        null, TIME, null, TIME)),
                        true),
                new ServerFrame.Accepted("5", "c1", MID, 12, TIME, null),
                new ServerFrame.Accepted("5", "c1", MID, 12, TIME, true),
                new ServerFrame.Message("c1", 12, "message", "alice", "d1", MID, "hello", null, TIME),
                new ServerFrame.Message(
                        "c1",
                        13,
                        "message",
                        "alice",
                        "d1",
                        MID,
                        "look",
                        null,
                        12L,
                        List.of("bob"),
                        List.of(PICTURE),
                        null,
                        null,
                        TIME),
                new ServerFrame.Message(
                        "c1",
                        15,
                        "retention",
                        "alice",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ServerFrame.Retention(86_400L, 100L),
                        TIME),
                new ServerFrame.Message(
                        "c1", 14, "edited", "alice", "d1", MID, "see", 13L, null, null, null, null, null, TIME),
                new ServerFrame.Message("c2", 3, "added", "alice", null, null, null, List.of("bob"), TIME),
                new ServerFrame.Message("c1", 0, "started", "alice", null, null, null, null, TIME),
                new ServerFrame.Receipt("c1", List.of(new ServerFrame.Watermark("bob", 12, 9))),
                new ServerFrame.Receipt("c1", List.of(), List.of(new ServerFrame.Count(12, 99, 40, 7))),
                new ServerFrame.Receipt(
                        "c1", List.of(new ServerFrame.Watermark("bob", 12, 9, List.of(new ServerFrame.Range(3, 5))))),
                new ServerFrame.Conversation("c1", "created", "direct", null, List.of("alice", "bob")),
                new ServerFrame.Conversation("c2", "invited", "group", "Climbing", List.of()),
                new ServerFrame.Settings("c1", "d1", new OwnSettings(null, false, true, false, null)),
                new ServerFrame.Settings("c1", "d1", new OwnSettings(TIME, false, true, false, "half")),
                new ServerFrame.Expired("c1", 12),
                new ServerFrame.Typist("c1", "bob", true),
                new ServerFrame.Typist("c1", "bob", false),
                new ServerFrame.Presence("bob", true, null),
                new ServerFrame.Presence("bob", false, TIME),
                new ServerFrame.Ping("mark"),
                new ServerFrame.Resync(),
                new ServerFrame.Goaway(5_000),
                ServerFrame.Error.of(null, ErrorCode.BAD_JSON),
                new ServerFrame.Error("5", "out_of_order", "chain to lastAccepted", false, null, AFTER),
                new ServerFrame.Error("5", "unavailable", "later", true, 250L, null));
    }
}
