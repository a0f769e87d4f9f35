package io.parley.server.backup;

/** Why a backup cannot be taken or restored, in a sentence that says what to do. */
public final class NotBackedUp extends RuntimeException {
    NotBackedUp(String sentence) {
        super(sentence);
    }
}
