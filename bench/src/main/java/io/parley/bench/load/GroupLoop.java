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

/** One sender, many members online: a message is done when the last member has it. The members acknowledge nothing. */
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
    private final int size;
    private @Nullable LoadSocket sender;
    private volatile @Nullable Window window;
    private volatile int inFlight;
    private int open;
    private long number;

    private GroupLoop(String conversation, int size, Faults faults) {
        this.frames = new SendFrames(conversation);
        this.size = size;
        this.faults = faults;
    }

    /** The first person sends, the others are the members. */
    public static GroupLoop connect(
            URI server, EventLoopGroup loops, People registry, List<Person> people, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        String conversation = registry.group(people);
        GroupLoop group = new GroupLoop(conversation, people.size() - 1, faults);
        group.sender = open(server, loops, people.getFirst(), group::toSender, faults);
        for (Person member : people.subList(1, people.size())) {
            group.members.add(open(server, loops, member, new Member(group)::frame, faults));
        }
        return group;
    }

    private static LoadSocket open(
            URI server, EventLoopGroup loops, Person person, Consumer<String> frames, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        return LoadSocket.open(server, loops.next(), person.tokens().accessToken(), frames, faults)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    public List<Figure> run(int messages, ServerProcess server, Duration warmUp, Duration length)
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
        String name = "group" + size + "." + messages;
        String meaning = "group of " + size + ", " + messages + " in flight";
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
            group.arrived(FrameText.number(frame, BODY, 0));
        }
    }

    @Override
    public void close() {
        members.forEach(LoadSocket::close);
        socket().close();
    }
}
