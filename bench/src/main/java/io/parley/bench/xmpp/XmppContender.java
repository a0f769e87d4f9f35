package io.parley.bench.xmpp;

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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A server that speaks XMPP over WebSocket. What the generator does with a stanza is written by hand, as it is for Parley's frames: a client
 * library that makes objects of them would be what limits.
 */
public final class XmppContender implements Contender {
    private static final String PASSWORD = "bench";
    private static final long CONNECT_SECONDS = 60;

    private final String name;
    private final XmppAddress address;
    private final Accounts accounts;
    private final Server server;
    private final EventLoopGroup loops;
    private final Faults faults;
    private int batches;

    public XmppContender(
            String name, XmppAddress address, Accounts accounts, Server server, EventLoopGroup loops, Faults faults) {
        this.name = name;
        this.address = address;
        this.accounts = accounts;
        this.server = server;
        this.loops = loops;
        this.faults = faults;
    }

    @Override
    public String name() {
        return name;
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
    public List<Pair> pairs(int count) throws Exception {
        List<Account> people = people(2 * count);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < people.size(); i += 2) {
            Account sender = people.get(i);
            Account recipient = people.get(i + 1);
            XmppPair pair = new XmppPair(sender, recipient, faults);
            EventLoop loop = loops.next();
            pair.connected(open(loop, sender, pair::toSender), open(loop, recipient, pair::toRecipient));
            pairs.add(pair);
        }
        return pairs;
    }

    @Override
    public Room room(int members) throws Exception {
        List<Account> people = people(members + 1);
        String roomAddress = "room" + batches + "@" + XmppAddress.ROOMS;
        XmppRoom room = new XmppRoom(roomAddress, faults);
        Account first = people.getFirst();
        XmppRoom.Occupant sender = room.occupant(first.name(), false);
        room.sender(open(loops.next(), first, sender::stanza), sender).get(CONNECT_SECONDS, TimeUnit.SECONDS);
        for (Account person : people.subList(1, people.size())) {
            XmppRoom.Occupant member = room.occupant(person.name(), true);
            room.member(open(loops.next(), person, member::stanza), member).get(CONNECT_SECONDS, TimeUnit.SECONDS);
        }
        return room;
    }

    @Override
    public Mailbox mailbox(Faults lost) throws Exception {
        List<Account> two = people(2);
        return new XmppMailbox(address, loops, two.getFirst(), two.getLast(), lost);
    }

    @Override
    public Arrivals arrivals(int people) throws Exception {
        return new XmppArrivals(address, loops, people(people), faults);
    }

    private List<Account> people(int count) throws IOException, InterruptedException {
        String prefix = "n" + batches++ + "n";
        List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        accounts.create(names, PASSWORD);
        return names.stream().map(user -> new Account(user, PASSWORD)).toList();
    }

    private LoadSocket open(EventLoop loop, Account account, Consumer<String> stanzas)
            throws InterruptedException, ExecutionException, TimeoutException {
        return XmppStream.open(address, loop, account, stanzas, faults).get(CONNECT_SECONDS, TimeUnit.SECONDS);
    }
}
