package io.parley.system;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests against an Axon Server that somebody has started: {@code -Dparley.axonserver=host:port}. Without it they are not run, and say so. */
final class AxonServerGiven implements ExecutionCondition {
    private static final String PROPERTY = "parley.axonserver";

    static String address() {
        return System.getProperty(PROPERTY, "");
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!address().isBlank()) {
            return ConditionEvaluationResult.enabled("There is an Axon Server");
        }
        System.out.println(
                "NOT RUN: " + context.getDisplayName() + ": no Axon Server is given (-D" + PROPERTY + "=host:port).");
        return ConditionEvaluationResult.disabled("No Axon Server is given");
    }
}
