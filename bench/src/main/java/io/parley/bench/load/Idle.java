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
    private static final int AT_ONCE = 50;
    private static final long CONNECT_SECONDS = 30;
    private static final double KIB = 1024;

    private final int connections;

    public Idle(int connections) {
        this.connections = connections;
    }

    public List<Figure> run(URI server, EventLoopGroup loops, List<Person> people, ServerProcess process, Faults faults)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        long heapBefore = process.liveHeap();
        long residentBefore = process.resident();
        List<LoadSocket> sockets = new ArrayList<>();
        while (sockets.size() < connections) {
            List<CompletableFuture<LoadSocket>> opening = new ArrayList<>();
            for (int i = 0; i < AT_ONCE && sockets.size() + i < connections; i++) {
                Person person = people.get((sockets.size() + i) % people.size());
                opening.add(LoadSocket.open(
                        server, loops.next(), person.tokens().accessToken(), frame -> {}, faults));
            }
            for (CompletableFuture<LoadSocket> one : opening) {
                sockets.add(one.get(CONNECT_SECONDS, TimeUnit.SECONDS));
            }
        }
        double heap = (process.liveHeap() - heapBefore) / KIB / connections;
        double resident = (process.resident() - residentBefore) / KIB / connections;
        faults.check();
        sockets.forEach(LoadSocket::close);
        return List.of(
                new Figure("idle.heap", connections + " idle: live heap a connection", heap, "KiB", "<= 30"),
                new Figure("idle.rss", connections + " idle: RSS a connection", resident, "KiB", "<= 30"));
    }
}
