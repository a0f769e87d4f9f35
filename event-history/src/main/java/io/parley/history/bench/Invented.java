package io.parley.history.bench;

import io.parley.api.MetaDataKeys;
import io.parley.api.account.handle.HandleClaimed;
import io.parley.api.account.handle.HandleKey;
import io.parley.api.account.handle.HandleKeys;
import io.parley.api.account.handle.HandleName;
import io.parley.api.account.user.UserRegistered;
import io.parley.api.conversation.DirectStarted;
import io.parley.api.conversation.GroupEvent.GroupCreated;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;

/** A data folder with a made-up history of some weeks, in which people write by day more than by night. */
public final class Invented implements AutoCloseable {
    private static final int PEOPLE = 200;
    private static final int DIRECTS = 300;
    private static final int GROUPS = 40;
    private static final int BATCH = 500;
    private static final Duration SPAN = Duration.ofDays(21);

    private final RocksEventStorageEngine engine;
    private final FilePersonKeys keys;
    private final Sealer sealer;
    private final HandleKeys handles;
    private final Random random;
    private final List<EventMessage<?>> batch = new ArrayList<>();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Map<String, Moved> reached = new HashMap<>();
    private final Map<UserId, Long> online = new HashMap<>();
    private final List<UserId> people = new ArrayList<>();
    private final List<Talk> talks = new ArrayList<>();
    private Instant now;
    private long events;

    private record Talk(ConversationId conversation, List<UserId> members) {}

    public Invented(Path data, Instant end, long seed) throws IOException {
        Files.createDirectories(data.resolve("keys"));
        engine =
                RocksEventStorageEngine.open(EventStoreOptions.in(data.resolve("events"), NamedEventSerializer.create())
                        .build());
        keys = FilePersonKeys.open(
                data.resolve("keys").resolve("person-keys"),
                data.resolve("keys").resolve("master-key"));
        sealer = new Sealer(keys);
        handles = HandleKeys.from(data.resolve("keys").resolve("handle-secret"));
        random = new Random(seed);
        now = end.minus(SPAN);
    }

