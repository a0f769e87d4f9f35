package io.parley.chat;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Reports.Report;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What members report, for operators. */
final class OperatorTalk {
    private static final Set<String> RESOLUTIONS = Set.of("dismissed", "deleted", "removed");

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final Screen screen;
    private List<Report> shown = List.of();

    OperatorTalk(ParleyHttp http, Supplier<String> accessToken, Screen screen) {
        this.http = http;
        this.accessToken = accessToken;
        this.screen = screen;
    }

    /** @param argument empty for the list; otherwise a number of it, what is decided, and why */
    void reports(String argument) {
        if (argument.isBlank()) list();
        else resolve(argument.strip().split("\\s+", 3));
    }

    private void list() {
        shown = http.reports(accessToken.get()).reports();
        if (shown.isEmpty()) screen.print(Line.note("Nobody reported anything that waits for you."));
        for (int number = 1; number <= shown.size(); number++) {
            Report report = shown.get(number - 1);
            String text = report.body() == null ? "(no text)" : "\"" + Line.excerpt(report.body()) + "\"";
            String reason = report.reason() == null ? "" : ": " + Line.excerpt(report.reason());
            screen.print(Line.note("  " + number + " " + report.author().display() + " wrote " + text + "; reported by "
                    + report.by().display() + reason));
        }
    }

    private void resolve(String[] words) {
        int number = words[0].matches("\\d{1,3}") ? Integer.parseInt(words[0]) : 0;
        if (number < 1 || number > shown.size()) throw new ChatFailure("Which one? /reports numbers them.");
        String resolution = words.length > 1 ? words[1] : "";
        if (!RESOLUTIONS.contains(resolution)) {
            throw new ChatFailure("What of it? Type /reports " + number + " dismissed, deleted or removed, and why.");
        }
        @Nullable String reason = words.length > 2 ? words[2] : null;
        http.resolve(accessToken.get(), shown.get(number - 1).report(), resolution, reason);
        screen.print(Line.note("Decided: " + resolution + "."));
    }
}
