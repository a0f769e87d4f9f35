package io.parley.bench.load;

import java.util.List;

/** A server with people to talk on it: all that the loops know of a protocol. What they ask for is made of new people. */
public interface Contender {
    String name();

    Server server();

    Faults faults();

    /** Connected two by two. */
    List<Pair> pairs(int count) throws Exception;

    /** Somebody who sends, and so many members who are online. */
    Room room(int members) throws Exception;

    /** @param lost told of connections that end; a server may be killed meanwhile */
    Mailbox mailbox(Faults lost) throws Exception;

    Arrivals arrivals(int people) throws Exception;
}
