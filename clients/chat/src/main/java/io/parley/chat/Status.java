package io.parley.chat;

import io.parley.client.session.SessionState;
import io.parley.protocol.ServerFrame.Count;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;

/** The prompt, and the lines that tell how far own messages have come: what happens within a moment is told in one. */
final class Status {
    private static final Duration MOMENT = Duration.ofMillis(150);
    private static final Executor A_MOMENT_LATER =
            CompletableFuture.delayedExecutor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    private static final AttributedStyle ON = AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
    private static final AttributedStyle OFF = AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);

    private final Screen screen;
    private final Room room;
    private final OwnMessages own;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile SessionState state = SessionState.CONNECTING;
    private @Nullable Told told;

    private final Set<Typist> typing = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Counted counts;

    private record Counted(String conversation, Count count) {}

    private record Typist(String conversation, String name) {}

    private record Told(String conversation, long seq, Tick tick) {}

    Status(Screen screen, Room room, OwnMessages own) {
        this.screen = screen;
        this.room = room;
        this.own = own;
    }

    void state(SessionState now) {
        state = now;
        prompt();
    }

    void typing(String conversation, String name, boolean on) {
        if (on) typing.add(new Typist(conversation, name));
        else typing.remove(new Typist(conversation, name));
        prompt();
    }

    /** How many of a large group have the newest own message. */
    void counted(String conversation, Count count) {
        counts = new Counted(conversation, count);
        prompt();
    }

    private String counts(@Nullable String conversation) {
        Counted now = counts;
        if (now == null || !now.conversation().equals(conversation)) return "";
        Count count = now.count();
        return " (delivered to " + count.delivered() + " of " + count.of() + ", read by " + count.read() + ")";
    }

    private String typists(@Nullable String conversation) {
        String names = typing.stream()
                .filter(typist -> typist.conversation().equals(conversation))
                .map(Typist::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " (" + Line.harmless(names) + " is writing…)";
    }

    void prompt() {
        AttributedStringBuilder prompt = new AttributedStringBuilder();
        if (state == SessionState.CONNECTED) prompt.append("● ", ON);
        else prompt.append("○ ", OFF);
        prompt.append(Line.harmless(room.title()));
        String conversation = room.conversation();
        if (conversation != null) {
            own.last(conversation)
                    .map(last -> own.tick(conversation, last.seq()))
                    .ifPresent(tick -> prompt.append(" ").append(tick.text(), Line.style(tick)));
        }
        prompt.append(counts(conversation)).append(typists(conversation));
        screen.prompt(prompt.append("> ").toAttributedString());
    }

    /** What stands on the screen already is not told again. */
    synchronized void shown() {
        String conversation = room.conversation();
        if (conversation != null) told = now(conversation).orElse(null);
        prompt();
    }

    private Optional<Told> now(String conversation) {
        return own.lastAt(conversation, Tick.READ)
                .or(() -> own.lastAt(conversation, Tick.DELIVERED))
                .map(last -> new Told(conversation, last.seq(), own.tick(conversation, last.seq())));
    }

    void moved() {
        if (screen.isPersonal() && due.compareAndSet(false, true)) A_MOMENT_LATER.execute(this::tell);
    }

    private synchronized void tell() {
        due.set(false);
        String conversation = room.conversation();
        if (conversation == null) return;
        now(conversation).filter(now -> !now.equals(told)).ifPresent(now -> {
            told = now;
            own.at(conversation, now.seq())
                    .ifPresent(body -> screen.print(Line.reached(now.tick(), room.title(), body)));
        });
        prompt();
    }
}
