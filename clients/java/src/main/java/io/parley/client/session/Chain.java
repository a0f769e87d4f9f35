package io.parley.client.session;

import io.parley.client.http.Granted;
import io.parley.protocol.ClientFrame;
import io.parley.protocol.ErrorCode;
import io.parley.protocol.Limits;
import io.parley.protocol.ServerFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One conversation's outbox. Each message names the one before it, so the server takes them in order or not at all: after a refusal of any
 * kind nothing new is sent until everything on its way is answered, and then the rest is sent again from its front. On the lane.
 */
final class Chain {
    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(15);

    private final String conversation;
    private final Link link;
    private final Lane lane;
    private final Fate fate;
    private final List<Outgoing> queue = new ArrayList<>();
    private @Nullable UUID lastAccepted;
    private boolean running;
    private boolean held;
    /**
     * On their way, no more than the server remembers. Answers count in the order of the messages: of one whose answer is lost and all behind
     * it nothing is known, so what is sent again is never further behind than the server remembers.
     */
    private final ArrayDeque<Place> window = new ArrayDeque<>();

    private int sent;
    private boolean lost;
    private int refusals;
    private Duration wait = Duration.ZERO;

    private static final class Place {
        private final Outgoing message;
        private boolean answered;
        private @Nullable ServerFrame reply;

        Place(Outgoing message) {
            this.message = message;
        }

        void answer(@Nullable ServerFrame frame) {
            answered = true;
            reply = frame;
        }
    }

    /** What becomes of messages. */
    interface Fate {
        void accepted(Outgoing message, ServerFrame.Accepted accepted);

        void refused(Outgoing message, ServerFrame.Error error);

        void chained(@Nullable UUID lastAccepted);
    }

    Chain(String conversation, @Nullable UUID lastAccepted, Link link, Lane lane, Fate fate) {
        this.conversation = conversation;
        this.lastAccepted = lastAccepted;
        this.link = link;
        this.lane = lane;
        this.fate = fate;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Whether messages are on their way, so that their entries may be missing for a moment. */
    boolean isOpen() {
        return !window.isEmpty();
    }

    void add(Outgoing message) {
        queue.add(message);
        pump();
    }

    /** A new connection is ready: what was on its way before is sent again. */
    void resume() {
        running = true;
        release();
    }

    void pause() {
        running = false;
    }

    private void pump() {
        while (running && !held && sent < queue.size() && window.size() < Limits.UNANSWERED) {
            Outgoing message = queue.get(sent);
            UUID after = sent == 0 ? lastAccepted : queue.get(sent - 1).mid();
            sent++;
            Place place = new Place(message);
            window.add(place);
            link.request(id -> frame(id, after, message), (reply, failure) -> answered(place, reply));
        }
    }

    private ClientFrame.Send frame(String id, @Nullable UUID after, Outgoing message) {
        Content content = message.content();
        return new ClientFrame.Send(
                id,
                conversation,
                message.mid(),
                after,
                content.kind(),
                content.target(),
                content.body(),
                unlessEmpty(content.attachments().stream().map(Granted::attach).toList()),
                content.replyTo(),
                unlessEmpty(content.mentions()));
    }

    private static @Nullable List<String> unlessEmpty(List<String> texts) {
        return texts.isEmpty() ? null : texts;
    }

    private void answered(Place answered, @Nullable ServerFrame reply) {
        answered.answer(reply);
        for (Place next = window.peek(); next != null && next.answered; next = window.peek()) {
            window.remove();
            settle(next.message, next.reply);
        }
        if (!held) pump();
        else if (window.isEmpty()) lane.later(wait, this::release);
    }

    private void settle(Outgoing message, @Nullable ServerFrame reply) {
        if (reply instanceof ServerFrame.Error error) refused(message, error);
        else if (reply instanceof ServerFrame.Accepted accepted && !lost) accepted(message, accepted);
        else held = lost = true;
    }

    private void accepted(Outgoing message, ServerFrame.Accepted accepted) {
        remove(message);
        refusals = 0;
        lastAccepted = message.mid();
        fate.accepted(message, accepted);
    }

    private void refused(Outgoing message, ServerFrame.Error error) {
        held = true;
        if (error.code().equals(ErrorCode.OUT_OF_ORDER.code())) {
            lastAccepted = error.lastAccepted();
            fate.chained(lastAccepted);
            if (message.equals(queue.getFirst())) lengthenWait(error);
        } else if (error.retryable()) {
            lengthenWait(error);
        } else if (endsTheSession(error)) {
            link.distrust();
        } else {
            remove(message);
            fate.refused(message, error);
        }
    }

    /** The first re-chaining is no failure, and goes at once. */
    private void lengthenWait(ServerFrame.Error error) {
        Duration backedOff = RETRY.multipliedBy(1L << Math.min(refusals, 10));
        if (!error.retryable() && refusals == 0) backedOff = Duration.ZERO;
        if (error.retryAfterMs() != null) backedOff = Duration.ofMillis(error.retryAfterMs());
        wait = backedOff.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : backedOff;
        refusals++;
    }

    private static boolean endsTheSession(ServerFrame.Error error) {
        return List.of(
                        ErrorCode.DEVICE_REVOKED,
                        ErrorCode.DEVICE_EXPIRED,
                        ErrorCode.TOKEN_EXPIRED,
                        ErrorCode.HELLO_EXPECTED)
                .stream()
                .anyMatch(code -> code.code().equals(error.code()));
    }

    private void remove(Outgoing message) {
        if (queue.remove(message)) sent--;
    }

    private void release() {
        if (!window.isEmpty()) return;
        held = lost = false;
        sent = 0;
        wait = Duration.ZERO;
        pump();
    }
}
