package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's JVM flags are the server's wherever else it is started: what is measured is what runs. */
class JvmFlagsTest {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^JVM_FLAGS=\"(.*)\"$");
    private static final Pattern FLAG = Pattern.compile("--?[a-zA-Z][^ ]*");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "bench/src/main/java/io/parley/bench/server/BenchServer.java"})
    void theSameFlagsStandElsewhere(String file) throws IOException {
        String text = Files.readString(Checkout.REAL_ROOT.resolve(file));

        assertThat(flags())
                .hasSizeGreaterThan(3)
                .allSatisfy(flag -> assertThat(text).contains("\"" + flag + "\""));
    }

    private static List<String> flags() throws IOException {
        return ASSIGNMENT
                .matcher(Files.readString(Checkout.REAL_ROOT.resolve("parley")))
                .results()
                .flatMap(assignment -> FLAG.matcher(assignment.group(1)).results())
                .map(MatchResult::group)
                .toList();
    }
}
