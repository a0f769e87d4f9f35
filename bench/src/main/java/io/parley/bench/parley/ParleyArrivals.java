package io.parley.bench.parley;

import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.Arrivals;
import io.parley.bench.load.Faults;
import io.parley.bench.load.FrameText;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.parley.People.Person;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Hello, and then sync. */
record ParleyArrivals(URI server, EventLoopGroup loops, List<Person> people, Faults faults) implements Arrivals {
    @Override
    public CompletableFuture<LoadSocket> greet(int person) {
        return open(person, frame -> {});
    }

    @Override
    public CompletableFuture<LoadSocket> arrive(int person) {
        CompletableFuture<Void> synced = new CompletableFuture<>();
        return open(person, frame -> {
                    if (FrameText.type(frame).equals("synced")) {
                        synced.complete(null);
                    }
                })
                .thenCompose(socket -> {
                    socket.send("{\"t\":\"sync\",\"id\":\"sync\"}");
                    return synced.thenApply(done -> socket);
                });
    }

    @Override
    public Arrivals reportingTo(Faults lost) {
        return new ParleyArrivals(server, loops, people, lost);
    }

    private CompletableFuture<LoadSocket> open(int person, Consumer<String> frames) {
        return ParleySocket.open(
                server,
                loops.next(),
                people.get(person % people.size()).tokens().accessToken(),
                frames,
                faults);
    }
}
