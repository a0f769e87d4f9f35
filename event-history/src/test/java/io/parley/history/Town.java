package io.parley.history;

import io.parley.api.MetaDataKeys;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.conversation.ConversationEvent;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent.GroupCreated;
import io.parley.api.conversation.GroupEvent.MemberRemoved;
import io.parley.api.conversation.GroupEvent.MembersAdded;
import io.parley.api.conversation.MessageSent;
import io.parley.api.id.ConversationId;
import io.parley.api.id.DeviceId;
import io.parley.api.id.ReceiptsId;
import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.WentOffline;
import io.parley.api.receipts.ReceiptsAdvanced;
import io.parley.api.receipts.ReceiptsAdvanced.Moved;
import io.parley.api.serialization.NamedEventSerializer;
import io.parley.eventstore.EventStoreOptions;
import io.parley.eventstore.RocksEventStorageEngine;
import io.parley.sealing.FilePersonKeys;
import io.parley.sealing.Sealer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;

/** A data folder whose server runs: people, what they say, and a clock that goes a second with every event. */
public final class Town implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final Path data;
    private final RocksEventStorageEngine engine;
    private final FilePersonKeys keys;
    private final Sealer sealer;
    private final HandleKeys handles;
    private final Map<String, Long> seqs = new HashMap<>();
    private final Map<String, Moved> reached = new HashMap<>();
    private final List<EventMessage<?>> batch = new ArrayList<>();
    private Instant now = START;
    private Duration step = Duration.ofSeconds(1);

    public Town(Path data) throws Exception {
        this.data = data;
        Files.createDirectories(data.resolve("keys"));
        engine =
                RocksEventStorageEngine.open(EventStoreOptions.in(data.resolve("events"), NamedEventSerializer.create())
                        .build());
        keys = FilePersonKeys.open(data.resolve("keys/person-keys"), data.resolve("keys/master-key"));
        sealer = new Sealer(keys);
        handles = HandleKeys.from(data.resolve("keys/handle-secret"));
    }

    public Path data() {
        return data;
    }

    public RocksEventStorageEngine engine() {
        return engine;
    }

    public FilePersonKeys keys() {
        return keys;
    }

    public Instant now() {
        return now;
    }

    /** How much later each event is than the one before; {@code START} plus one step is the first. */
    public void step(Duration step) {
        this.step = step;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public UserId person(String handle) {
        UserId user = UserId.create();
        tick();
        HandleKey key = handles.of(new HandleName(handle));
        add("Handle", key.value(), new HandleClaimed(key, user, now), user);
        add(
                "User",
                user.value(),
                new UserRegistered(
                        user,
                        key,
                        sealer.seal(user, handle),
                        sealer.seal(user, "Name of " + handle),
                        sealer.seal(user, "hash of the password of " + handle),
                        now),
                user);
        flush();
        return user;
    }

    public ConversationId direct(UserId by, UserId with) {
        ConversationId conversation = ConversationId.direct(by, with);
        entry(new DirectStarted(conversation, by, with, tick()), by);
        return conversation;
    }

    public ConversationId group(String title, UserId by, UserId... others) {
        ConversationId conversation = ConversationId.group();
        List<UserId> members = new ArrayList<>(List.of(by));
        members.addAll(List.of(others));
        entry(new GroupCreated(conversation, by, sealer.seal(by, title), members, tick()), by);
        return conversation;
    }

    public void addMember(ConversationId group, UserId by, UserId member) {
        entry(new MembersAdded(group, by, List.of(member), tick()), by);
    }

    public void removeMember(ConversationId group, UserId by, UserId member) {
        entry(new MemberRemoved(group, by, member, null, tick()), by);
    }

    public MessageSent send(ConversationId conversation, UserId from, String text) {
        MessageSent sent =
                new MessageSent(conversation, UUID.randomUUID(), from, device(from), sealer.seal(from, text), tick());
        entry(sent, from);
        return sent;
    }

    public static DeviceId device(UserId user) {
        return new DeviceId("device-of-" + user);
    }

    public void receipts(ConversationId conversation, UserId member, long delivered, long read) {
        Moved before = reached.get(conversation.value() + member);
        Moved moved = new Moved(
                member,
                before == null ? -1 : before.delivered(),
                delivered,
                before == null ? -1 : before.read(),
                read,
                true);
        reached.put(conversation.value() + member, moved);
        add(
                "Receipts",
                ReceiptsId.of(conversation).value(),
                new ReceiptsAdvanced(conversation, List.of(moved), tick()),
                member);
        flush();
    }

    public long seq(ConversationId conversation) {
        return seqs.get(conversation.value());
    }

    public void online(UserId user) {
        batch.add(plain(new CameOnline(user, tick().toEpochMilli(), now), user));
        flush();
    }

    public void offline(UserId user, long generation) {
        batch.add(plain(new WentOffline(user, generation, tick()), user));
        flush();
    }

    private EventMessage<?> plain(Object event, UserId actor) {
        return new GenericEventMessage<>(
                UUID.randomUUID().toString(), event, Map.of(MetaDataKeys.ACTOR, actor.value()), now);
    }

    private void entry(ConversationEvent event, UserId actor) {
        add("Conversation", event.conversation().value(), event, actor);
        flush();
    }

    private Instant tick() {
        now = now.plus(step);
        return now;
    }

    private void add(String type, String aggregate, Object event, UserId actor) {
        long seq = seqs.merge(aggregate, 0L, (last, none) -> last + 1);
        batch.add(new GenericDomainEventMessage<>(
                type,
                aggregate,
                seq,
                event,
                Map.of(
                        MetaDataKeys.ACTOR,
                        actor.value(),
                        MetaDataKeys.DEVICE,
                        device(actor).value()),
                UUID.randomUUID().toString(),
                now));
    }

    /** Appends what is gathered only now and then, for many events. */
    public void inBulk(Runnable events) {
        bulk = true;
        events.run();
        bulk = false;
        flush();
    }

    private boolean bulk;

    private void flush() {
        if (!batch.isEmpty() && (!bulk || batch.size() >= 500)) {
            engine.appendEvents(List.copyOf(batch));
            batch.clear();
        }
    }

    @Override
    public void close() {
        keys.close();
        engine.close();
    }
}
