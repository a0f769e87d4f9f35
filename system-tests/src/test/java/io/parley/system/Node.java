package io.parley.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Node that the machine has, with what the JavaScript client needs; {@code ./parley test} brings the latter. */
final class Node implements ExecutionCondition {
    static final Path CLIENT =
            Path.of(System.getProperty("parley.root")).resolve("clients").resolve("javascript");

    static Path executable() {
        return find().orElseThrow();
    }

    private static Optional<Path> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve("node"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean given = find().isPresent() && Files.isDirectory(CLIENT.resolve("node_modules"));
        return Given.orNotRun(context, given, "there is no Node here, or no 'npm ci' in clients/javascript");
    }
}
