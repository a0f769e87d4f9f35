package io.parley.bench.parley;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.Arrivals;
import io.parley.bench.load.Contender;
import io.parley.bench.load.Faults;
import io.parley.bench.load.LoadSocket;
import io.parley.bench.load.Mailbox;
import io.parley.bench.load.Pair;
import io.parley.bench.load.Room;
import io.parley.bench.load.Server;
import io.parley.bench.parley.People.Person;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Parley, spoken to in its own frames. People's handles are new in each run. */
public final class ParleyContender implements Contender {
    private static final long CONNECT_SECONDS = 60;

    private final URI address;
    private final Server server;
    private final EventLoopGroup loops;
    private final Faults faults;
    private final People registry;
    private final String prefix = "b" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private int batches;

    public ParleyContender(URI address, Server server, EventLoopGroup loops, Faults faults) {
        this.address = address;
        this.server = server;
        this.loops = loops;
        this.faults = faults;
        this.registry = new People(address);
    }

    @Override
    public String name() {
        return "Parley";
    }

    @Override
    public Server server() {
        return server;
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public List<Pair> pairs(int count) throws InterruptedException, ExecutionException, TimeoutException {
        List<Person> people = people(2 * count);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < people.size(); i += 2) {
            Person sender = people.get(i);
            Person recipient = people.get(i + 1);
            ParleyPair pair = new ParleyPair(
                    registry.direct(sender, recipient), recipient.tokens().user(), faults);
            EventLoop loop = loops.next();
            pair.connected(open(loop, sender, pair::toSender), open(loop, recipient, pair::toRecipient));
            pairs.add(pair);
        }
        return pairs;
    }

    @Override
    public Room room(int members) throws InterruptedException, ExecutionException, TimeoutException {
        return room(members, members, false);
    }

    /**
     * @param online how many of the members are
     * @param reading whether they say that they have read each message, or acknowledge nothing
     */
    public Room room(int members, int online, boolean reading)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Person> people = people(members + 1);
        ParleyRoom room = new ParleyRoom(registry.group(people), reading, faults);
        room.connected(open(loops.next(), people.getFirst(), room::toSender));
        for (Person person : people.subList(1, online + 1)) {
            ParleyRoom.Member member = room.member();
            member.connected(open(loops.next(), person, member::frame));
        }
        return room;
    }

    @Override
    public Mailbox mailbox(Faults lost) throws InterruptedException, ExecutionException {
        List<Person> two = people(2);
        return new ParleyMailbox(
                address,
                loops,
                registry,
                two.getFirst(),
                two.getLast(),
                registry.direct(two.getFirst(), two.getLast()),
                lost);
    }

    @Override
    public Arrivals arrivals(int people) throws InterruptedException, ExecutionException {
        return new ParleyArrivals(address, loops, people(people), faults);
    }

    private List<Person> people(int count) throws InterruptedException, ExecutionException {
        return registry.register(prefix + "n" + batches++ + "n", count);
    }

    private LoadSocket open(EventLoop loop, Person person, Consumer<String> frames)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<LoadSocket> opened =
                ParleySocket.open(address, loop, person.tokens().accessToken(), frames, faults);
        return opened.get(CONNECT_SECONDS, TimeUnit.SECONDS);
    }
}
