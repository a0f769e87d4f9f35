package io.parley.bench.xmpp;

import java.io.IOException;
import java.util.List;

/** Makes people in bulk, behind the server's back where that is faster. */
public interface Accounts {
    void create(List<String> names, String password) throws IOException, InterruptedException;
}
