package io.parley.system;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Chromium that the machine has. Where it has none, tests that need it are not run, and say so; under CI they fail. */
final class Browser implements ExecutionCondition {
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** After a crash a page waits longer and longer before it tries again. */
    private static final double RECONNECTED_WITHIN_MS = 25_000;

    record Running(Playwright playwright, com.microsoft.playwright.Browser chromium) implements AutoCloseable {
        @Override
        public void close() {
            chromium.close();
            playwright.close();
        }
    }

    /** Without its windows where the machine has it so, which takes half the time. */
    static Running start() {
        return start(executable().orElseThrow(Browser::missing));
    }

    /** With all that a browser has, which shows notifications. */
    static Running startWhole() {
        return start(whole().orElseThrow(Browser::missing));
    }

    private static Running start(Path executable) {
        PlaywrightAssertions.setDefaultAssertionTimeout(RECONNECTED_WITHIN_MS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Running(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(FLAGS)));
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("There is no Chromium here, which ./parley test installs where it may.");
    }

    private static Optional<Path> executable() {
        return Stream.concat(
                        Stream.of(Path.of("/usr/bin/chromium-headless-shell")).filter(Files::isExecutable),
                        whole().stream())
                .findFirst();
    }

    private static Optional<Path> whole() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** As {@link Browser}, where it has to be a whole one. */
    static final class Whole implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Given.orNotRun(context, whole().isPresent(), "there is no whole Chromium here");
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Given.orNotRun(context, executable().isPresent(), "there is no Chromium here");
    }
}
