package io.parley.bench.peers;

import io.parley.bench.server.ProcessTree;
import io.parley.bench.xmpp.XmppAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** ejabberd with everything that matters here in PostgreSQL. Its Erlang node listens to no other, so no port mapper is needed. */
final class Ejabberd implements Peer {
    private static final SystemUser USER = new SystemUser("ejabberd");
    private static final Path SCHEMA = Path.of("/usr/share/ejabberd/sql/pg.sql");

    private final PeerFolder peer;
    private final Path folder;
    private final Postgres database;
    private final int port;
    private PeerProcess process;

    private Ejabberd(PeerFolder peer, Path folder, Postgres database, int port)
            throws IOException, InterruptedException {
        this.peer = peer;
        this.folder = folder;
        this.database = database;
        this.port = port;
        process = launch();
    }

    static Peer start(PeerFolder peer) throws IOException, InterruptedException {
        Postgres database = Postgres.start(peer);
        database.sql(Files.readString(SCHEMA));
        Path folder = peer.folder("ejabberd", USER);
        int port = Ports.free();
        Map<String, Object> values = Map.of(
                "port",
                port,
                "sqlport",
                database.port(),
                "database",
                Postgres.DATABASE,
                "role",
                Postgres.ROLE,
                "password",
                database.password());
        PeerFolder.file(
                folder.resolve("ejabberd.yml"), Template.of("ejabberd.yml").with(values), USER);
        PeerFolder.file(folder.resolve(".erlang.cookie"), Secret.random(), USER);
        return new Ejabberd(peer, folder, database, port);
    }

    private PeerProcess launch() throws IOException, InterruptedException {
        List<String> command = List.of(
                "erl",
                "-sname",
                "parley-bench@localhost",
                "-dist_listen",
                "false",
                "-start_epmd",
                "false",
                "+K",
                "true",
                "+P",
                "250000",
                "-noinput",
                "-mnesia",
                "dir",
                "\"" + folder.resolve("spool") + "\"",
                "-s",
                "ejabberd");
        Path libraries = Debian.EJABBERD.path().getParent();
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "ERL_LIBS", String.valueOf(libraries),
                "ERL_EPMD_ADDRESS", "127.0.0.1",
                "ERL_MAX_PORTS", "65536",
                "ERL_CRASH_DUMP_BYTES", "0",
                "EJABBERD_CONFIG_PATH", folder.resolve("ejabberd.yml").toString(),
                "EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString());
        PeerProcess started = peer.run("ejabberd", folder, USER.as(command), environment);
        started.awaitPort(port);
        return started;
    }

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public XmppAddress address() {
        return new XmppAddress(URI.create("ws://127.0.0.1:" + port + "/ws"));
    }

    @Override
    public void create(List<String> names, String password) throws IOException, InterruptedException {
        database.sql(names.stream()
                .map(name -> "('" + name + "','" + password + "')")
                .collect(Collectors.joining(",", "insert into users (username, password) values ", ";")));
    }

    @Override
    public Duration cpu() throws IOException {
        return ProcessTree.cpu(process.pid()).plus(database.cpu());
    }

    /** Of ejabberd alone: the database holds no connections of people. */
    @Override
    public Memory memory() throws IOException {
        return new Memory(ProcessTree.resident(process.pid()), OptionalLong.empty());
    }

    @Override
    public Optional<Stored> stored() throws IOException, InterruptedException {
        return Optional.of(database.stored());
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
        database.kill();
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        database.restart();
        process = launch();
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
