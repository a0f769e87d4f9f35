package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
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
    void theLauncherBecomesTheJvmSoThatSignalsAndTheExitCodeAreItsOwn() throws Exception {
        checkout.environment.put("FAKE_JAVA_EXIT", "3");

        Run run = checkout.parley("up");

        assertThat(run.out()).startsWith("pid " + run.pid() + "\n");
        assertThat(run.exit()).isEqualTo(3);
    }

    @Test
    void argumentsReachTheServerAsTheyWereGiven() throws Exception {
        Run run = checkout.parley("up", "--data", "a folder", "", "*");

        assertThat(run.out()).endsWith("parley.jar>\n<up>\n<--data>\n<a folder>\n<>\n<*>\n");
    }

    @Test
    void serveRunsTheSameJar() throws Exception {
        Run run = checkout.parley("serve", "--roles", "socket-edge");

        assertThat(run.out()).endsWith("server/target/parley.jar>\n<serve>\n<--roles>\n<socket-edge>\n");
    }

    @Test
    void ownJvmOptionsComeAfterOurs() throws Exception {
        checkout.environment.put("PARLEY_JAVA_OPTS", "-Xmx4g -Dx=*");

        assertThat(checkout.parley("up").out())
                .containsSubsequence(
                        "<-XX:+UseCompactObjectHeaders>\n", "<-Xmx1g>\n", "<-Xmx4g>\n<-Dx=*>\n", "<-jar>\n");
    }

    @Test
    void theJvmOfThisBuildTakesOurFlags() throws Exception {
        checkout.environment.put("PARLEY_JAVA_HOME", System.getProperty("java.home"));
        checkout.environment.put("PARLEY_JAVA_OPTS", "-version");

        Run run = checkout.parley("up");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("Server VM").doesNotContain("WARNING");
    }

    @Test
    void itStartsThroughALinkFromElsewhereWithBlanksInThePaths() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("else where"));
        Path direct = Files.createSymbolicLink(elsewhere.resolve("direct link"), checkout.root.resolve("parley"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("direct link"));

        Run run = checkout.run(elsewhere, relative, "up");

        assertThat(direct).isSymbolicLink();
        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("<-Dparley.root=" + checkout.root.toRealPath() + ">");
    }

    @Test
    void benchBuildsTheServerThatItMeasures() throws Exception {
        Run run = checkout.parley("bench", "--seconds", "5");

        assertThat(run.out()).endsWith("bench/target/parley-bench.jar>\n<--seconds>\n<5>\n");
        assertThat(run.out()).contains("<-Dparley.jar=" + checkout.root.toRealPath() + "/server/target/parley.jar>");
    }
}
