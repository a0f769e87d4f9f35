package io.parley.bench.parley;

import io.netty.channel.EventLoop;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A group conversation. */
final class ParleyRoom implements Room {
    private static final String BODY = "\"body\":\"";

    private final String conversation;
    private final boolean reading;
    private final Faults faults;
    private final SendFrames frames;
    private final List<LoadSocket> members = new ArrayList<>();
    private @Nullable LoadSocket sender;
    private volatile LongConsumer arrived = time -> {};
    private long number;

    /** @param reading whether members say that they have read each message, or acknowledge nothing */
    ParleyRoom(String conversation, boolean reading, Faults faults) {
        this.conversation = conversation;
        this.reading = reading;
        this.faults = faults;
        this.frames = new SendFrames(conversation);
    }

    void connected(LoadSocket sendingSocket) {
        this.sender = sendingSocket;
    }

    void joined(LoadSocket member) {
        members.add(member);
    }

    Member member() {
        return new Member();
    }

    void toSender(String frame) {
        if (FrameText.type(frame).equals("error")) {
            faults.report(new IllegalStateException("the server refused a message to the group: " + frame));
        }
    }

    @Override
    public int online() {
        return members.size();
    }

    @Override
    public EventLoop loop() {
        return socket().loop();
    }

    @Override
    public void send(long time) {
        socket().send(frames.next(number++, time));
    }

    @Override
    public void watch(LongConsumer watcher) {
        arrived = watcher;
    }

    @Override
    public void close() {
        members.forEach(LoadSocket::close);
        socket().close();
    }

    private LoadSocket socket() {
        return Objects.requireNonNull(sender);
    }

    /** What one member receives, in order and without gaps. */
    final class Member {
        private @Nullable LoadSocket socket;
        private long seq = -1;

        void connected(LoadSocket opened) {
            socket = opened;
            joined(opened);
        }

        void frame(String frame) {
            if (!FrameText.type(frame).equals("message")) {
                return;
            }
            long next = FrameText.number(frame, "\"seq\":", 0);
            if (seq >= 0 && next != seq + 1) {
                faults.report(new IllegalStateException("a member got " + next + " after " + seq));
            }
            seq = next;
            if (reading) {
                Objects.requireNonNull(socket)
                        .send("{\"t\":\"read\",\"conversation\":\"" + conversation + "\",\"upTo\":" + seq + "}");
            }
            arrived.accept(FrameText.number(frame, BODY, 0));
        }
    }
}
