package io.parley.bench.peers;

import io.parley.bench.load.Server.Stored;
import io.parley.bench.server.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** PostgreSQL as it is shipped, fsync on, reachable on 127.0.0.1 with a password only. */
final class Postgres {
    static final String DATABASE = "postgres";
    static final String ROLE = "bench";

    private static final SystemUser USER = new SystemUser("postgres");
    private static final long START_SECONDS = 60;
    private static final int CHECK_MS = 100;

    private final PeerFolder peer;
    private final Path folder;
    private final Path programs;
    private final int port;
    private final String password;
    private PeerProcess process;

    private Postgres(PeerFolder peer, Path folder, Path programs, int port, String password)
            throws IOException, InterruptedException {
        this.peer = peer;
        this.folder = folder;
        this.programs = programs;
        this.port = port;
        this.password = password;
        process = launch();
        awaitAnswer();
    }

    static Postgres start(PeerFolder peer) throws IOException, InterruptedException {
        Path folder = peer.folder("postgresql", USER);
        Path programs = Debian.POSTGRESQL.path();
        String password = Secret.random();
        Path passwordFile = PeerFolder.file(folder.resolve("password"), password + "\n", USER);
        List<String> initdb = List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--username=" + ROLE,
                "--encoding=UTF8",
                "--locale=C");
        new Command(USER.as(initdb), Map.of(), folder).run("");
        return new Postgres(peer, folder, programs, Ports.free(), password);
    }

    private PeerProcess launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                folder.resolve("data").toString()));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on")) {
            command.addAll(List.of("-c", setting));
        }
        return peer.run("postgresql", folder, USER.as(command), Map.of());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        process.awaitPort(port);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try {
                sql("select 1");
                return;
            } catch (IOException recovering) {
                if (System.nanoTime() > deadline) {
                    throw recovering;
                }
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_MS);
        }
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    String sql(String text) throws IOException, InterruptedException {
        List<String> psql = List.of(
                "psql",
                "--no-psqlrc",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + ROLE,
                "--dbname=" + DATABASE);
        return new Command(psql, Map.of("PGPASSWORD", password), Path.of("/")).run(text);
    }

    Duration cpu() throws IOException {
        return ProcessTree.cpu(process.pid());
    }

    /** Rows and syncs of the log, both a moment late. */
    Stored stored() throws IOException, InterruptedException {
        String counts = sql("select (select sum(tup_inserted) from pg_stat_database), wal_sync from pg_stat_wal")
                .strip();
        int between = counts.indexOf('|');
        return new Stored(Long.parseLong(counts, 0, between, 10), Long.parseLong(counts.substring(between + 1)));
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() throws IOException, InterruptedException {
        process = launch();
        awaitAnswer();
    }
}
