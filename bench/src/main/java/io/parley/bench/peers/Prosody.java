package io.parley.bench.peers;

import io.parley.bench.server.ProcessTree;
import io.parley.bench.xmpp.XmppAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Prosody with its internal storage: files, which it never syncs. */
final class Prosody implements Peer {
    private static final SystemUser USER = new SystemUser("prosody");

    private final PeerFolder peer;
    private final Path folder;
    private final Path accounts;
    private final int port;
    private PeerProcess process;

    private Prosody(PeerFolder peer, Path folder, Path accounts, int port) throws IOException, InterruptedException {
        this.peer = peer;
        this.folder = folder;
        this.accounts = accounts;
        this.port = port;
        process = launch();
    }

    static Peer start(PeerFolder peer) throws IOException, InterruptedException {
        Path folder = peer.folder("prosody", USER);
        peer.folder("prosody/certs", USER);
        Path data = peer.folder("prosody/data", USER);
        peer.folder("prosody/data/" + XmppAddress.HOST, USER);
        Path accounts = peer.folder("prosody/data/" + XmppAddress.HOST + "/accounts", USER);
        int port = Ports.free();
        Map<String, Object> values = Map.of("folder", folder, "data", data, "port", port);
        PeerFolder.file(
                folder.resolve("prosody.cfg.lua"),
                Template.of("prosody.cfg.lua").with(values),
                USER);
        return new Prosody(peer, folder, accounts, port);
    }

    private PeerProcess launch() throws IOException, InterruptedException {
        List<String> command = List.of(
                Debian.PROSODY.path().toString(),
                "--config",
                folder.resolve("prosody.cfg.lua").toString(),
                "-F");
        PeerProcess started = peer.run("prosody", folder, USER.as(command), Map.of("HOME", folder.toString()));
        started.awaitPort(port);
        return started;
    }

    @Override
    public String name() {
        return "Prosody";
    }

    @Override
    public XmppAddress address() {
        return new XmppAddress(URI.create("ws://127.0.0.1:" + port + "/xmpp-websocket"));
    }

    @Override
    public void create(List<String> names, String password) throws IOException {
        for (String name : names) {
            PeerFolder.file(
                    accounts.resolve(name + ".dat"), "return { [\"password\"] = \"" + password + "\"; };\n", USER);
        }
    }

    @Override
    public Duration cpu() throws IOException {
        return ProcessTree.cpu(process.pid());
    }

    @Override
    public Memory memory() throws IOException {
        return new Memory(ProcessTree.resident(process.pid()), OptionalLong.empty());
    }

    @Override
    public Optional<Stored> stored() {
        return Optional.empty();
    }

    @Override
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        process = launch();
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }
}
