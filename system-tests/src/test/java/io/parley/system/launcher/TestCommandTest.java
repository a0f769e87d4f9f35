package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
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
    void testRunsEverythingWithLint() throws Exception {
        checkout.parley("test");
        checkout.parley("test", "-pl", "protocol");

        assertThat(checkout.mavenCalls())
                .containsExactly(
                        "-B --no-transfer-progress verify -Plint -T 2",
                        "-B --no-transfer-progress verify -Plint -T 2 -pl protocol");
    }

    @Test
    void aTestThatCallsTheLauncherDoesNotWaitForItself() throws Exception {
        Path calls = Files.writeString(home.resolve("nested"), "");
        Checkout.script(checkout.tools.resolve("mvn"), """
                #!/usr/bin/env bash
                if [ "$2" = --no-transfer-progress ]; then exec "%s" up; fi
                echo nested >>"%s"
                mkdir -p server/target && echo built >server/target/parley.jar
                """.formatted(checkout.root.resolve("parley"), calls));

        assertThat(checkout.parley("test").exit()).isZero();
        assertThat(calls).hasContent("nested");
    }

    @Test
    void continuousIntegrationCallsExactlyParleyTest() throws Exception {
        Path ci = Files.createDirectories(checkout.root.resolve(".ci")).resolve("run");
        Files.copy(Checkout.REAL_ROOT.resolve(".ci/run"), ci, StandardCopyOption.COPY_ATTRIBUTES);
        Checkout.script(checkout.root.resolve("parley"), """
                #!/usr/bin/env bash
                echo "$# $*"
                exit 9
                """);

        Run run = Run.of(home, checkout.environment, List.of(ci.toString()));

        assertThat(run.out()).isEqualTo("1 test\n");
        assertThat(run.exit()).isEqualTo(9);
    }
}
