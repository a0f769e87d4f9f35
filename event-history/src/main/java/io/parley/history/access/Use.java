package io.parley.history.access;

import io.parley.api.audit.About;

/**
 * That the history is asked something.
 *
 * @param question such as {@code show}
 * @param about whom and what themselves, never stand-ins
 */
public record Use(String question, About about, boolean pseudonymous) {}
