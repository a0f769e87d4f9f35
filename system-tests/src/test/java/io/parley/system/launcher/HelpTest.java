package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
    @TempDir
    Path home;

    private Checkout checkout;

    @BeforeEach
    void aBareMachine() throws IOException {
        checkout = new Checkout(home);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "--help", "-h"})
    void helpNeedsNoJdkAndNoBuild(String asked) throws Exception {
        Run run = asked.isEmpty() ? checkout.parley() : checkout.parley(asked);

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "up ",
                        "serve ",
                        "chat ",
                        "bench ",
                        "loops ",
                        "simulate ",
                        "torture ",
                        "history ",
                        "rotate-keys ",
                        "verify ",
                        "rebuild ",
                        "test ",
                        "format ",
                        "PARLEY_JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "format", "version"})
    void theLaunchersOwnCommandsExplainThemselves(String command) throws Exception {
        Run asked = checkout.parley(command, "--help");

        assertThat(asked.exit()).isZero();
        assertThat(asked.out()).startsWith("Usage: ./parley " + command);
        assertThat(checkout.parley("help", command).out()).isEqualTo(asked.out());
    }

    @Test
    void helpOfACommandThatAJarKnowsComesFromTheJar() throws Exception {
        checkout.addJdk("25.0.1");
        checkout.addMaven();

        assertThat(checkout.parley("up", "--help").out()).contains("<up>\n<--help>");
        assertThat(checkout.parley("help", "chat").out()).endsWith("parley-chat.jar>\n<--help>\n");
    }

    @Test
    void anUnknownCommandIsOneSentenceAndExit2() throws Exception {
        Run run = checkout.parley("dance");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("There is no command 'dance': ./parley help lists them.\n");
    }

    @Test
    void theVersionIsThatOfTheProject() throws Exception {
        assertThat(checkout.parley("version").out())
                .matches("Parley \\d+\\.\\d+\\.\\d+\\S*\nno JDK 25 or newer found\n");
    }
}
