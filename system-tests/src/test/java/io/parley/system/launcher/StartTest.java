package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    private static final Pattern JAR = Pattern.compile("<-jar>\n<(.*)>");

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

        assertThat(run.out()).endsWith("parley.jar>\n<serve>\n<--roles>\n<socket-edge>\n");
    }

    @Test
    void ownJvmOptionsComeAfterOurs() throws Exception {
        checkout.environment.put("PARLEY_JAVA_OPTS", "-Xmx4g *");

        assertThat(checkout.parley("up").out())
                .containsSubsequence(
                        "<-XX:+UseCompactObjectHeaders>\n",
                        "<-XX:+UseParallelGC>\n",
                        "<-Xmx1g>\n",
                        "<-Xmx4g>\n<*>\n",
                        "<-jar>\n");
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

    @Test
    void aRunningServerKeepsItsJarWhenItIsBuiltAgain() throws Exception {
        checkout.environment.put("FAKE_JAVA_STAYS", "yes");
        Process running = checkout.start("up");
        try {
            Path jar = jarOf(running);
            checkout.environment.remove("FAKE_JAVA_STAYS");
            checkout.addSource("server/src/main/java/Main.java", Instant.now().plusSeconds(60));

            assertThat(jarIn(checkout.parley("up").out())).isNotEqualTo(jar);
            assertThat(jar).exists();
        } finally {
            running.destroy();
        }
    }

    @Test
    void aCopyThatNobodyRunsIsRemovedAfterTheNextBuild() throws Exception {
        Path first = jarIn(checkout.parley("up").out());
        assertThat(jarIn(checkout.parley("up").out())).isEqualTo(first);
        checkout.addSource("server/src/main/java/Main.java", Instant.now().plusSeconds(60));

        Path second = jarIn(checkout.parley("up").out());

        assertThat(second).exists();
        assertThat(first).doesNotExist();
    }

    @Test
    void aBuildIsTrainedOnceAndItsStartsUseWhatWasWrittenDown() throws Exception {
        Run first = checkout.parley("up");
        Run second = checkout.parley("serve", "--roles", "socket-edge");

        assertThat(checkout.trainings()).isOne();
        assertThat(first.err()).contains("Preparing fast starts");
        assertThat(second.err()).doesNotContain("Preparing");
        assertThat(first.out()).containsPattern("<-XX:AOTCache=.*/parley\\.aot>\n");
        assertThat(second.out()).containsPattern("<-XX:AOTCache=.*/parley\\.aot>\n");
    }

    @Test
    void onlyAStartWaitsForATraining() throws Exception {
        for (String[] command : new String[][] {{"up", "--help"}, {"serve", "-h"}, {"backup", "--to", "copy"}}) {
            assertThat(checkout.parley(command).out()).doesNotContain("AOTCache");
        }
        assertThat(checkout.trainings()).isZero();
        checkout.parley("up");
        assertThat(checkout.trainings()).isOne();
    }

    @Test
    void aTrainingThatFailsIsSaidAndTheServerStartsWithoutIt() throws Exception {
        checkout.environment.put("FAKE_TRAINING_FAILS", "yes");

        Run run = checkout.parley("up");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("train.log");
        assertThat(run.out()).doesNotContain("AOTCache").endsWith("parley.jar>\n<up>\n");
    }

    @Test
    void whoWantsNoTrainingSwitchesItOff() throws Exception {
        checkout.environment.put("PARLEY_AOT", "off");

        assertThat(checkout.parley("up").out()).doesNotContain("AOTCache");
        assertThat(checkout.trainings()).isZero();
    }

    private static Path jarOf(Process running) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line;
                !said.toString().endsWith("<up>\n")
                        && (line = running.inputReader().readLine()) != null; ) {
            said.append(line).append('\n');
        }
        return jarIn(said.toString());
    }

    private static Path jarIn(String said) {
        Matcher jar = JAR.matcher(said);
        assertThat(jar.find()).as(said).isTrue();
        return Path.of(jar.group(1));
    }
}
