package io.parley.client.session;

import java.util.UUID;

/** What waits in the outbox: what the app wants said, and the name that it got for ever. */
public record Outgoing(String conversation, UUID mid, Content content) {
    public Outgoing(String conversation, UUID mid, String body) {
        this(conversation, mid, Content.text(body));
    }

    /** As in {@link Content#body}. */
    public String body() {
        return content.body();
    }
}
