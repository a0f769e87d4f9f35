package io.parley.client.session;

import java.util.UUID;

/** A message of the outbox: what the app wrote and the name it got for ever. */
public record Outgoing(String conversation, UUID mid, String body) {}
