package io.parley.sealing;

/** Something was to be sealed for somebody whose key was destroyed. */
public final class ErasedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ErasedException(String subject) {
        super(subject + " was erased; nothing can be sealed for them.");
    }
}
