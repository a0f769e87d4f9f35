package io.parley.chat;

import io.parley.client.http.ParleyHttp;
import io.parley.client.http.SettingsChange;
import io.parley.protocol.OwnSettings;
import io.parley.protocol.ServerFrame.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the person keeps a conversation, and whom they let write to them. */
final class Keeping {
    private static final String OFF = "off";
    private static final Pattern HOW_LONG = Pattern.compile("([1-9]\\d{0,6})([smhd]?)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private final ParleyHttp http;
    private final Supplier<String> accessToken;
    private final Screen screen;

    Keeping(ParleyHttp http, Supplier<String> accessToken, Screen screen) {
        this.http = http;
        this.accessToken = accessToken;
        this.screen = screen;
    }

    void block(String conversation) {
        http.block(accessToken.get(), conversation);
    }

    void unblock(String conversation) {
        http.unblock(accessToken.get(), conversation);
    }

    void accept(String conversation) {
        http.acceptRequest(accessToken.get(), conversation);
    }

    /** For everybody in it. */
    void keep(String conversation, String argument) {
        http.keep(accessToken.get(), conversation, retention(argument));
    }

    private static Retention retention(String argument) {
        if (argument.equals("always")) return new Retention(null, null);
        Matcher matcher = HOW_LONG.matcher(argument);
        if (!matcher.matches()) throw new ChatFailure("How long? Type /keep 7d, /keep 12h, /keep 100 or /keep always.");
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return unit.isEmpty()
                ? new Retention(null, number)
                : new Retention(number * Objects.requireNonNull(UNITS.get(unit)).toSeconds(), null);
    }

    void mute(String conversation, String argument) {
        change(conversation, mute(argument));
    }

    private static SettingsChange mute(String argument) {
        if (argument.isEmpty()) return SettingsChange.muted(true);
        if (argument.equals(OFF)) return SettingsChange.muted(false);
        if (argument.matches("\\d{1,4}")) {
            return SettingsChange.mutedUntil(Instant.now().plus(Duration.ofHours(Integer.parseInt(argument))));
        }
        throw new ChatFailure("For how many hours? Type /mute 8, for example, or /mute off.");
    }

    void archive(String conversation, String argument) {
        change(conversation, SettingsChange.archived(isOn(argument)));
    }

    void pin(String conversation, String argument) {
        change(conversation, SettingsChange.pinned(isOn(argument)));
    }

    void unread(String conversation, String argument) {
        change(conversation, SettingsChange.unread(isOn(argument)));
    }

    private static boolean isOn(String argument) {
        if (argument.isEmpty()) return true;
        if (argument.equals(OFF)) return false;
        throw new ChatFailure("Type nothing behind it, or 'off'.");
    }

    private void change(String conversation, SettingsChange change) {
        OwnSettings now = http.changeSettings(accessToken.get(), conversation, change);
        String words = words(now);
        screen.print(Line.note("This conversation is " + (words.isEmpty() ? "kept as any other" : words) + "."));
    }

    /** Empty where there is nothing special. */
    static String words(OwnSettings settings) {
        return Stream.of(
                        muted(settings),
                        settings.archived() ? "archived" : "",
                        settings.pinned() ? "pinned" : "",
                        settings.unread() ? "marked as unread" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String muted(OwnSettings settings) {
        Instant until = settings.mutedUntil();
        if (until == null || until.isBefore(Instant.now())) return "";
        boolean soon = until.isBefore(Instant.now().plus(Duration.ofDays(366)));
        return soon ? "muted until " + Line.clock(until) : "muted";
    }
}
