package io.parley.client.session;

/** What a session keeps of one conversation. */
record Conversation(String id, Feed feed, Chain chain, Acks acks) {}
