package io.parley.system;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a machine may lack. Tests that need it are then not run, and say so; under CI they fail. */
final class Given {
    private Given() {}

    static ConditionEvaluationResult orNotRun(ExtensionContext context, boolean given, String otherwise) {
        if (given || "true".equals(System.getenv("CI"))) {
            return ConditionEvaluationResult.enabled("run here");
        }
        System.out.println("NOT RUN: " + context.getDisplayName() + ": " + otherwise + ".");
        return ConditionEvaluationResult.disabled(otherwise);
    }
}
