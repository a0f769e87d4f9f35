package io.parley.bench.load;

import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.People.Person;
import io.parley.bench.report.Figure;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** From the first packet of a log-in until everything that was sent meanwhile is there. */
public final class PendingMessages {
    private static final int PAGE = 100;
    private static final long DEADLINE_SECONDS = 60;
    private static final double NANOS_PER_MS = 1e6;

    private final int messages;

    public PendingMessages(int messages) {
        this.messages = messages;
    }

    /** The first of each two people sends, the second comes later. */
    public List<Figure> run(URI server, EventLoopGroup loops, People registry, List<Person> people, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i + 1 < people.size(); i += 2) {
            Person sender = people.get(i);
            Person recipient = people.get(i + 1);
            send(server, loops, registry.direct(sender, recipient), sender, faults);
            registry.awaitHead(recipient, messages);
            Arrival arrival = new Arrival();
            long from = System.nanoTime();
            LoadSocket socket = LoadSocket.open(
                            server, loops.next(), recipient.tokens().accessToken(), arrival::frame, faults)
                    .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            arrival.start(socket);
            long to = arrival.complete.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            times.add((to - from) / NANOS_PER_MS);
            socket.close();
        }
        faults.check();
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return List.of(
                new Figure(
                        "pending.median",
                        messages + " pending: until all are there, median",
                        median(sorted),
                        "ms",
                        "<= 50"),
                new Figure("pending.first", messages + " pending: the first, cold", times.getFirst(), "ms", ""));
    }

    private static double median(double[] sorted) {
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    private void send(URI server, EventLoopGroup loops, String conversation, Person sender, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        Pair pair = new Pair(conversation, "nobody", faults);
        CompletableFuture<Void> all = new CompletableFuture<>();
        LoadSocket socket = LoadSocket.open(
                        server,
                        loops.next(),
                        sender.tokens().accessToken(),
                        frame -> {
                            long before = pair.accepted();
                            pair.toSender(frame);
                            if (pair.accepted() == messages) {
                                all.complete(null);
                            } else if (pair.accepted() > before && pair.incomplete() < messages) {
                                pair.send(System.nanoTime());
                            }
                        },
                        faults)
                .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        pair.connected(socket, socket);
        pair.run(() -> {
            for (int i = 0; i < Pair.UNANSWERED; i++) {
                pair.send(System.nanoTime());
            }
        });
        try {
            all.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
        } finally {
            faults.check();
        }
        socket.close();
    }

    /** A client that syncs and pulls all pages of the one conversation that it has. */
    private final class Arrival {
        private final CompletableFuture<Long> complete = new CompletableFuture<>();
        private @Nullable LoadSocket socket;
        private int arrived;

        void start(LoadSocket opened) {
            opened.loop().execute(() -> {
                socket = opened;
                opened.send("{\"t\":\"sync\",\"id\":\"sync\"}");
            });
        }

        void frame(String frame) {
            switch (FrameText.type(frame)) {
                case "synced" -> pull(frame);
                case "messages" -> {
                    arrived += FrameText.count(frame, "\"kind\":\"message\"");
                    if (arrived == messages) {
                        complete.complete(System.nanoTime());
                    }
                }
                default -> {}
            }
        }

        private void pull(String synced) {
            String name = "\"conversation\":\"";
            int at = synced.indexOf(name) + name.length();
            String conversation = synced.substring(at, synced.indexOf('"', at));
            long head = FrameText.number(synced, "\"seq\":", at);
            for (long after = -1; after < head; after += PAGE) {
                Objects.requireNonNull(socket)
                        .send("{\"t\":\"history\",\"id\":\"" + after + "\",\"conversation\":\"" + conversation
                                + "\",\"after\":" + after + ",\"limit\":" + PAGE + "}");
            }
        }
    }
}
