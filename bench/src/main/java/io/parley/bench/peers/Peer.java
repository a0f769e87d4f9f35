package io.parley.bench.peers;

import io.parley.bench.load.Mortal;
import io.parley.bench.load.Server;
import io.parley.bench.xmpp.Accounts;
import io.parley.bench.xmpp.XmppAddress;
import java.io.IOException;

/** Another messaging server, run by the bench on this machine only, in a folder that is deleted at the end. */
public interface Peer extends Server, Mortal, Accounts, AutoCloseable {
    String name();

    XmppAddress address();

    @Override
    void close() throws IOException;
}
