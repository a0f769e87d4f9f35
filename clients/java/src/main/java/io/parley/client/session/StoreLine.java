package io.parley.client.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.client.http.Granted;
import io.parley.protocol.ClientFrame.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One line of the session's file: what happened, and to what. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoreLine(
        What what,
        @Nullable String conversation,
        @Nullable UUID mid,
        @Nullable String body,
        @Nullable Long seq,
        @Nullable String mark,
        @Nullable List<Granted> attachments,
        @Nullable Kind kind,
        @Nullable Long target,
        @Nullable Long replyTo,
        @Nullable List<String> mentions) {
    private static final JsonMapper MAPPER = new JsonMapper();

    enum What {
        QUEUED,
        ACCEPTED,
        DROPPED,
        CHAINED,
        SEEN,
        READ,
        MARK
    }

    private StoreLine(
            What what,
            @Nullable String conversation,
            @Nullable UUID mid,
            @Nullable String body,
            @Nullable Long seq,
            @Nullable String mark) {
        this(what, conversation, mid, body, seq, mark, null, null, null, null, null);
    }

    static StoreLine queued(Outgoing message) {
        Content content = message.content();
        return new StoreLine(
                What.QUEUED,
                message.conversation(),
                message.mid(),
                content.body(),
                null,
                null,
                content.attachments().isEmpty() ? null : content.attachments(),
                content.kind(),
                content.target(),
                content.replyTo(),
                content.mentions().isEmpty() ? null : content.mentions());
    }

    static StoreLine accepted(String conversation, UUID mid) {
        return new StoreLine(What.ACCEPTED, conversation, mid, null, null, null);
    }

    static StoreLine dropped(UUID mid) {
        return new StoreLine(What.DROPPED, null, mid, null, null, null);
    }

    static StoreLine chained(String conversation, @Nullable UUID mid) {
        return new StoreLine(What.CHAINED, conversation, mid, null, null, null);
    }

    static StoreLine seen(String conversation, long seq) {
        return new StoreLine(What.SEEN, conversation, null, null, seq, null);
    }

    static StoreLine read(String conversation, long seq) {
        return new StoreLine(What.READ, conversation, null, null, seq, null);
    }

    static StoreLine mark(@Nullable String mark) {
        return new StoreLine(What.MARK, null, null, null, null, mark);
    }

    static List<StoreLine> of(SavedSession saved) {
        List<StoreLine> lines = new ArrayList<>();
        lines.add(mark(saved.mark()));
        saved.seen().forEach((conversation, seq) -> lines.add(seen(conversation, seq)));
        saved.read().forEach((conversation, seq) -> lines.add(read(conversation, seq)));
        saved.lastAccepted().forEach((conversation, mid) -> lines.add(chained(conversation, mid)));
        saved.outbox().forEach(message -> lines.add(queued(message)));
        return lines;
    }

    /** @throws JacksonException when it was cut short */
    static StoreLine read(String json) {
        return MAPPER.readValue(json, StoreLine.class);
    }

    String json() {
        return MAPPER.writeValueAsString(this);
    }

    void apply(SessionStore to) {
        switch (what) {
            case QUEUED ->
                to.queued(new Outgoing(
                        given(conversation),
                        given(mid),
                        new Content(
                                kind,
                                target,
                                given(body),
                                attachments == null ? List.of() : attachments,
                                replyTo,
                                mentions == null ? List.of() : mentions)));
            case ACCEPTED -> to.accepted(given(conversation), given(mid));
            case DROPPED -> to.dropped(given(mid));
            case CHAINED -> to.chained(given(conversation), mid);
            case SEEN -> to.seen(given(conversation), given(seq));
            case READ -> to.read(given(conversation), given(seq));
            case MARK -> to.mark(mark);
        }
    }

    private <T> T given(@Nullable T value) {
        if (value == null) throw new IllegalStateException("A line of the session's file lacks a value: " + what);
        return value;
    }
}
