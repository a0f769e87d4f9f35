package io.parley.bench.load;

import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.People.Person;
import io.parley.bench.report.Figure;
import io.parley.bench.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a greeted connection holds that does nothing. */
public final class Idle {
    /** Opened and closed before anything is measured: the first ones load classes. */
    private static final int FIRST = 200;

    private static final int AT_ONCE = 50;
    private static final long CONNECT_SECONDS = 30;
    private static final double KIB = 1024;

    private final int connections;

    public Idle(int connections) {
        this.connections = connections;
    }

    public List<Figure> run(URI server, EventLoopGroup loops, List<Person> people, ServerProcess process, Faults faults)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        open(FIRST, server, loops, people, faults).forEach(LoadSocket::close);
        long heapBefore = process.liveHeap();
        long residentBefore = process.resident();
        List<LoadSocket> sockets = open(connections, server, loops, people, faults);
        double heap = (process.liveHeap() - heapBefore) / KIB / connections;
        double resident = (process.resident() - residentBefore) / KIB / connections;
        faults.check();
        sockets.forEach(LoadSocket::close);
        return List.of(
                new Figure("idle.heap", connections + " idle: live heap a connection", heap, "KiB", "<= 30"),
                new Figure("idle.rss", connections + " idle: RSS a connection", resident, "KiB", "<= 30"));
    }

    private static List<LoadSocket> open(
            int count, URI server, EventLoopGroup loops, List<Person> people, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<LoadSocket> sockets = new ArrayList<>();
        while (sockets.size() < count) {
            List<CompletableFuture<LoadSocket>> opening = new ArrayList<>();
            for (int i = 0; i < AT_ONCE && sockets.size() + i < count; i++) {
                Person person = people.get((sockets.size() + i) % people.size());
                opening.add(
                        LoadSocket.open(server, loops.next(), person.tokens().accessToken(), frame -> {}, faults));
            }
            for (CompletableFuture<LoadSocket> one : opening) {
                sockets.add(one.get(CONNECT_SECONDS, TimeUnit.SECONDS));
            }
        }
        return sockets;
    }
}