    /** Writes about that many events. */
    public void write(long wanted) {
        for (int i = 0; i < PEOPLE; i++) {
            person("person" + i);
        }
        for (int i = 0; i < DIRECTS; i++) {
            UserId one = people.get(random.nextInt(PEOPLE));
            UserId other = people.get((people.indexOf(one) + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE);
            ConversationId conversation = ConversationId.direct(one, other);
            if (!seqs.containsKey(conversation.value())) {
                talks.add(new Talk(conversation, List.of(one, other)));
                add("Conversation", conversation.value(), new DirectStarted(conversation, one, other, now), one);
            }
        }
        for (int i = 0; i < GROUPS; i++) {
            group(3 + (int) Math.pow(2, random.nextDouble() * 6));
        }
        long stepNanos = SPAN.toNanos() / Math.max(1, wanted);
        while (events < wanted) {
            long before = events;
            if (random.nextInt(30) == 0) {
                presence();
            } else {
                message();
            }
            now = now.plusNanos((long) ((events - before) * stepNanos * pace()));
        }
        flush();
    }

    /** One conversation of two people with that many messages. */
    public ConversationId conversation(int messages) {
        UserId one = person("long-one");
        UserId other = person("long-other");
        Talk talk = new Talk(ConversationId.direct(one, other), List.of(one, other));
        add("Conversation", talk.conversation().value(), new DirectStarted(talk.conversation(), one, other, now), one);
        for (int i = 0; i < messages; i++) {
            now = now.plusMillis(500);
            send(talk, talk.members().get(i % 2));
            if (i % 10 == 9) {
                receipts(talk.conversation(), talk.members().get(i % 2), now, i % 20 == 19);
            }
        }
        flush();
        return talk.conversation();
    }

    /** The time of the last event. */
    public Instant now() {
        return now;
    }

    private double pace() {
        int hour = now.atZone(ZoneOffset.UTC).getHour();
        boolean weekend = now.atZone(ZoneOffset.UTC).getDayOfWeek().getValue() > 5;
        double day = hour < 6
                ? 6
                : hour < 8 ? 2 : hour < 12 ? 0.45 : hour < 14 ? 0.7 : hour < 18 ? 0.5 : hour < 22 ? 0.6 : 2.5;
        return weekend ? day * 1.8 : day;
    }

    private UserId person(String handle) {
        UserId user = UserId.create();
        HandleKey key = handles.of(new HandleName(handle));
        add("Handle", key.value(), new HandleClaimed(key, user, now), user);
        add(
                "User",
                user.value(),
                new UserRegistered(
                        user,
                        key,
                        sealer.seal(user, handle),
                        sealer.seal(user, handle),
                        sealer.seal(user, "none"),
                        now),
                user);
        people.add(user);
        return user;
    }

    private void group(int size) {
        ConversationId conversation = ConversationId.group();
        List<UserId> members = new ArrayList<>(people.subList(0, PEOPLE));
        Collections.shuffle(members, random);
        members = List.copyOf(members.subList(0, size));
        UserId by = members.getFirst();
        talks.add(new Talk(conversation, members));
        add(
                "Conversation",
                conversation.value(),
                new GroupCreated(conversation, by, sealer.seal(by, "Group"), members, now),
                by);
    }

    private void presence() {
        UserId user = people.get(random.nextInt(PEOPLE));
        Long generation = online.remove(user);
        Object event;
        if (generation == null) {
            online.put(user, now.toEpochMilli());
            event = new CameOnline(user, now.toEpochMilli(), now);
        } else {
            event = new WentOffline(user, generation, now);
        }
        add(new GenericEventMessage<>(
                UUID.randomUUID().toString(), event, Map.of(MetaDataKeys.ACTOR, user.value()), now));
    }

    private void message() {
        Talk talk = talks.get((int) (talks.size() * Math.pow(random.nextDouble(), 2)));
        UserId from = talk.members().get(random.nextInt(talk.members().size()));
        send(talk, from);
        Instant sent = now;
        for (UserId member :
                talk.members().subList(0, Math.min(4, talk.members().size()))) {
            if (!member.equals(from)) {
                boolean away = random.nextInt(12) == 0;
                long delay =
                        (long) (away ? 60_000 * -Math.log(random.nextDouble()) : 3 - 6 * Math.log(random.nextDouble()));
                receipts(talk.conversation(), member, sent.plusMillis(delay), false);
                if (random.nextInt(3) > 0) {
                    receipts(
                            talk.conversation(),
                            member,
                            sent.plusMillis(delay + (long) (-20_000 * Math.log(random.nextDouble()))),
                            true);
                }
            }
        }
    }

    private void send(Talk talk, UserId from) {
        String text = "x".repeat(10 + random.nextInt(90));
        MessageSent sent = new MessageSent(
                talk.conversation(),
                new UUID(random.nextLong(), random.nextLong()),
                from,
                new DeviceId("device-of-" + from),
                sealer.seal(from, text),
                now);
        add("Conversation", talk.conversation().value(), sent, from);
    }

    private void receipts(ConversationId conversation, UserId member, Instant time, boolean read) {
        long head = seqs.getOrDefault(conversation.value(), -1L);
        Moved before = reached.get(conversation.value() + member);
        Moved moved = new Moved(
                member,
                before == null ? -1 : before.delivered(),
                head,
                before == null ? -1 : before.read(),
                read ? head : before == null ? -1 : before.read(),
                true);
        reached.put(conversation.value() + member, moved);
        add(
                "Receipts",
                ReceiptsId.of(conversation).value(),
                new ReceiptsAdvanced(conversation, List.of(moved), time),
                member);
    }

    private void add(String type, String aggregate, Object event, UserId actor) {
        long seq = seqs.merge(aggregate, 0L, (last, none) -> last + 1);
        add(new GenericDomainEventMessage<>(
                type,
                aggregate,
                seq,
                event,
                Map.of(MetaDataKeys.ACTOR, actor.value()),
                UUID.randomUUID().toString(),
                now));
    }

    private void add(EventMessage<?> event) {
        batch.add(event);
        events++;
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
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
