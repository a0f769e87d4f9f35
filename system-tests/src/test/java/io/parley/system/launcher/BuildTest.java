package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    Path home;

    private Checkout checkout;

    @BeforeEach
    void aMachineWithEverything() throws IOException {
        checkout = new Checkout(home);
        checkout.addJdk("25.0.1");
        checkout.addMaven();
    }

    @Test
    void theFirstStartBuildsWithoutTestsAndSaysWhatItIsDoing() throws Exception {
        Run run = checkout.parley("up");

        assertThat(run.err()).contains("Building Parley", "  [1/1] frames of parley.1\n", "Built in");
        assertThat(checkout.mavenCalls()).containsExactly("-B -pl server -am package -Dmaven.test.skip=true");
        assertThat(run.out()).contains("<up>");
    }

    @Test
    void theSecondStartNeedsNoMavenAndSaysNothing() throws Exception {
        checkout.parley("up");
        checkout.removeMaven();

        Run second = checkout.parley("up");

        assertThat(second.exit()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void aChangedSourceIsBuiltAgainOnce() throws Exception {
        checkout.parley("up");
        checkout.addSource("event-store/src/main/java/Store.java", Instant.now().minusSeconds(60));
        Path changed = checkout.addSource(
                "delivery/src/main/java/Directory.java", Instant.now().plusSeconds(60));

        assertThat(checkout.parley("up").err()).contains("sources changed");
        assertThat(checkout.mavenCalls()).hasSize(2);

        Files.setLastModifiedTime(changed, FileTime.from(Instant.now().minusSeconds(60)));
        checkout.parley("up");
        assertThat(checkout.mavenCalls()).hasSize(2);
    }

    @Test
    void aChangedPageIsBuiltIntoTheServer() throws Exception {
        Instant before = Instant.now().minusSeconds(60);
        checkout.addSource("clients/web/src/app/app.js", before);
        Path sdk = checkout.addSource("clients/javascript/src/index.js", before);
        checkout.parley("up");
        Files.setLastModifiedTime(sdk, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(checkout.parley("up").err()).contains("sources changed");
        assertThat(checkout.mavenCalls()).hasSize(2);
    }

    @Test
    void aSourceOfAModuleThatIsNotRunBuildsNothing() throws Exception {
        checkout.parley("up");
        checkout.addSource("bench/src/main/java/Load.java", Instant.now().plusSeconds(60));
        checkout.addSource(
                "delivery/src/test/java/DirectoryTest.java", Instant.now().plusSeconds(60));

        checkout.parley("up");

        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void withoutMavenTheLastBuildIsUsedAndThatIsSaid() throws Exception {
        checkout.parley("up");
        checkout.removeMaven();
        checkout.addSource("server/src/main/java/Main.java", Instant.now().plusSeconds(60));

        Run run = checkout.parley("up");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("going on with the last build");
    }

    @Test
    void missingMavenIsOneSentenceWhereABuildIsNeeded() throws Exception {
        checkout.removeMaven();

        Run run = checkout.parley("up");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).matches("Parley has to be built and Maven \\(mvn\\) is not on the PATH: install .*\n");
    }

    @Test
    void aFailedBuildShowsTheErrorAndWhereTheRestIs() throws Exception {
        checkout.environment.put("FAKE_MVN_FAILS", "yes");

        Run run = checkout.parley("up");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("cannot find symbol").doesNotContain("Re-run Maven");
        Path log = checkout.root.toRealPath().resolve(".parley/build-server.log");
        assertThat(run.err()).endsWith("all of its output is in " + log + "\n");
        assertThat(log).content().contains("Re-run Maven");
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        checkout.environment.put("FAKE_MVN_SECONDS", "1");
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Run>> runs = List.of(
                    both.submit(() -> checkout.parley("chat", "alice")),
                    both.submit(() -> checkout.parley("chat", "bob")));
            for (Future<Run> run : runs) {
                assertThat(run.get().exit()).isZero();
            }
        }
        assertThat(checkout.mavenCalls()).containsExactly("-B -pl clients/chat -am package -Dmaven.test.skip=true");
    }

    @Test
    void aLockThatADeadBuildLeftIsNoObstacle() throws Exception {
        Files.createDirectories(checkout.root.resolve(".parley"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(checkout.root.resolve(".parley/build.lock"), dead.pid() + "\n");

        assertThat(checkout.parley("up").exit()).isZero();
        assertThat(checkout.root.resolve(".parley/build.lock")).doesNotExist();
    }
}
