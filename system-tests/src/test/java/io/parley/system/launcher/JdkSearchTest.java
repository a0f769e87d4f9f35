package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSearchTest {
    @TempDir
    Path home;

    private Checkout checkout;

    @BeforeEach
    void aMachineWithMavenOnly() throws IOException {
        checkout = new Checkout(home);
        checkout.addMaven();
    }

    @Test
    void aMissingJdkIsOneSentence() throws Exception {
        Run run = checkout.parley("up");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("Parley needs a JDK 25 or newer and found none: "
                        + "install one (https://adoptium.net), or set PARLEY_JAVA_HOME to where it is.\n");
        assertThat(checkout.mavenCalls()).isEmpty();
    }

    @Test
    void anOlderJdkIsNotTakenWhereverItIs() throws Exception {
        Path old = checkout.addJdk("17.0.15");
        checkout.addJdk("1.8.0_402");
        checkout.environment.put("JAVA_HOME", old.toString());
        Files.createSymbolicLink(checkout.tools.resolve("java"), old.resolve("bin/java"));

        assertThat(checkout.parley("up").err()).startsWith("Parley needs a JDK 25 or newer and found none");
    }

    @Test
    void theJdkThatParleyIsTestedWithComesBeforeANewerOne() throws Exception {
        checkout.addJdk("100");
        assertThat(checkout.parley("version").out()).contains("JDK 100, ");

        checkout.addJdk("25.0.3");
        assertThat(checkout.parley("version").out()).contains("JDK 25, ");
    }

    @Test
    void javaHomeComesFirstThenThePath() throws Exception {
        Path onPath = checkout.addJdk("26-ea");
        Path inJavaHome = checkout.addJdk("27.0.1");
        checkout.addJdk("25.0.1");
        Files.createSymbolicLink(checkout.tools.resolve("java"), onPath.resolve("bin/java"));
        assertThat(checkout.parley("version").out()).contains("JDK 26, ");

        checkout.environment.put("JAVA_HOME", inJavaHome.toString());
        assertThat(checkout.parley("version").out()).contains("JDK 27, " + inJavaHome);
    }

    @Test
    void aWrongParleyJavaHomeIsSaidAndNotPassedOver() throws Exception {
        checkout.addJdk("25.0.1");
        checkout.environment.put("PARLEY_JAVA_HOME", "/nowhere");

        Run run = checkout.parley("up");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).startsWith("PARLEY_JAVA_HOME is /nowhere, which is not a JDK 25 or newer");
    }
}
