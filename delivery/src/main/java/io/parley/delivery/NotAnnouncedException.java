package io.parley.delivery;

/** Announcements could not be passed on, all or some of them; they are to be announced again. */
public final class NotAnnouncedException extends RuntimeException {
    public NotAnnouncedException(String message, Throwable cause) {
        super(message, cause);
    }
}
