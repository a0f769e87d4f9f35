package io.parley.query.conversation;

import io.parley.api.Sealed;
import io.parley.api.account.user.Audience;
import io.parley.api.account.user.Privacy;
import io.parley.api.account.user.PrivacyChanged;
import io.parley.api.asset.Attachment;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.GroupPictured;
import io.parley.api.conversation.GroupEvent.InvitationAccepted;
import io.parley.api.conversation.GroupEvent.InvitationDeclined;
import io.parley.api.conversation.GroupEvent.MemberLeft;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.conversation.GroupEvent.MembersInvited;
import io.parley.api.conversation.MessageChange;
import io.parley.api.conversation.MessageChange.MessageDeleted;
import io.parley.api.conversation.MessageChange.MessageEdited;
import io.parley.api.conversation.MessageChange.MessageReacted;
import io.parley.api.conversation.MessageSent;
import io.parley.api.conversation.Retention;
import io.parley.api.conversation.RetentionChanged;
import io.parley.api.conversation.SyncInbox.Picture;
import io.parley.api.id.AssetId;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.RetentionId;
import io.parley.api.id.SettingsId;
import io.parley.api.id.UserId;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.api.retention.MessagesExpired;
import io.parley.api.settings.Settings;
import io.parley.api.settings.SettingsChanged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** A group in which people come, go, write and read at random, and what follows from it, event by event. */
final class GroupStory {
    private static final long NONE = -1;

    private final Random random;
    private final ConversationId conversation = ConversationId.group();
    private final List<UserId> people = Stream.generate(UserId::create).limit(5).toList();
    private final List<DomainEventMessage<?>> events = new ArrayList<>();
    private final List<ConversationEvent> entries = new ArrayList<>();
    private final List<Set<UserId>> audiences = new ArrayList<>();
    private final Set<UserId> members = new LinkedHashSet<>();
    private final Set<UserId> invited = new HashSet<>();
    private final Map<UserId, Moved> reached = new HashMap<>();
    private final Set<UserId> silent = new HashSet<>();
    private final Map<UserId, Integer> privacyChanges = new HashMap<>();
    private final Map<UserId, Long> unsaidFrom = new HashMap<>();
    private final Set<Said> said = new HashSet<>();
    private final Map<UserId, Long> mentionedAt = new HashMap<>();
    private final Map<UserId, Settings> settings = new HashMap<>();
    private final Map<UserId, Integer> settingsChanges = new HashMap<>();
    private long receiptsSeq = -1;
    private long expired = -1;
    private long expiries = -1;
    private Retention retention = Retention.FOREVER;

    private @Nullable Picture picture;

    private record Said(UserId person, long seq) {}

    GroupStory(Random random, int steps) {
        this.random = random;
        UserId creator = people.getFirst();
        members.addAll(people.subList(0, 2));
        entry(
                new GroupCreated(conversation, creator, title(), List.copyOf(members), Story.at(0)),
                List.copyOf(members));
        for (int step = 0; step < steps; step++) {
            step();
        }
    }

    private static Sealed title() {
        return new Sealed("key", "nonce", UUID.randomUUID().toString());
    }

    private void step() {
        UserId person = people.get(random.nextInt(people.size()));
        switch (random.nextInt(16)) {
            case 0 -> comeOrGo(person);
            case 1 -> askOrAnswer(person);
            case 2, 3, 4 -> acknowledge(person);
            case 5 -> tellReadsOrNot(person);
            case 6, 7, 8 -> change(person);
            case 9 -> keepOrExpire(person);
            case 10 -> settle(person);
            case 11 -> picture(person);
            default -> {
                int burst = 1 + random.nextInt(25);
                for (int i = 0; i < burst && members.contains(person); i++) {
                    UUID mid = UUID.randomUUID();
                    entry(
                            new MessageSent(
                                    conversation,
                                    mid,
                                    person,
                                    new DeviceId("device"),
                                    new Sealed("key", "nonce", mid.toString()),
                                    List.of(),
                                    null,
                                    mentions(),
                                    Story.at(entries.size())),
                            members);
                }
            }
        }
    }

