package io.parley.bench.server;

/**
 * A line of {@code /proc/PID/stat}.
 *
 * @param own user and system time of the process
 * @param children of the children that it has waited for
 */
record ProcessStat(long own, long children) {
    private static final int USER = 11;

    static ProcessStat of(String line) {
        // The name of the program stands in brackets and may hold blanks and brackets.
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessStat(
                Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]),
                Long.parseLong(fields[USER + 2]) + Long.parseLong(fields[USER + 3]));
    }

    long ticks() {
        return own + children;
    }
}
