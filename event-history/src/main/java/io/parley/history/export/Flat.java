package io.parley.history.export;

import io.parley.api.Sealed;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.WentOffline;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.history.fold.Turns;
import io.parley.history.source.History;
import io.parley.history.source.Occurrence;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables that questions are asked of: what several event types say together. It remembers the sizes of groups and who is online. */
final class Flat {
    static final Table MESSAGES = Table.flat(
            "messages",
            Column.number("position"),
            Column.text("conversation"),
            Column.number("seq"),
            new Column("mid", Column.Type.ID),
            Column.text("sender"),
            Column.text("device"),
            Column.time("sent"),
            Column.text("kind"),
            Column.number("recipients"),
            Column.number("body_bytes"),
            Column.text("body"));
    static final Table RECEIPTS = Table.flat(
            "receipts",
            Column.number("position"),
            Column.text("conversation"),
            Column.text("member"),
            Column.number("delivered_before"),
            Column.number("delivered"),
            Column.number("read_before"),
            Column.number("read"),
            new Column("shared", Column.Type.FLAG),
            Column.time("moved"));
    static final Table MEMBERSHIPS = Table.flat(
            "memberships",
            Column.number("position"),
            Column.text("conversation"),
            Column.text("member"),
            Column.number("seq"),
            Column.text("kind"),
            Column.text("change"),
            Column.time("changed"));
    static final Table PRESENCE_SESSIONS = Table.flat(
            "presence_sessions",
            Column.number("position"),
            Column.text("member"),
            Column.number("generation"),
            Column.time("came"),
            Column.time("went"));
    static final Table PEOPLE = Table.flat(
            "people",
            Column.number("position"),
            Column.text("member"),
            Column.time("registered"),
            Column.text("handle"),
            Column.text("name"));
    static final List<Table> TABLES = List.of(MESSAGES, RECEIPTS, MEMBERSHIPS, PRESENCE_SESSIONS, PEOPLE);

    private static final int GCM_TAG_BYTES = 16;

    interface Rows {
        void add(Table table, @Nullable Object... row);
    }

    /** Of one region: somebody may be online in several. */
    record Online(String user, long generation) {}

    private final History history;
    private final boolean texts;
    final Map<String, Integer> groups = new HashMap<>();
    final Map<Online, Instant> online = new HashMap<>();

    /** @param texts whether bodies, handles and names are opened */
    Flat(History history, boolean texts) {
        this.history = history;
        this.texts = texts;
    }

    void add(Occurrence event, Rows rows) {
        switch (event.payload()) {
            case ConversationEvent entry -> {
                turns(event, entry, rows);
                if (entry instanceof MessageSent sent) {
                    message(event, sent, rows);
                }
            }
            case ReceiptsAdvanced receipts ->
                receipts.moved()
                        .forEach(moved -> rows.add(
                                RECEIPTS,
                                event.position(),
                                receipts.conversation().value(),
                                moved.member().value(),
                                moved.deliveredBefore(),
                                moved.delivered(),
                                moved.readBefore(),
                                moved.read(),
                                moved.shared(),
                                receipts.time()));
            case CameOnline came -> online.put(new Online(came.user().value(), came.generation()), came.lastSeen());
            case WentOffline went -> session(event, went, rows);
            case UserRegistered user ->
                rows.add(
                        PEOPLE,
                        event.position(),
                        user.user().value(),
                        user.time(),
                        text(user.readableHandle()),
                        text(user.name()));
            default -> {}
        }
    }

    private void turns(Occurrence event, ConversationEvent entry, Rows rows) {
        List<UserId> come = Turns.come(entry);
        List<UserId> go = Turns.go(entry);
        String conversation = entry.conversation().value();
        if (!(entry instanceof DirectStarted) && come.size() + go.size() > 0) {
            groups.merge(conversation, come.size() - go.size(), Integer::sum);
        }
        come.forEach(member -> turn(event, entry, member, "came", rows));
        go.forEach(member -> turn(event, entry, member, "went", rows));
    }

    private void turn(Occurrence event, ConversationEvent entry, UserId member, String change, Rows rows) {
        rows.add(
                MEMBERSHIPS,
                event.position(),
                entry.conversation().value(),
                member.value(),
                event.seq(),
                kind(entry.conversation()),
                change,
                entry.time());
    }

    private String kind(ConversationId conversation) {
        return groups.containsKey(conversation.value()) ? "group" : "direct";
    }

    private void message(Occurrence event, MessageSent sent, Rows rows) {
        rows.add(
                MESSAGES,
                event.position(),
                sent.conversation().value(),
                event.seq(),
                sent.mid(),
                sent.from().value(),
                sent.device().value(),
                sent.time(),
                kind(sent.conversation()),
                groups.getOrDefault(sent.conversation().value(), 2) - 1,
                bytes(sent.body()),
                text(sent.body()));
    }

    /** Of the text, from its sealed form in base64. */
    private static int bytes(Sealed sealed) {
        String base64 = sealed.ct();
        int padding = base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0;
        return Math.max(0, base64.length() / 4 * 3 - padding - GCM_TAG_BYTES);
    }

    private void session(Occurrence event, WentOffline went, Rows rows) {
        Instant came = online.remove(new Online(went.user().value(), went.generation()));
        if (came != null) {
            rows.add(
                    PRESENCE_SESSIONS, event.position(), went.user().value(), went.generation(), came, went.lastSeen());
        }
    }

    private @Nullable String text(Sealed sealed) {
        return texts ? history.text(sealed).orElse(null) : null;
    }
}
