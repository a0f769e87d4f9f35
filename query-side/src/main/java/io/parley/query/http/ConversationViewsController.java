package io.parley.query.http;

import io.parley.api.Refusal;
import io.parley.api.conversation.GetHistory;
import io.parley.api.conversation.SyncInbox.Head;
import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;
import io.parley.api.problem.ProblemException;
import io.parley.query.conversation.History;
import io.parley.query.conversation.Members;
import io.parley.query.inbox.Inbox;
import io.parley.query.receipts.MessageReceipts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class ConversationViewsController {
    private static final int MOST_CONVERSATIONS = 200;
    private static final int MOST_ENTRIES = 100;
    private static final int MOST_MEMBERS = 1_000;

    private final Inbox inbox;
    private final History history;
    private final MessageReceipts receipts;
    private final Members members;
    private final Shown shown;

    public ConversationViewsController(
            Inbox inbox, History history, MessageReceipts receipts, Members members, Shown shown) {
        this.inbox = inbox;
        this.history = history;
        this.receipts = receipts;
        this.members = members;
        this.shown = shown;
    }

    /**
     * @param standing {@code member}, {@code invited}, {@code gone} or {@code blocked}: you blocked the other one
     * @param title of a group; null once it was erased, and for a direct conversation
     * @param size how many are in it
     * @param mentioned seq of the newest message that mentions you; null where none does
     * @param request a stranger started it, and you have neither answered nor agreed
     * @param retention how long messages are kept, as the people of the conversation decided; null for ever
     * @param expired seq up to which no message is kept; null where all are
     * @param picture of a group; null where it has none
     * @param members of a direct conversation or a small group; ask for those of a larger one
     */
    record Conversation(
            String conversation,
            String kind,
            String standing,
            @Nullable String title,
            int size,
            boolean admin,
            long seq,
            long unread,
            @Nullable Long mentioned,
            boolean request,
            Shown.OwnSettings settings,
            Shown.@Nullable KeptFor retention,
            @Nullable Long expired,
            Shown.@Nullable Picture picture,
            List<Shown.Member> members,
            Shown.@Nullable Entry last) {}

    /** @param next {@code from} of the next page; null on the last */
    record Conversations(
            List<Conversation> conversations, @Nullable String next) {}

    record Entries(List<Shown.Entry> entries, boolean more) {}

    /**
     * @param of how many others may see it
     * @param delivered and {@code read}: how many of them it has reached
     * @param next {@code from} of the next page; null on the last
     */
    record Receipts(
            int of,
            int delivered,
            int read,
            List<MessageReceipts.MemberReceipt> receipts,
            @Nullable String next) {}

    /**
     * @param handle and {@code name}: null where they are not known yet, or were erased
     * @param avatar asset of a picture; null for none
     * @param standing {@code member} or {@code invited}
     */
    record GroupMember(
            String user,
            @Nullable String handle,
            @Nullable String name,
            @Nullable String avatar,
            String standing,
            boolean admin) {
        static GroupMember of(Members.Member member, Shown.@Nullable Member called) {
            return new GroupMember(
                    member.user().value(),
                    called == null ? null : called.handle(),
                    called == null ? null : called.name(),
                    called == null ? null : called.avatar(),
                    member.invited() ? "invited" : "member",
                    member.admin());
        }
    }

    /** @param next {@code from} of the next page; null on the last */
    record MembersPage(List<GroupMember> members, @Nullable String next) {}

    record PendingConversation(String conversation, List<Shown.Entry> entries, boolean more) {}

    record Pending(List<PendingConversation> conversations) {}

    @GetMapping("/v1/conversations")
    @Operation(summary = "Your conversations, newest first, with unread and last message")
    @ApiResponse(responseCode = "200", description = "a page; 'next' is the 'from' of the next one")
    Conversations conversations(
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal Jwt token) {
        within("from", from, 0, Integer.MAX_VALUE);
        within("limit", limit, 1, MOST_CONVERSATIONS);
        List<Inbox.Row> rows = inbox.rows(userOf(token), from, limit + 1);
        List<Inbox.Row> page = rows.stream().limit(limit).toList();
        Map<UserId, Shown.Member> members = shown.members(page.stream()
                .flatMap(row -> row.placed().head().members().stream())
                .toList());
        List<Conversation> conversations =
                page.stream().map(row -> conversation(row, members)).toList();
        return new Conversations(conversations, rows.size() > limit ? Integer.toString(from + limit) : null);
    }

    private Conversation conversation(Inbox.Row row, Map<UserId, Shown.Member> members) {
        Head head = row.placed().head();
        return new Conversation(
                head.conversation().value(),
                head.kind(),
                head.standing().name().toLowerCase(Locale.ROOT),
                shown.text(head.title()),
                head.size(),
                head.admin(),
                head.seq(),
                head.unread(),
                head.mentioned(),
                head.request(),
                shown.settings(head.settings()),
                head.retention().isForever() ? null : Shown.retention(head.retention()),
                head.expired() < 0 ? null : head.expired(),
                head.picture() == null ? null : Shown.picture(head.picture()),
                head.members().stream()
                        .map(user -> Objects.requireNonNullElseGet(members.get(user), () -> Shown.Member.unknown(user)))
                        .toList(),
                row.last() == null ? null : shown.entry(row.last()));
    }

    @GetMapping("/v1/conversations/{conversation}/entries")
    @Operation(
            summary = "A page of entries in ascending order: the newest, those below 'before', or those above 'after'")
    @ApiResponse(responseCode = "200", description = "a page; 'more' says whether others follow in that direction")
    @ApiResponse(responseCode = "404", description = "unknown_conversation")
    Entries entries(
            @PathVariable String conversation,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "50") int limit,
            @AuthenticationPrincipal Jwt token) {
        within("limit", limit, 1, MOST_ENTRIES);
        if (before != null && after != null) {
            throw ProblemException.badRequest("Give 'before' or 'after', not both.");
        }
        GetHistory query = new GetHistory(userOf(token), new ConversationId(conversation), before, after, limit);
        return switch (history.handle(query)) {
            case GetHistory.Page page ->
                new Entries(page.entries().stream().map(shown::entry).toList(), page.more());
            case GetHistory.Refused refused -> throw ProblemException.refused(refused.refusal());
        };
    }

    @GetMapping("/v1/conversations/{conversation}/entries/{seq}/receipts")
    @Operation(summary = "Who has a message and who has read it, and since when")
    @ApiResponse(responseCode = "200", description = "how many, and a page of them: every member but the author")
    @ApiResponse(responseCode = "404", description = "unknown_conversation, or no such entry in it")
    Receipts receipts(
            @PathVariable String conversation,
            @PathVariable long seq,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "1000") int limit,
            @AuthenticationPrincipal Jwt token) {
        within("from", from, 0, Integer.MAX_VALUE);
        within("limit", limit, 1, MOST_MEMBERS);
        return receipts.of(userOf(token), new ConversationId(conversation), seq, from, limit)
                .map(reached -> new Receipts(
                        reached.of(),
                        reached.delivered(),
                        reached.read(),
                        reached.members(),
                        next(from, limit, reached.of())))
                .orElseThrow(() -> ProblemException.refused(Refusal.UNKNOWN_CONVERSATION));
    }

    @GetMapping("/v1/conversations/{conversation}/members")
    @Operation(summary = "Who is in a conversation and who is invited, in the order in which they came")
    @ApiResponse(responseCode = "200", description = "a page; 'next' is the 'from' of the next one")
    @ApiResponse(responseCode = "404", description = "unknown_conversation")
    MembersPage members(
            @PathVariable String conversation,
            @RequestParam(defaultValue = "0") int from,
            @RequestParam(defaultValue = "1000") int limit,
            @AuthenticationPrincipal Jwt token) {
        within("from", from, 0, Integer.MAX_VALUE);
        within("limit", limit, 1, MOST_MEMBERS);
        List<Members.Member> all = members.shownTo(userOf(token), new ConversationId(conversation))
                .orElseThrow(() -> ProblemException.refused(Refusal.UNKNOWN_CONVERSATION));
        List<Members.Member> page = all.stream().skip(from).limit(limit).toList();
        Map<UserId, Shown.Member> names =
                shown.members(page.stream().map(Members.Member::user).toList());
        return new MembersPage(
                page.stream()
                        .map(member -> GroupMember.of(member, names.get(member.user())))
                        .toList(),
                next(from, limit, all.size()));
    }

    private static @Nullable String next(int from, int limit, int of) {
        return (long) from + limit < of ? Integer.toString(from + limit) : null;
    }

    @GetMapping("/v1/pending")
    @Operation(summary = "What others sent and none of your devices has yet")
    @ApiResponse(
            responseCode = "200",
            description = "by conversation, the oldest entries first; 'more' says that there are further ones")
    Pending pending(@RequestParam(defaultValue = "50") int limit, @AuthenticationPrincipal Jwt token) {
        within("limit", limit, 1, MOST_ENTRIES);
        return new Pending(inbox.pending(userOf(token), limit).stream()
                .map(pending -> new PendingConversation(
                        pending.conversation().value(),
                        pending.entries().stream().map(shown::entry).toList(),
                        pending.more()))
                .toList());
    }

    private static UserId userOf(Jwt token) {
        return new UserId(Objects.requireNonNull(token.getSubject()));
    }

    private static void within(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw ProblemException.badRequest("'" + parameter + "' must be " + least + " to " + most + ".");
        }
    }
}
