package io.parley.server;

/** Why the server cannot start, in a sentence that says what to do. */
final class NotStarted extends RuntimeException {
    NotStarted(String sentence) {
        super(sentence);
    }
}
