package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.client.http.Granted;
import io.parley.protocol.ServerFrame;
import io.parley.protocol.ServerFrame.Accepted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A running server is copied, and the copy is put into its place. */
@ExtendWith(FramesChecked.class)
class BackupIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private ServerProcess.Ended run(String... arguments) throws Exception {
        return ServerProcess.start(folder, List.of(arguments)).awaitEnd();
    }

    @Test
    void whatWasAcceptedBeforeTheBackupIsThereAfterTheRestore() throws Exception {
        Path backup = folder.resolve("backup");
        Person alice;
        String conversation;
        String mark;
        Granted uploaded;
        List<Accepted> before = new ArrayList<>();
        try (RunningServer first = RunningServer.up(folder.resolve("first"))) {
            alice = Person.register(first, "alice");
            Person bob = Person.register(first, "bob");
            conversation = alice.with(bob);
            Path notes = Files.writeString(folder.resolve("notes.txt"), "Bring two ropes.");
            uploaded = alice.http().upload(alice.token(), "notes.txt", notes);
            try (Socket a = alice.connect();
                    Socket busy = bob.connect()) {
                for (int i = 0; i < 50; i++) {
                    before.add(a.say(conversation, "before " + i));
                }
                mark = a.sync(null).mark();
                AtomicBoolean talking = new AtomicBoolean(true);
                Thread meanwhile = Thread.ofVirtual().start(() -> {
                    while (talking.get()) {
                        busy.say(conversation, "meanwhile");
                    }
                });
                ServerProcess.Ended taken = run("backup", "--data", first.data().toString(), "--to", backup.toString());
                talking.set(false);
                meanwhile.join();
                assertThat(taken.exit()).as(taken.err()).isZero();
            }
            first.kill();
        }
        Path data = folder.resolve("second").resolve("data");
        Files.createDirectories(data.getParent());
        ServerProcess.Ended restored = run("restore", "--from", backup.toString(), "--data", data.toString());
        assertThat(restored.exit()).as(restored.err()).isZero();

        try (RunningServer second = RunningServer.up(folder.resolve("second"))) {
            Person again = alice.on(second);
            Path saved = folder.resolve("saved.txt");
            again.http().download(uploaded, saved);
            assertThat(saved).hasContent("Bring two ropes.");
            try (Socket a = again.connect()) {
                long said = a.say(conversation, "and on it goes").seq();
                assertThat(said).isGreaterThan(before.getLast().seq());
                ServerFrame.Synced synced = await().until(() -> a.sync(mark), views -> isAt(views, said));
                assertThat(synced.outcome()).isEqualTo(ServerFrame.Outcome.RESET);
                List<ServerFrame.Entry> entries =
                        a.history(conversation, null, -1L, 100).entries();
                assertThat(entries)
                        .extracting(ServerFrame.Entry::mid)
                        .containsAll(before.stream().map(Accepted::mid).toList());
                assertThat(entries).filteredOn(entry -> entry.mid() != null).allMatch(entry -> entry.body() != null);
                assertThat(entries.getFirst().seq()).isZero();
                assertThat(entries.getLast().seq()).isEqualTo(entries.size() - 1L);
            }
        }
    }

    /** A restored server makes its views anew. */
    private static boolean isAt(ServerFrame.Synced views, long seq) {
        return views.heads().stream().anyMatch(head -> head.seq() == seq);
    }

    @Test
    void nothingIsOverwrittenAndNothingElseIsTakenForABackup() throws Exception {
        Path full = Files.createDirectories(folder.resolve("full"));
        Files.writeString(full.resolve("a-file"), "precious");
        String to = full.toString();

        assertSentence(run("backup", "--data", folder.resolve("none").toString(), "--to", to), "not empty");
        assertSentence(
                run(
                        "backup",
                        "--data",
                        folder.resolve("none").toString(),
                        "--to",
                        folder.resolve("new").toString()),
                "there is none");
        assertSentence(
                run("restore", "--from", to, "--data", folder.resolve("data").toString()), "no complete backup");
        assertThat(full.resolve("a-file")).hasContent("precious");
    }

    private static void assertSentence(ServerProcess.Ended ended, String says) {
        assertThat(ended.exit()).isNotZero();
        assertThat(ended.err().lines().toList())
                .singleElement()
                .asString()
                .startsWith("parley: ")
                .contains(says);
    }
}
