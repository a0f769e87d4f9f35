package io.parley.delivery.redis;

import io.parley.delivery.Connection;
import io.parley.delivery.EdgeInbox;
import io.parley.delivery.redis.AnnouncementCodec.Told;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.script.RedisScript;
import tools.jackson.core.JacksonException;

/**
 * One edge's line to Redis: a thread that renews the lease and takes away what dead edges left, and one that reads what the edge is told. When
 * the lease or an announcement was lost the edge goes on as a new incarnation: it registers all its connections again, and its
 * sessions ask the views.
 */
final class EdgeLine {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeLine.class);
    private static final RedisScript<Long> LEASE = Redis.number("lease");
    private static final RedisScript<Long> SWEEP = Redis.number("sweep");
    private static final int RENEWALS_PER_LEASE = 5;
    private static final int PARTS_PER_SWEEP = 64;
    private static final int ENTRIES_PER_READ = 256;
    private static final long RETRY_MS = 100;
    private static final Duration LONGEST_READ = Duration.ofMillis(500);

    private final Redis redis;
    private final LocalEdge edge;
    private final RedisDirectory directory;
    private final RedisPresenceDirectory presences;
    private final String name;
    private final EdgeInbox inbox;
    private final AnnouncementCodec codec = new AnnouncementCodec();
    private final Thread leasing;
    private final Thread reading;
    private final Delivered delivered = new Delivered();
    private volatile boolean open = true;
    private volatile boolean away;
    private volatile long troubled = System.nanoTime();

    EdgeLine(
            Redis redis,
            LocalEdge edge,
            RedisDirectory directory,
            RedisPresenceDirectory presences,
            String name,
            EdgeInbox inbox) {
        this.redis = redis;
        this.edge = edge;
        this.directory = directory;
        this.presences = presences;
        this.name = name;
        this.inbox = inbox;
        this.leasing = Thread.ofPlatform().daemon().name("edge-lease").unstarted(this::lease);
        this.reading = Thread.ofPlatform().daemon().name("edge-stream").unstarted(this::read);
    }

    /** Where Redis is away the edge opens nevertheless, and is known to others when it is back. */
    void start() {
        try {
            claim("open", edge.incarnation());
        } catch (DataAccessException e) {
            trouble(e);
            edge.doubt();
        }
        leasing.start();
        reading.start();
    }

    /** The lease ends by itself, and with it whatever is still in Redis. */
    void stop() {
        open = false;
        leasing.interrupt();
        reading.interrupt();
        try {
            leasing.join();
            reading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts an empty entry behind everything that was announced, and waits for it to come out again. */
    boolean settle() {
        String incarnation = edge.incarnation();
        try {
            long number = redis.deliver(incarnation, codec.write(List.of()));
            return number > 0
                    && delivered.await(incarnation, number, redis.options().timeout());
        } catch (DataAccessException e) {
            return false;
        }
    }

    private boolean claim(String how, String incarnation) {
        return Objects.equals(redis.run(LEASE, List.of(Key.EDGES), incarnation, how), 1L);
    }

    private void trouble(DataAccessException e) {
        if (!away) {
            LOG.warn("Redis does not answer; sessions stay, and sync when it is back: {}", e.getMessage());
        }
        away = true;
        troubled = System.nanoTime();
    }

    private void lease() {
        while (open) {
            try {
                if (edge.isDoubtful() || !claim("renew", edge.incarnation())) {
                    reincarnate();
                }
                if (away) {
                    away = false;
                    LOG.info("Redis answers again");
                }
                sweep();
            } catch (DataAccessException e) {
                trouble(e);
                edge.doubt();
            }
            pause(away ? RETRY_MS : redis.options().lease().toMillis() / RENEWALS_PER_LEASE);
        }
    }

    private void reincarnate() {
        edge.reincarnate();
        String incarnation = edge.incarnation();
        claim("open", incarnation);
        for (Connection connection : edge.registered()) {
            directory.tellRegistered(connection, incarnation);
            if (!edge.isRegistered(connection)) {
                directory.tellRemoved(connection, incarnation);
            }
        }
        for (Connection connection : edge.present()) {
            presences.readmit(connection, incarnation);
            if (!edge.isPresent(connection)) {
                presences.tellLeft(connection, incarnation);
            }
        }
        LOG.info("Edge {} is known to Redis as {} from now on; its sessions sync", name, incarnation);
        inbox.resync();
    }

    /** Not before every edge had a whole lease to come back in, where Redis was away. */
    private void sweep() {
        if (System.nanoTime() - troubled < redis.options().lease().toNanos()) {
            return;
        }
        for (int part = 0; part < PARTS_PER_SWEEP; part++) {
            Long more = redis.run(
                    SWEEP,
                    List.of(Key.EDGES, Key.LEFT, Key.CONNECTED),
                    redis.options().lease().toMillis(),
                    Key.USER,
                    Key.PRESENCE,
                    Key.EDGE);
            if (more == null || more == 0) {
                return;
            }
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        Position at = new Position(edge.incarnation());
        while (open) {
            if (!edge.incarnation().equals(at.incarnation)) {
                at = new Position(edge.incarnation());
            }
            try {
                take(at);
            } catch (DataAccessException e) {
                if (open) {
                    trouble(e);
                    pause(RETRY_MS);
                }
            }
        }
    }

    /** How far a stream was read. */
    private static final class Position {
        private final String incarnation;
        private String id = "0-0";
        private long number;

        Position(String incarnation) {
            this.incarnation = incarnation;
        }
    }

    @SuppressWarnings("unchecked") // one offset
    private void take(Position at) {
        String stream = Key.stream(at.incarnation);
        Duration block = redis.options().timeout().dividedBy(2);
        List<MapRecord<String, String, String>> records = redis.template()
                .<String, String>opsForStream()
                .read(
                        StreamReadOptions.empty()
                                .count(ENTRIES_PER_READ)
                                .block(block.compareTo(LONGEST_READ) < 0 ? block : LONGEST_READ),
                        StreamOffset.create(stream, ReadOffset.from(at.id)));
        if (records == null || records.isEmpty()) {
            return;
        }
        for (MapRecord<String, String, String> record : records) {
            deliver(at, record);
        }
        redis.template()
                .opsForStream()
                .delete(stream, records.stream().map(MapRecord::getId).toArray(RecordId[]::new));
    }

    private void deliver(Position at, MapRecord<String, String, String> record) {
        at.id = record.getId().getValue();
        long number = Long.parseLong(record.getValue().getOrDefault("n", "0"));
        if (number != at.number + 1) {
            LOG.warn("Edge {} missed {} announcements; its sessions sync", name, number - at.number - 1);
            inbox.resync();
        }
        at.number = number;
        List<Told> told = parse(record.getValue().get("a"));
        if (told == null) {
            inbox.resync();
        } else {
            told.forEach(one -> inbox.deliver(one.announcement(), one.connections(name)));
        }
        delivered.upTo(at.incarnation, number);
    }

    /** Null for what only a newer version understands. */
    private @Nullable List<Told> parse(@Nullable String text) {
        try {
            return text == null ? null : codec.read(text);
        } catch (JacksonException e) {
            LOG.warn("Edge {} was told something that it does not understand; its sessions sync", name, e);
            return null;
        }
    }
}
