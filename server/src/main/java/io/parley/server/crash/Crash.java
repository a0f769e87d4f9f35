package io.parley.server.crash;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * For tests: ends the process, as a kill would, when it passes a point for the n-th time. Only the system property
 * {@value #PROPERTY}, such as {@code after-append:20}, switches it on; no option, file or environment variable does.
 */
public final class Crash {
    public static final String PROPERTY = "parley.test.crash";
    /** Exit code of a process that ended here. */
    public static final int EXIT = 77;

    private final CrashPoint point;
    private final AtomicInteger left;

    private Crash(CrashPoint point, int passes) {
        this.point = point;
        this.left = new AtomicInteger(passes);
    }

    public static boolean isSwitchedOn() {
        return System.getProperty(PROPERTY) != null;
    }

    /** @throws IllegalArgumentException unless the property is a point's name, a colon and a number above 0 */
    static Crash fromSystemProperty() {
        String[] given = System.getProperty(PROPERTY, "").split(":", -1);
        if (given.length != 2 || !given[1].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(PROPERTY + " must be like after-append:20");
        }
        return new Crash(CrashPoint.of(given[0]), Integer.parseInt(given[1]));
    }

    void pass(CrashPoint passed) {
        if (passed == point && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(EXIT);
        }
    }
}
