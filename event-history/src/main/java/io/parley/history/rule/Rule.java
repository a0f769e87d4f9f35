package io.parley.history.rule;

import io.parley.api.conversation.ConversationEvent;
import io.parley.history.source.HistoryException;
import io.parley.history.source.Occurrence;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of each event of conversations, in their order, whether it would have been refused. What is refused did not happen for what follows. */
public interface Rule {
    String FORMS =
            "sends=20/10s (each person at most so many messages in such a time, refilled evenly; s, m, h) or group=50"
                    + " (at most so many members)";

    Pattern SENDS = Pattern.compile("sends=(\\d{1,6})/(\\d{1,6})([smh])");
    Pattern GROUP = Pattern.compile("group=(\\d{1,6})");

    /** Who or what would have been refused; empty where nothing would. */
    Optional<String> refuses(ConversationEvent event, Occurrence at);

    /** How many events it looked at. */
    long judged();

    /** @throws HistoryException where it is none of {@link #FORMS} */
    static Rule parse(String text) {
        Matcher sends = SENDS.matcher(text);
        if (sends.matches()) {
            int count = positive(text, sends.group(1));
            int time = positive(text, sends.group(2));
            Duration window = switch (sends.group(3)) {
                case "s" -> Duration.ofSeconds(time);
                case "m" -> Duration.ofMinutes(time);
                default -> Duration.ofHours(time);
            };
            return new SendRate(count, window);
        }
        Matcher group = GROUP.matcher(text);
        if (group.matches()) {
            return new GroupSize(positive(text, group.group(1)));
        }
        throw unknown(text);
    }

    private static int positive(String text, String number) {
        int value = Integer.parseInt(number);
        if (value == 0) {
            throw unknown(text);
        }
        return value;
    }

    private static HistoryException unknown(String text) {
        return new HistoryException("'" + text + "' is no rule; write " + FORMS + ".");
    }
}
