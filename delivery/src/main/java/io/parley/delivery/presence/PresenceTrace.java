package io.parley.delivery.presence;

import io.parley.api.id.UserId;
import io.parley.api.presence.CameOnline;
import io.parley.api.presence.PresenceEvent;
import io.parley.api.presence.WentOffline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server that dies leaves behind: a file with everybody who was online, a line each, whose time of change says when the server
 * was alive last. Whoever comes is in it, synced, before their event is stored; so after a crash nobody stays online for ever. Used by one
 * thread, except for {@link #alive}.
 */
public final class PresenceTrace implements AutoCloseable {
    private static final int LINES_TO_KEEP = 4_096;

    private final Path file;
    private final Map<UserId, Long> online = new LinkedHashMap<>();
    private FileChannel channel;
    private long lines;

    private PresenceTrace(Path file) throws IOException {
        this.file = file;
        this.channel = open(file);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
    }

    public static PresenceTrace at(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return new PresenceTrace(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever was online when the last server ended, as gone since then; the same again until they are {@link #recorded}. */
    public List<PresenceEvent> leftBehind() {
        try {
            Instant alive = Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS);
            for (String line : Files.readAllLines(file)) {
                fold(line);
            }
            write(channel, "\n", false);
            return online.entrySet().stream()
                    .<PresenceEvent>map(one -> new WentOffline(one.getKey(), one.getValue(), alive))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line that was not written to its end is of somebody whose event was not stored. */
    private void fold(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 4 && parts[3].equals(".")) {
            UserId user = new UserId(parts[1]);
            if (parts[0].equals("+")) {
                online.put(user, Long.parseLong(parts[2]));
            } else {
                online.remove(user, Long.valueOf(parts[2]));
            }
        }
        lines++;
    }

    /** To be called before the events are stored. */
    public void recording(List<PresenceEvent> events) {
        append(events.stream().filter(CameOnline.class::isInstance).toList(), "+", true);
    }

    /** To be called when the events are stored. */
    public void recorded(List<PresenceEvent> events) {
        append(events.stream().filter(WentOffline.class::isInstance).toList(), "-", false);
        if (lines > LINES_TO_KEEP + 2L * online.size()) {
            compact();
        }
    }

    private void append(List<PresenceEvent> events, String sign, boolean sync) {
        if (events.isEmpty()) {
            return;
        }
        String text = events.stream()
                .map(event -> line(sign, event.user(), event.generation()))
                .collect(Collectors.joining());
        try {
            write(channel, text, sync);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.lines().forEach(this::fold);
    }

    private static String line(String sign, UserId user, long generation) {
        return sign + " " + user.value() + " " + generation + " .\n";
    }

    private static void write(FileChannel to, String text, boolean sync) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (left.hasRemaining()) {
            to.write(left);
        }
        if (sync) {
            to.force(true);
        }
    }

    private void compact() {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(whole);
            FileChannel fresh = open(whole);
            StringBuilder text = new StringBuilder();
            online.forEach((user, generation) -> text.append(line("+", user, generation)));
            write(fresh, text.toString(), true);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = fresh;
            lines = online.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server is alive: to be called at least once a lease. Any thread. */
    public void alive(Instant now) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
