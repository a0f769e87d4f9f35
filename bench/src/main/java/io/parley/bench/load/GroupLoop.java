package io.parley.bench.load;

import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.People.Person;
import io.parley.bench.report.Figure;
import io.parley.bench.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One sender, many members online: a message is done when the last one online has it. */
public final class GroupLoop implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int DIGITS = 3;
    private static final double NANOS_PER_MS = 1e6;
    private static final String BODY = "\"body\":\"";

    private final List<LoadSocket> members = new ArrayList<>();
    private final Map<Long, AtomicInteger> missing = new ConcurrentHashMap<>();
    private final Faults faults;
    private final Histogram last = new ConcurrentHistogram(HIGHEST_NANOS, DIGITS);
    private final SendFrames frames;
    private final String conversation;
    private final int size;
    private final boolean reading;
    private @Nullable LoadSocket sender;
    private volatile @Nullable Window window;
    private volatile int inFlight;
    private int open;
    private long number;

    private GroupLoop(String conversation, int online, boolean reading, Faults faults) {
        this.frames = new SendFrames(conversation);
        this.conversation = conversation;
        this.size = online;
        this.reading = reading;
        this.faults = faults;
    }

    /**
     * The first person sends, the others are the members.
     *
     * @param online how many of them are
     * @param reading whether they say that they have read each message, or acknowledge nothing
     */
    public static GroupLoop connect(
            URI server,
            EventLoopGroup loops,
            People registry,
            List<Person> people,
            int online,
            boolean reading,
            Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        GroupLoop group = new GroupLoop(registry.group(people), online, reading, faults);
        group.sender = open(server, loops, people.getFirst(), group::toSender, faults);
        for (Person member : people.subList(1, online + 1)) {
            Member listening = new Member(group);
            listening.socket = open(server, loops, member, listening::frame, faults);
            group.members.add(listening.socket);
        }
        return group;
    }

    private static LoadSocket open(
            URI server, EventLoopGroup loops, Person person, Consumer<String> frames, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        return LoadSocket.open(server, loops.next(), person.tokens().accessToken(), frames, faults)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * @param name of the figures
     * @param meaning of the figures, in front of what each is
     */
    public List<Figure> run(
            String name, String meaning, int messages, ServerProcess server, Duration warmUp, Duration length)
            throws InterruptedException, IOException {
        Window measured = new Window();
        window = measured;
        inFlight = messages;
        socket().loop().execute(this::fill);
        measured.measure(server, warmUp, faults);
        last.reset();
        Window.Result result = measured.measure(server, length, faults);
        Histogram latency = last.copy();
        inFlight = 0;
        while (!missing.isEmpty()) {
            faults.checkFor(Duration.ofMillis(20));
        }
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure(name + ".deliveries", meaning + ": deliveries", result.perSecond() * size, "/s", ">= 80000"),
                ms(name + ".p50", meaning + ": to the last member, p50", latency, 50, "<= 3.1"),
                ms(name + ".p99", meaning + ": to the last member, p99", latency, 99, "<= 5.5")));
        figures.addAll(result.costs(name, meaning, ""));
        return figures;
    }

    private static Figure ms(String name, String meaning, Histogram latency, double percentile, String goal) {
        return new Figure(name, meaning, latency.getValueAtPercentile(percentile) / NANOS_PER_MS, "ms", goal);
    }

    private LoadSocket socket() {
        return Objects.requireNonNull(sender);
    }

    /** On the sender's event loop. */
    private void fill() {
        while (open < inFlight) {
            open++;
            long time = System.nanoTime();
            missing.put(time, new AtomicInteger(size));
            socket().send(frames.next(number++, time));
        }
    }

    private void toSender(String frame) {
        if (FrameText.type(frame).equals("error")) {
            faults.report(new IllegalStateException("the server refused a message to the group: " + frame));
        }
    }

    private void arrived(long time) {
        AtomicInteger left = missing.get(time);
        if (left == null) {
            faults.report(new IllegalStateException("a message of the group came twice"));
        } else if (left.decrementAndGet() == 0) {
            missing.remove(time);
            last.recordValue(Math.clamp(System.nanoTime() - time, 0, HIGHEST_NANOS));
            Objects.requireNonNull(window).completed();
            socket().loop().execute(() -> {
                open--;
                fill();
            });
        }
    }

    /** What one member receives, in order and without gaps. */
    private static final class Member {
        private final GroupLoop group;
        private @Nullable LoadSocket socket;
        private long seq = -1;

        Member(GroupLoop group) {
            this.group = group;
        }

        void frame(String frame) {
            if (!FrameText.type(frame).equals("message")) {
                return;
            }
            long next = FrameText.number(frame, "\"seq\":", 0);
            if (seq >= 0 && next != seq + 1) {
                group.faults.report(new IllegalStateException("a member got " + next + " after " + seq));
            }
            seq = next;
            if (group.reading) {
                Objects.requireNonNull(socket)
                        .send("{\"t\":\"read\",\"conversation\":\"" + group.conversation + "\",\"upTo\":" + seq + "}");
            }
            group.arrived(FrameText.number(frame, BODY, 0));
        }
    }

    @Override
    public void close() {
        members.forEach(LoadSocket::close);
        socket().close();
    }
}
