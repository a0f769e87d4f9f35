package io.parley.history.command;

import io.parley.api.audit.About;
import io.parley.api.id.UserId;
import io.parley.history.fold.MessageLife;
import io.parley.history.people.People;
import io.parley.history.source.History;
import io.parley.history.text.Shown;
import io.parley.history.text.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "message",
        description = {
            "The life of one message: sent when, by whom and from which device, delivered to whom and read by whom, and when.",
            "Of those who have not got it, it says whether they have been online since."
        },
        footer = {"", "  history message 4f0c2f0e-5c3c-4a57-9f0b-6d0c1f6f7a11", "  history message CONVERSATION:SEQ"})
public final class Message extends Question {
    private static final Pattern MID = Pattern.compile("[0-9a-f-]{36}");

    @Parameters(
            paramLabel = "ID",
            description = "Its mid, which is searched for in all events, or CONVERSATION:SEQ, which is found at once.")
    private String id = "";

    @Override
    About about(People people) {
        int colon = id.lastIndexOf(':');
        if (colon > 0) {
            return About.of(people.conversation(id.substring(0, colon)));
        }
        return MID.matcher(id).matches() ? About.of(UUID.fromString(id)) : About.EVERYTHING;
    }

    @Override
    void run(History history, People people, Shown shown) {
        MessageLife.Found message = MessageLife.find(history, id);
        Instant sent = message.event().time();
        out().println("Message " + message.event().mid() + ", entry " + message.seq() + " of "
                + message.event().conversation());
        out().println("  " + shown.person(message.event().from()) + ": "
                + shown.body(message.event().body()));
        out().println("  sent       " + Times.of(sent) + " from device "
                + message.event().device());
        out().println("  stored     " + Times.of(message.stored()));
        List<MessageLife.Recipient> recipients = MessageLife.recipients(history, message);
        Map<UserId, MessageLife.Presence> presence = MessageLife.presence(history, recipients);
        for (MessageLife.Recipient recipient : recipients) {
            out().println("  " + shown.person(recipient.user()));
            reached("delivered", recipient.deliveredAt(), recipient.deliveredDevice(), sent);
            reached("read", recipient.readAt(), recipient.readDevice(), sent);
            if (recipient.deliveredAt() == null) {
                out().println("    " + why(presence.get(recipient.user()), sent));
            }
        }
        if (recipients.isEmpty()) {
            out().println("  Nobody else was in the conversation then.");
        }
    }

    private void reached(String what, @Nullable Instant time, @Nullable String device, Instant sent) {
        out().printf(
                        "    %-9s  %s%n",
                        what,
                        time == null
                                ? "not yet"
                                : Times.of(time) + " (after " + Times.after(sent, time) + ")"
                                        + (device == null ? "" : " on device " + device));
    }

    private static String why(MessageLife.@Nullable Presence presence, Instant sent) {
        if (presence == null) {
            return "was never online";
        }
        if (presence.online()) {
            return "is online, since " + Times.of(presence.since());
        }
        return presence.since().isBefore(sent)
                ? "has not been online since before it was sent: last seen " + Times.of(presence.since())
                : "was online after it was sent, and is not now: last seen " + Times.of(presence.since());
    }
}
