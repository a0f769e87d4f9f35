package io.parley.delivery.redis;

import io.parley.api.id.ConversationId;
import io.parley.api.id.UserId;

/** What lies where in Redis. */
final class Key {
    /** Incarnations by the time, in ms of Redis's clock, when they last renewed their lease. */
    static final String EDGES = "parley:edges";

    /** A set: who has a connection. What is asked about many is asked here first. */
    static final String CONNECTED = "parley:connected";

    /** People without a connection by when the last one went, in ms. */
    static final String LEFT = "parley:presence-left";

    /** Events {@code user generation lastSeen} that were given out and not yet stored, by when they were given out, in ms. */
    static final String GIVEN = "parley:presence-given";

    /** The last generation given. */
    static final String GENERATION = "parley:presence-generation";

    /** Entries {@code conversation user} of typing by when they are to be looked at again, in ms. */
    static final String TYPING_DUE = "parley:typing-due";

    /** Starts of keys that scripts make up themselves, followed by an id. */
    static final String USER = "parley:user:";

    static final String PRESENCE = "parley:presence:";

    static final String TYPING = "parley:typing:";

    static final String EDGE = "parley:edge:";

    private Key() {}

    /** A hash: the person's connections by id, with the incarnation that holds each. */
    static String user(UserId user) {
        return USER + user.value();
    }

    /** A hash: generation, whether told, since when away, and the connections that keep the person online. */
    static String presence(UserId user) {
        return PRESENCE + user.value();
    }

    /** A hash: who types in the conversation. */
    static String typing(ConversationId conversation) {
        return TYPING + conversation.value();
    }

    /** A hash: whose each connection of the incarnation is. */
    static String connections(String incarnation) {
        return EDGE + incarnation + ":connections";
    }

    /** A hash: whom each connection of the incarnation keeps online. */
    static String present(String incarnation) {
        return EDGE + incarnation + ":present";
    }

    /** What waits for the incarnation. */
    static String stream(String incarnation) {
        return EDGE + incarnation + ":stream";
    }

    /** How much was ever put into the stream: who reads it sees whether something is missing. */
    static String count(String incarnation) {
        return EDGE + incarnation + ":count";
    }
}
