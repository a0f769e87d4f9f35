package io.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A start that fails says why in one sentence. */
@ExtendWith(SharedServer.class)
class StartIT {
    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            ServerProcess.Ended ended =
                    run("up", "--port", port, "--data", folder.resolve("data").toString());
            assertOneSentence(ended, port, "--port");
        }
    }

    @Test
    void aDataFolderInUseIsNamed(RunningServer running) throws Exception {
        ServerProcess.Ended ended =
                run("up", "--port", "0", "--data", running.data().toString());
        assertOneSentence(ended, running.data().toString(), "--data");
        assertThat(running.http().register("after-" + System.nanoTime(), "a good password", null))
                .as("the running one goes on")
                .isNotBlank();
    }

    @Test
    void aFileInPlaceOfTheDataFolderIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        assertOneSentence(run("up", "--port", "0", "--data", file.toString()), file.toString(), "--data");
    }

    @Test
    void aDataFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        String below = file.resolve("data").toString();
        assertOneSentence(run("up", "--port", "0", "--data", below), below, "--data");
    }

    @Test
    void aFileInPlaceOfAStoreIsNamed() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("events"), "not a store");
        ServerProcess.Ended ended = run("up", "--port", "0", "--data", data.toString());
        assertOneSentence(ended, data.resolve("events").toString());
    }

    /** Each in its turn, on one folder that a server made: nothing is made worse, so that all is well once the file is whole again. */
    @Test
    void aDamagedFileIsNamedAndNothingIsMadeWorse() throws Exception {
        Path data = folder.resolve("home").resolve("data");
        try (RunningServer server = RunningServer.up(data.getParent())) {
            Person.register(server, "alice");
            server.stop();
            for (String damaged : List.of(
                    "events/format",
                    "events/db/CURRENT",
                    "views.mv",
                    "keys/person-keys",
                    "keys/master-key",
                    "keys/token-signing-keys.json",
                    "keys/handle-secret")) {
                Path file = data.resolve(damaged);
                byte[] whole = Files.readAllBytes(file);
                Files.writeString(file, "rubbish\nand more\n");
                ServerProcess.Ended ended = run("up", "--port", "0", "--data", data.toString());
                assertOneSentence(ended, data.toString());
                assertThat(ended.err()).as(damaged).contains(nameOf(damaged));
                Files.write(file, whole);
            }
            server.startAgain();
            assertThat(Person.register(server, "bob").user()).isNotBlank();
        }
    }

    /** Of a store the folder is named. */
    private static String nameOf(String damaged) {
        return damaged.startsWith("events/") ? "events" : damaged;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "parley.edge.queued-pushes=3",
                "parley.edge.heartbeat=often",
                "parley.region.name=East Coast",
                "parley.region.name=east"
            })
    void anOptionThatIsWrongIsNamed(String option) throws Exception {
        ServerProcess.Ended ended =
                run("up", "--port", "0", "--data", folder.resolve("data").toString(), "--set", option);
        assertOneSentence(ended, option.substring(0, option.indexOf('=')));
    }

    @Test
    void aFileOfASecretThatIsNotThereIsNamed() throws Exception {
        Path secret = folder.resolve("redis.uri");
        ServerProcess.Ended ended =
                run("up", "--port", "0", "--data", folder.resolve("data").toString(), "--redis", "file:" + secret);
        assertOneSentence(ended, secret.toString());
    }

    @Test
    void aPortThatIsNoneIsNamed() throws Exception {
        ServerProcess.Ended ended =
                run("up", "--port", "70000", "--data", folder.resolve("data").toString());
        assertOneSentence(ended, "70000");
    }

    @Test
    void anUnknownRoleIsNamedWithThoseThatAre() throws Exception {
        ServerProcess.Ended ended = run("serve", "--roles", "cook");
        assertThat(ended.exit()).isNotZero();
        assertThat(ended.err()).contains("cook", "command-side", "query-side", "projections", "socket-edge");
        assertNoStackTrace(ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "up --help", "serve --help", "--version"})
    void helpIsNoError(String arguments) throws Exception {
        ServerProcess.Ended ended = run(arguments.split(" "));
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).contains("arley");
        assertThat(ended.err()).isEmpty();
    }

    private ServerProcess.Ended run(String... arguments) throws IOException, InterruptedException {
        return ServerProcess.start(folder, new ArrayList<>(List.of(arguments))).awaitEnd();
    }

    private static void assertOneSentence(ServerProcess.Ended ended, String... names) {
        assertThat(ended.exit()).as(ended.out() + ended.err()).isNotZero();
        assertThat(ended.err().strip().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).startsWith("parley: ").contains(names);
        assertThat(ended.out()).as("nothing else").isBlank();
        assertNoStackTrace(ended);
    }

    private static void assertNoStackTrace(ServerProcess.Ended ended) {
        assertThat(ended.out() + ended.err()).doesNotContain("\tat ", "Exception");
    }
}
