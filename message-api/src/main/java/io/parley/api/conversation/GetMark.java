package io.parley.api.conversation;

/** Asks for the current {@link Mark}. */
public record GetMark() {}
