package io.parley.system;

import io.parley.torture.server.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests with an earlier release, of which there is a checkout with its server and terminal client built:
 * {@code -Dparley.previous=FOLDER}. Without it they are not run, and say so.
 */
final class PreviousGiven implements ExecutionCondition {
    private static final String PROPERTY = "parley.previous";

    private static String folder() {
        return System.getProperty(PROPERTY, "");
    }

    static Unpacked server() throws IOException {
        return ServerProcess.program(built("server/target/parley.jar"));
    }

    static Path chat() {
        return built("clients/chat/target/parley-chat.jar");
    }

    private static Path built(String name) {
        Path file = Path.of(System.getProperty("parley.root")).resolve(folder()).resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new AssertionError("-D" + PROPERTY + "=" + folder() + " has no " + name
                    + "; build it there: mvn package -DskipTests -pl server,clients/chat -am");
        }
        return file;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!folder().isBlank()) {
            return ConditionEvaluationResult.enabled("There is an earlier release");
        }
        System.out.println("NOT RUN: " + context.getDisplayName() + ": no earlier release is given (-D" + PROPERTY
                + "=FOLDER, a checkout with server and terminal client built).");
        return ConditionEvaluationResult.disabled("No earlier release is given");
    }
}