    private void picture(UserId person) {
        if (!members.contains(person)) {
            return;
        }
        AssetId asset = random.nextInt(3) == 0 ? null : AssetId.create();
        picture = asset == null ? null : new Picture(asset, entries.size());
        entry(
                new GroupPictured(
                        conversation,
                        person,
                        asset == null ? null : new Attachment(asset, "image/png", 1, title(), 1, 1),
                        Story.at(entries.size())),
                members);
    }

    private List<UserId> mentions() {
        List<UserId> mentioned =
                members.stream().filter(any -> random.nextInt(9) == 0).toList();
        mentioned.forEach(person -> mentionedAt.put(person, (long) entries.size()));
        return mentioned;
    }

    private void settle(UserId person) {
        Settings now = new Settings(null, random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), null);
        settings.put(person, now);
        events.add(new GenericDomainEventMessage<>(
                "ConversationSettings",
                SettingsId.of(person, conversation).value(),
                settingsChanges.merge(person, 1, Integer::sum) - 1,
                new SettingsChanged(
                        person, conversation, new DeviceId("device"), now, Story.at(400_000L + events.size()))));
    }

    /** Authors edit and delete, the others react. */
    private void change(UserId person) {
        MessageTexts texts = MessageTexts.of(entries);
        List<Long> messages = visibleTo(person).stream()
                .filter(seq -> isMessage(seq) && !texts.isDeleted(seq))
                .toList();
        if (!members.contains(person) || messages.isEmpty()) {
            return;
        }
        long target = messages.get(random.nextInt(messages.size()));
        UUID mid = UUID.randomUUID();
        DeviceId device = new DeviceId("device");
        boolean own = author(target).equals(person);
        boolean more = random.nextInt(3) > 0;
        var time = Story.at(entries.size());
        entry(
                own
                        ? more
                                ? new MessageEdited(conversation, mid, person, device, target, title(), time)
                                : new MessageDeleted(
                                        conversation,
                                        mid,
                                        person,
                                        device,
                                        target,
                                        random.nextBoolean() ? title() : null,
                                        time)
                        : new MessageReacted(conversation, mid, person, device, target, more ? title() : null, time),
                members);
    }

    /** What has expired is gone whatever happens to it later. */
    private void keepOrExpire(UserId person) {
        if (random.nextBoolean() && members.contains(person)) {
            retention = new Retention(random.nextBoolean() ? 1L + random.nextInt(9) : null, null);
            entry(new RetentionChanged(conversation, person, retention, Story.at(entries.size())), members);
        } else if (expired < head()) {
            long above = expired;
            expired += 1 + random.nextInt((int) Math.min(10, head() - expired));
            events.add(new GenericDomainEventMessage<>(
                    "Expiry",
                    RetentionId.of(conversation).value(),
                    ++expiries,
                    new MessagesExpired(
                            conversation,
                            expired,
                            LongStream.rangeClosed(above + 1, expired)
                                    .filter(this::isMessage)
                                    .boxed()
                                    .toList(),
                            Story.at(300_000L + events.size()))));
        }
    }

    private void comeOrGo(UserId person) {
        if (!members.contains(person)) {
            members.add(person);
            invited.remove(person);
            entry(
                    new MembersAdded(conversation, people.getFirst(), List.of(person), Story.at(entries.size())),
                    members);
        } else if (members.size() > 1) {
            Set<UserId> audience = Set.copyOf(members);
            members.remove(person);
            GroupEvent gone = random.nextBoolean()
                    ? new MemberLeft(conversation, person, Story.at(entries.size()))
                    : new MemberRemoved(conversation, people.getFirst(), person, null, Story.at(entries.size()));
            entry(gone, audience);
        }
    }

    private void askOrAnswer(UserId person) {
        if (invited.remove(person)) {
            if (random.nextBoolean()) {
                members.add(person);
                entry(new InvitationAccepted(conversation, person, Story.at(entries.size())), members);
            } else {
                entry(new InvitationDeclined(conversation, person, Story.at(entries.size())), members);
            }
        } else if (!members.contains(person)) {
            invited.add(person);
            entry(
                    new MembersInvited(conversation, people.getFirst(), List.of(person), Story.at(entries.size())),
                    members);
        }
    }

    private void entry(ConversationEvent event, Iterable<UserId> audience) {
        Set<UserId> sees = new HashSet<>();
        audience.forEach(sees::add);
        events.add(new GenericDomainEventMessage<>("Conversation", conversation.value(), entries.size(), event));
        entries.add(event);
        audiences.add(sees);
    }

    /** Anything that the person sees, also below what was acknowledged before. */
    private void acknowledge(UserId person) {
        List<Long> visible = visibleTo(person);
        if (visible.isEmpty()) {
            return;
        }
        long upTo = visible.get(random.nextInt(visible.size()));
        Moved before = reached.getOrDefault(person, new Moved(person, NONE, NONE, NONE, NONE, true));
        long read = random.nextBoolean() ? Math.max(before.read(), upTo) : before.read();
        boolean tells = tellsReads(person) && read > before.read();
        Long unsaid = tells ? unsaidFrom.remove(person) : null;
        if (!tells && read > before.read()) {
            unsaidFrom.putIfAbsent(person, before.read() + 1);
        }
        Moved moved = new Moved(
                person,
                before.delivered(),
                Math.max(before.delivered(), Math.max(upTo, read)),
                before.read(),
                read,
                !unsaidFrom.containsKey(person),
                unsaid);
        if (moved.deliveredMoved() || moved.readMoved()) {
            reached.put(person, moved);
            if (tells) {
                LongStream.rangeClosed(before.read() + 1, read).forEach(seq -> said.add(new Said(person, seq)));
            }
            events.add(new GenericDomainEventMessage<>(
                    "Receipts",
                    ReceiptsId.of(conversation).value(),
                    ++receiptsSeq,
                    new ReceiptsAdvanced(conversation, List.of(moved), Story.at(100_000L + events.size()))));
        }
    }

    private void tellReadsOrNot(UserId person) {
        boolean tells = !tellsReads(person);
        if (tells) {
            silent.remove(person);
        } else {
            silent.add(person);
        }
        events.add(new GenericDomainEventMessage<>(
                "User",
                person.value(),
                1 + privacyChanges.merge(person, 1, Integer::sum),
                new PrivacyChanged(
                        person,
                        new Privacy(Audience.CONTACTS, Audience.NOBODY, tells),
                        Story.at(200_000L + events.size()))));
    }

    ConversationId conversation() {
        return conversation;
    }

    List<UserId> people() {
        return people;
    }

    List<DomainEventMessage<?>> events() {
        return events;
    }

    boolean isMember(UserId person) {
        return members.contains(person);
    }

    boolean isInvited(UserId person) {
        return invited.contains(person);
    }

    int size() {
        return members.size();
    }

    long head() {
        return entries.size() - 1L;
    }

    List<Long> visibleTo(UserId person) {
        return LongStream.range(0, entries.size())
                .filter(seq -> audiences.get((int) seq).contains(person))
                .boxed()
                .toList();
    }

    Set<UserId> audienceOf(long seq) {
        return audiences.get((int) seq);
    }

    long read(UserId person) {
        Moved moved = reached.get(person);
        return moved == null ? NONE : moved.read();
    }

    /** Whether the person tells others what they read now. */
    boolean tellsReads(UserId person) {
        return !silent.contains(person);
    }

    /** Whether the person read it, and told others then. */
    boolean saidToHaveRead(UserId person, long seq) {
        return said.contains(new Said(person, seq));
    }

    long delivered(UserId person) {
        Moved moved = reached.get(person);
        return moved == null ? NONE : moved.delivered();
    }

    UserId author(long seq) {
        return switch (entries.get((int) seq)) {
            case MessageSent sent -> sent.from();
            case MessageChange change -> change.by();
            case GroupEvent group -> group.by();
            case DirectStarted started -> started.by();
            case DirectEvent direct -> direct.by();
            case RetentionChanged changed -> changed.by();
        };
    }

    ConversationEvent entry(long seq) {
        return entries.get((int) seq);
    }

    MessageTexts texts() {
        return MessageTexts.of(entries).expired(entries, expired);
    }

    long expired() {
        return expired;
    }

    /** Seq of the newest message that mentions the person; null for none. */
    Long mentioned(UserId person) {
        return mentionedAt.get(person);
    }

    Settings settings(UserId person) {
        return settings.getOrDefault(person, Settings.DEFAULT);
    }

    @Nullable
    Picture picture() {
        return picture;
    }

    Retention retention() {
        return retention;
    }

    boolean isMessage(long seq) {
        return entries.get((int) seq) instanceof MessageSent;
    }
}
