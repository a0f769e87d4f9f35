package io.parley.sealing;

/** A sealed text is not what was sealed: altered, cut, or moved under another key's name. */
public final class TamperedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TamperedException(String keyId, Exception cause) {
        super("a text sealed with key " + keyId + " has been altered", cause);
    }
}
