package io.parley.eventstore;

/** Where a kill test may halt the process. */
public enum CrashPoint {
    /** The batch is synced; nobody has been told, neither streams nor callers. */
    AFTER_APPEND_BEFORE_ANSWER
}
