package io.parley.bench.xmpp;

import io.netty.channel.EventLoopGroup;
import io.parley.bench.load.Arrivals;
import io.parley.bench.load.Faults;
import io.parley.bench.load.LoadSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;

record XmppArrivals(XmppAddress server, EventLoopGroup loops, List<Account> people, Faults faults) implements Arrivals {
    @Override
    public CompletableFuture<LoadSocket> greet(int person) {
        return XmppStream.bind(server, loops.next(), account(person), stanza -> {}, faults);
    }

    @Override
    public CompletableFuture<LoadSocket> arrive(int person) {
        return XmppStream.open(server, loops.next(), account(person), stanza -> {}, faults);
    }

    @Override
    public Arrivals reportingTo(Faults lost) {
        return new XmppArrivals(server, loops, people, lost);
    }

    private Account account(int person) {
        return people.get(person % people.size());
    }
}
