package io.parley.chat;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.Privacy;
import java.util.function.Supplier;

/** What the person lets others know. */
final class PrivacyTalk {
    private static final String USAGE =
            "Type /privacy presence|lastseen everybody|contacts|nobody, or /privacy receipts on|off.";

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final Screen screen;

    PrivacyTalk(ParleyHttp http, Supplier<String> accessToken, Screen screen) {
        this.http = http;
        this.accessToken = accessToken;
        this.screen = screen;
    }

    /** @param argument what is to change; empty to only show it */
    void obey(String argument) {
        Privacy now = argument.isBlank()
                ? http.privacy(accessToken.get())
                : http.changePrivacy(accessToken.get(), change(argument.strip().split("\\s+", -1)));
        screen.print(Line.note("Whether you are there: " + now.presence() + ". When you were last: " + now.lastSeen()
                + ". Read receipts: " + (Boolean.TRUE.equals(now.readReceipts()) ? "on" : "off, and others' hidden")
                + "."));
    }

    private static Privacy change(String[] words) {
        if (words.length != 2) throw new ChatFailure(USAGE);
        return switch (words[0]) {
            case "presence" -> new Privacy(words[1], null, null);
            case "lastseen" -> new Privacy(null, words[1], null);
            case "receipts" -> new Privacy(null, null, isOn(words[1]));
            default -> throw new ChatFailure(USAGE);
        };
    }

    private static boolean isOn(String word) {
        return switch (word) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new ChatFailure(USAGE);
        };
    }
}
