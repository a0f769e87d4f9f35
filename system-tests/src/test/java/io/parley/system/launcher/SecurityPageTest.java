package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityPageTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))#(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");
    private static final int FEWEST = 50;

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        Set<String> named = NAMED.matcher(Files.readString(Checkout.REAL_ROOT.resolve("docs/security.md")))
                .results()
                .map(test -> test.group(1) + "#" + test.group(2))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(FEWEST);
        assertThat(named).isSubsetOf(tests());
    }

    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        try (Stream<Path> files = Files.walk(Checkout.REAL_ROOT)) {
            for (Path file : files.filter(SecurityPageTest::isTest).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                METHOD.matcher(Files.readString(file))
                        .results()
                        .forEach(method -> tests.add(name + "#" + method.group(1)));
            }
        }
        return tests;
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
    }
}
