package io.parley.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher looks for changes in a list of modules; a module that a pom adds must not be missing there. */
class ModuleListsTest {
    private static final Pattern OWN_DEPENDENCY = Pattern.compile(
            "<groupId>io\\.parley</groupId>\\s*<artifactId>([^<]+)</artifactId>(?!\\s*<version>[^<]*</version>\\s*<relativePath>)");

    @ParameterizedTest
    @CsvSource({
        "SERVER_MODULES, server",
        "CHAT_MODULES, clients/chat",
        "BENCH_MODULES, bench",
        "LOOPS_MODULES, loops",
        "TORTURE_MODULES, torture",
        "HISTORY_MODULES, event-history"
    })
    void theLauncherWatchesWhatTheProjectIsMadeOf(String list, String project) throws IOException {
        Set<String> made = new TreeSet<>();
        collect(project, made);

        assertThat(watched(list)).containsExactlyInAnyOrderElementsOf(made);
    }

    private static void collect(String module, Set<String> into) throws IOException {
        if (into.add(module)) {
            String pom = Files.readString(Checkout.REAL_ROOT.resolve(module).resolve("pom.xml"));
            List<String> dependencies = OWN_DEPENDENCY
                    .matcher(pom)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .map(name -> name.startsWith("client-") ? "clients/" + name.substring("client-".length()) : name)
                    .toList();
            for (String dependency : dependencies) {
                collect(dependency, into);
            }
        }
    }

    private static List<String> watched(String list) throws IOException {
        Path launcher = Checkout.REAL_ROOT.resolve("parley");
        return Files.readAllLines(launcher).stream()
                .filter(line -> line.startsWith(list + "="))
                .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
                .flatMap(modules -> Arrays.stream(modules.split(" ")))
                .toList();
    }
}
