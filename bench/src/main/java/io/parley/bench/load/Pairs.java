package io.parley.bench.load;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.People.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** People connected two by two. */
public record Pairs(List<Pair> all) implements AutoCloseable {
    private static final long CONNECT_SECONDS = 20;

    /** @param people an even number; the first of two sends */
    public static Pairs connect(URI server, EventLoopGroup loops, People registry, List<Person> people, Faults faults)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < people.size(); i += 2) {
            Person sender = people.get(i);
            Person recipient = people.get(i + 1);
            Pair pair = new Pair(
                    registry.direct(sender, recipient), recipient.tokens().user(), faults);
            EventLoop loop = loops.next();
            pair.connected(
                    LoadSocket.open(server, loop, sender.tokens().accessToken(), pair::toSender, faults)
                            .get(CONNECT_SECONDS, TimeUnit.SECONDS),
                    LoadSocket.open(server, loop, recipient.tokens().accessToken(), pair::toRecipient, faults)
                            .get(CONNECT_SECONDS, TimeUnit.SECONDS));
            pairs.add(pair);
        }
        return new Pairs(List.copyOf(pairs));
    }

    @Override
    public void close() {
        all.forEach(Pair::close);
    }
}
